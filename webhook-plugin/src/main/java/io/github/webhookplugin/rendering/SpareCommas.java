package io.github.webhookplugin.rendering;

/**
 * Forgives the commas that sections leave behind: one in front of a closing bracket, behind an opening one, or behind
 * another comma becomes a blank. Commas in strings are left alone.
 */
final class SpareCommas {
  private SpareCommas() {}

  static void blank(StringBuilder json) {
    boolean inString = false;
    int last = -1;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inString) {
        inString = c != '"';
        i += c == '\\' ? 1 : 0;
      } else if (!Character.isWhitespace(c)) {
        inString = c == '"';
        last = blankSpare(json, last, i);
      }
    }
  }

  /** Returns where the last character that matters now stands. */
  private static int blankSpare(StringBuilder json, int last, int i) {
    char c = json.charAt(i);
    char before = last < 0 ? ' ' : json.charAt(last);
    if (c == ',' && (before == ',' || before == '[' || before == '{')) {
      json.setCharAt(i, ' ');
      return last;
    }
    if (before == ',' && (c == ']' || c == '}')) {
      json.setCharAt(last, ' ');
    }
    return i;
  }
}
