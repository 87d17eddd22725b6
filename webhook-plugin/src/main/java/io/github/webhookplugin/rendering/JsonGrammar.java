package io.github.webhookplugin.rendering;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a text is one JSON value (RFC 8259), and if not, where and why, in words for people. */
final class JsonGrammar {
  /** Receivers' parsers tend to stop at 1,000 or even 512 levels. */
  static final int MAX_DEPTH = 200;

  /**
   * Why a text is not JSON.
   *
   * @param inList whether a comma is missing in a list
   */
  record Problem(int offset, String message, boolean inList) {}

  private final String text;
  private final boolean uniqueNames;
  private int at;

  private JsonGrammar(String text, boolean uniqueNames) {
    this.text = text;
    this.uniqueNames = uniqueNames;
  }

  /**
   * Checks a text.
   *
   * @param uniqueNames whether to refuse an object that has a name twice
   */
  static Optional<Problem> check(String text, boolean uniqueNames) {
    var grammar = new JsonGrammar(text, uniqueNames);
    try {
      grammar.document();
      return Optional.empty();
    } catch (Broken e) {
      return Optional.of(e.problem);
    }
  }

  private void document() throws Broken {
    blanks();
    value(1);
    blanks();
    if (at < text.length()) {
      throw expected("the end");
    }
  }

  private void value(int depth) throws Broken {
    if (depth > MAX_DEPTH) {
      throw broken(at, "Nested deeper than " + MAX_DEPTH + " levels.");
    }
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void object(int depth) throws Broken {
    Set<String> names = uniqueNames ? new HashSet<>() : null;
    at++;
    blanks();
    if (taken('}')) {
      return;
    }
    do {
      blanks();
      member(names, depth);
      blanks();
    } while (taken(','));
    if (!taken('}')) {
      throw expected("“,” or “}”");
    }
  }

  private void member(@Nullable Set<String> names, int depth) throws Broken {
    int start = at;
    if (peek() != '"') {
      throw expected("a name in quotes");
    }
    string();
    if (names != null && !names.add(text.substring(start, at))) {
      throw broken(start, "The name " + text.substring(start, at) + " is here twice.");
    }
    blanks();
    if (!taken(':')) {
      throw expected("“:” after the name");
    }
    blanks();
    value(depth + 1);
  }

  private void array(int depth) throws Broken {
    at++;
    blanks();
    if (taken(']')) {
      return;
    }
    do {
      blanks();
      value(depth + 1);
      blanks();
    } while (taken(','));
    if (!taken(']')) {
      Broken missing = expected("“,” or “]”");
      throw new Broken(new Problem(missing.problem.offset(), missing.problem.message(), true));
    }
  }

  private void string() throws Broken {
    int start = at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c < ' ') {
        throw broken(
            at,
            c == '\n' || c == '\r'
                ? "A text must not go over the end of its line. Close it with a quote, or write \\n."
                : "A text must not hold a control character. Write it as an escape like \\t.");
      }
      if (c == '\\') {
        escape();
      } else {
        at++;
      }
    }
    if (!taken('"')) {
      throw broken(start, "The text that starts here is not closed with a quote.");
    }
  }

  private void escape() throws Broken {
    int start = at;
    at += 2;
    char kind = start + 1 < text.length() ? text.charAt(start + 1) : ' ';
    if (kind == 'u') {
      for (int i = 0; i < 4; i++) {
        if (Character.digit(peek(), 16) < 0 || peek() > 'f') {
          throw broken(start, "“\\u” needs four hexadecimal digits.");
        }
        at++;
      }
    } else if ("\"\\/bfnrt".indexOf(kind) < 0) {
      throw broken(start, "A backslash in a text must be written as two.");
    }
  }

  private void word(String word) throws Broken {
    if (!text.startsWith(word, at)) {
      throw expected("a value");
    }
    at += word.length();
  }

  private void number() throws Broken {
    int start = at;
    taken('-');
    if (at == start && !isDigit(peek())) {
      throw expected("a value");
    }
    if (!taken('0')) {
      digits();
    } else if (isDigit(peek())) {
      throw broken(start, "A number must not start with a zero.");
    }
    if (taken('.')) {
      digits();
    }
    if (taken('e') || taken('E')) {
      if (!taken('+')) {
        taken('-');
      }
      digits();
    }
  }

  private void digits() throws Broken {
    if (!isDigit(peek())) {
      throw expected("a digit");
    }
    while (isDigit(peek())) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** U+0000 at the end: it starts nothing that is valid. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean taken(char c) {
    boolean here = at < text.length() && text.charAt(at) == c;
    at += here ? 1 : 0;
    return here;
  }

  private Broken expected(String what) {
    String found =
        at < text.length() ? "“" + Character.toString(text.codePointAt(at)) + "”" : "the end";
    return broken(at, "Expected " + what + ", found " + found + ".");
  }

  private static Broken broken(int offset, String message) {
    return new Broken(new Problem(offset, message, false));
  }

  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    final transient Problem problem;

    Broken(Problem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }
  }
}
