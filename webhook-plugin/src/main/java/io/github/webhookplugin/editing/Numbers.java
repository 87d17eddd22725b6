package io.github.webhookplugin.editing;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as people type them, and as documents have them. */
final class Numbers {
  private Numbers() {}

  /** A value as text; numbers without an exponent. */
  static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  /** A whole number as a document has it, or a decimal; empty if the text is none. */
  static Optional<Object> number(String text) {
    if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
      return Optional.empty();
    }
    var number = new BigDecimal(text);
    boolean small = number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    return Optional.of(
        number.scale() == 0 && small ? (Object) number.intValueExact() : (Object) number);
  }
}
