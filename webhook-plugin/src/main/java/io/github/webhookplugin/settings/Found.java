package io.github.webhookplugin.settings;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words for what a document holds. */
final class Found {
  private static final int MAX_QUOTED = 60;

  private Found() {}

  /** The kind of a value, never the value itself: it may be a secret in the wrong place. */
  static String kind(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return text.isEmpty() ? "an empty text" : "a text";
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Number) {
      return "a number";
    }
    return value instanceof List ? "a list" : value instanceof Map ? "an object" : "something else";
  }

  /** The value of a field that never holds a secret. */
  static String value(@Nullable Object value) {
    if (value instanceof BigInteger big && big.bitLength() > 128) {
      return "a very large number";
    }
    if (value instanceof Number) {
      return shortened(value.toString());
    }
    return value instanceof String text && !text.isEmpty()
        ? "the text " + quote(text)
        : kind(value);
  }

  /** A name in quotation marks, short and printable. */
  static String quote(String text) {
    return "“" + shortened(text) + "”";
  }

  private static String shortened(String text) {
    var printable = new StringBuilder();
    text.codePoints()
        .limit(MAX_QUOTED)
        .map(c -> Characters.isControl(c) || Characters.isSurrogate(c) ? '\uFFFD' : c)
        .forEach(printable::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX_QUOTED
        ? printable.append('…').toString()
        : printable.toString();
  }
}
