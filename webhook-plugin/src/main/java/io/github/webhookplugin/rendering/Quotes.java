package io.github.webhookplugin.rendering;

/** Follows the text of a JSON template and knows whether it is between the quotes of a string. */
final class Quotes {
  private static final int DIGITS_OF_UNICODE_ESCAPE = 4;

  private boolean inString;
  private boolean afterBackslash;
  private int hexDigitsLeft;
  private int braces;
  private char before;

  /** Takes the next character. Returns false if it is a closing brace too many in a string. */
  boolean accept(char c) {
    boolean stray = false;
    if (!inString) {
      inString = c == '"';
      braces = 0;
    } else if (afterBackslash) {
      afterBackslash = false;
      hexDigitsLeft = c == 'u' ? DIGITS_OF_UNICODE_ESCAPE : 0;
    } else if (hexDigitsLeft > 0 && Character.digit(c, 16) >= 0) {
      hexDigitsLeft--;
    } else {
      hexDigitsLeft = 0;
      afterBackslash = c == '\\';
      inString = c != '"';
      braces += c == '{' ? 1 : c == '}' ? -1 : 0;
      stray = c == '}' && before == '}' && braces < 0;
    }
    before = c;
    return !stray;
  }

  void passTag() {
    before = '}';
  }

  boolean inString() {
    return inString;
  }

  /** Whether a tag here would be torn apart by an escape that has begun. */
  boolean inEscape() {
    return afterBackslash || hexDigitsLeft > 0;
  }

  /** Continues as if a section had ended where it began. */
  void resume(boolean wasInString) {
    inString = wasInString;
    afterBackslash = false;
    hexDigitsLeft = 0;
  }
}
