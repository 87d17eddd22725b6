package io.github.webhookplugin.rendering;

/**
 * Stands in a body for what every attempt fills in anew, {@code {{sign}}} and {@code {{signTimestamp}}}. As a character
 * of a text it is half of a surrogate pair, as a byte of a body one that UTF-8 does not have: no event's value and no
 * template can bring either.
 */
enum SignMark {
  SIGN('\uDC00', 0xFF),
  TIMESTAMP('\uDC01', 0xFE);

  private final char inText;
  private final byte inBytes;

  SignMark(char inText, int inBytes) {
    this.inText = inText;
    this.inBytes = (byte) inBytes;
  }

  char inText() {
    return inText;
  }

  byte inBytes() {
    return inBytes;
  }

  /** Whether a half of a pair is a mark. */
  static boolean is(char c) {
    return c == SIGN.inText || c == TIMESTAMP.inText;
  }

  static boolean isIn(String text) {
    return text.chars().anyMatch(c -> is((char) c));
  }

  /** Writes it where a tag stands: within quotes, or as a JSON value of its own. */
  void write(Tag tag, Output out) {
    String quote = tag.quoted() ? tag.json() ? "\\\"" : "" : this == SIGN || tag.json() ? "\"" : "";
    out.write(quote);
    out.write(inText);
    out.write(quote);
  }
}
