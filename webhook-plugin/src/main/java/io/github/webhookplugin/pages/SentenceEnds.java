package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.List;

/** Where English sentences end. What stands in quotation marks is one piece, whatever is in it. Pure. */
final class SentenceEnds {
  private SentenceEnds() {}

  /** The sentences of a text, without the blanks between them. */
  static List<String> split(String text) {
    var sentences = new ArrayList<String>();
    int start = 0;
    int quotes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quotes += c == '“' ? 1 : c == '”' ? -1 : 0;
      if (quotes == 0 && c == ' ' && ends(text, i)) {
        sentences.add(text.substring(start, i));
        start = i + 1;
      }
    }
    sentences.add(text.substring(start));
    return sentences;
  }

  /** The pieces between a separator, where that does not stand in quotation marks. */
  static List<String> pieces(String text, String separator) {
    var pieces = new ArrayList<String>();
    int start = 0;
    int quotes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quotes += c == '“' ? 1 : c == '”' ? -1 : 0;
      if (quotes == 0 && i >= start && text.startsWith(separator, i)) {
        pieces.add(text.substring(start, i));
        start = i + separator.length();
      }
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  /** A full stop or question mark in front of this blank, at the end of a word. */
  private static boolean ends(String text, int blank) {
    if (blank < 2 || text.charAt(blank - 2) == ' ') {
      return false;
    }
    char before = text.charAt(blank - 1);
    return before == '.' || before == '?';
  }
}
