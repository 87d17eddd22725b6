package io.github.webhookplugin.rendering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Takes a template's text apart before mustache.java sees it, and collects everything that is wrong. */
final class TemplateScanner {
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_LINE = 8 * 1024;
  static final int MAX_TAGS = 2_000;
  static final int MAX_DEPTH = 32;
  /** More do not help anybody, and each costs a walk to its line. */
  private static final int MAX_PROBLEMS = 100;

  private final Place place;
  private final String text;
  private final List<Tag> tags = new ArrayList<>();
  private final List<TemplateProblem> problems = new ArrayList<>();
  private final Deque<Tag> open = new ArrayDeque<>();
  private final Quotes quotes = new Quotes();

  private TemplateScanner(Place place, String text) {
    this.place = place;
    this.text = text;
  }

  static Scan scan(Place place, String text) {
    int most = place == Place.BODY ? MAX_BODY : MAX_LINE;
    if (text.length() > most) {
      return new Scan(
          text,
          List.of(),
          List.of(new TemplateProblem(
              1,
              1,
              "The template has " + text.length() + " characters; it may have " + most + ".")));
    }
    var scanner = new TemplateScanner(place, text);
    scanner.scan();
    return new Scan(text, scanner.tags, scanner.problems);
  }

  private void scan() {
    int at = 0;
    int start = text.indexOf("{{");
    while (start >= 0 && tags.size() <= MAX_TAGS && problems.size() < MAX_PROBLEMS) {
      passText(at, start);
      at = passTag(start);
      start = text.indexOf("{{", at);
    }
    if (tags.size() > MAX_TAGS) {
      problem(start < 0 ? at : start, "The template has more than " + MAX_TAGS + " tags.");
      return;
    }
    passText(at, text.length());
    open.descendingIterator()
        .forEachRemaining(tag -> problem(
            tag.start(),
            "The section " + tag.written() + " is not closed. Write {{/" + tag.name()
                + "}} where it ends."));
  }

  private void passText(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (JsonText.isLoneSurrogate(text, i)) {
        problem(i, "Half of a character is missing in this text. Enter it again.");
      }
      if (place == Place.BODY) {
        if (!quotes.accept(c)) {
          strayBraces(i - 1);
        }
      } else if (c == '}' && i > from && text.charAt(i - 1) == '}') {
        strayBraces(i - 1);
      } else if (place == Place.HEADER && HeaderText.isControl(c)) {
        problem(i, "A header's value must be one line without control characters.");
      }
    }
  }

  private void strayBraces(int at) {
    problem(at, "“}}” closes no tag. Remove it, or write “{{” in front of the variable's name.");
  }

  /** Returns where the text goes on. */
  private int passTag(int start) {
    int close = text.indexOf("}}", start + 2);
    if (close < 0) {
      boolean comment = text.startsWith("{{!", start);
      problem(start, (comment ? "The comment" : "The tag") + " is not closed with “}}”.");
      return text.length();
    }
    String content = text.substring(start + 2, close);
    boolean triple = content.startsWith("{");
    int end = close + (triple ? 3 : 2);
    if (triple && !text.startsWith("}}}", close)) {
      problem(start, "A tag that opens with “{{{” must close with “}}}”.");
      return close + 2;
    }
    try {
      pass(TagReader.read(content, quotes.inString(), start, end));
    } catch (TagReader.BadTag e) {
      problem(start, e.sentence);
      return content.contains("{{") || content.contains("\n") ? start + 2 : end;
    }
    return end;
  }

  private void pass(Tag tag) {
    tags.add(tag);
    if (quotes.inEscape()) {
      problem(
          tag.start(),
          "The backslash in front of " + tag.written()
              + " would escape the value's first character. Remove it, or write two.");
    }
    String misplaced = tag.form().problem(place, quotes.inString());
    if (misplaced != null) {
      problem(tag.start(), tag.written() + " " + misplaced);
    }
    quotes.passTag();
    if (tag.opens()) {
      open(tag);
    } else if (tag.kind() == Tag.Kind.CLOSE) {
      close(tag);
    }
  }

  private void open(Tag tag) {
    open.push(tag);
    if (open.size() == MAX_DEPTH + 1) {
      problem(tag.start(), "Sections are nested deeper than " + MAX_DEPTH + " levels.");
    }
  }

  private void close(Tag tag) {
    Tag opening = open.peek();
    if (opening == null) {
      problem(tag.start(), tag.written() + " closes a section that was not opened.");
      tags.remove(tags.size() - 1);
      return;
    }
    open.pop();
    if (!opening.name().equals(tag.name())) {
      problem(
          tag.start(),
          tag.written() + " stands where " + opening.written() + " has to be closed. Write {{/"
              + opening.name() + "}}.");
    }
    if (quotes.inString() != opening.quoted()) {
      problem(
          opening.start(),
          "The section " + opening.written()
              + " holds one quote of a text and not the other. Put both inside or both outside.");
      quotes.resume(opening.quoted());
    }
  }

  private void problem(int offset, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(TemplateProblem.at(text, offset, message));
    }
  }
}
