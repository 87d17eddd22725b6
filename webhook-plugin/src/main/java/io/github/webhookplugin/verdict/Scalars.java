package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.VerdictRule.JsonScalar;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares values of answers with those of rules. A number is equal to a text with that number: many receivers write
 * their codes either way (P-14).
 */
final class Scalars {
  private static final int MAX_DIGITS = 60;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?");

  private Scalars() {}

  static boolean equal(JsonScalar expected, @Nullable Object found) {
    if (expected instanceof JsonScalar.Null) {
      return found == null;
    }
    if (expected instanceof JsonScalar.Bool bool) {
      return found instanceof Boolean other && other == bool.value();
    }
    if (expected instanceof JsonScalar.Num number) {
      return number(found).filter(other -> other.compareTo(number.value()) == 0).isPresent();
    }
    if (expected instanceof JsonScalar.Text text) {
      return found instanceof AnswerJson.Numeral
          ? sameNumber(number(found), number(text.value()))
          : text.value().equals(found);
    }
    throw new IllegalArgumentException(
        "no comparison with " + expected.getClass().getName());
  }

  /** The number in a value, or in a text with nothing else; empty if it is none, or longer than anybody counts. */
  static Optional<BigDecimal> number(@Nullable Object value) {
    if (!(value instanceof String) && !(value instanceof AnswerJson.Numeral)) {
      return Optional.empty();
    }
    String text = value.toString();
    return text.length() <= MAX_DIGITS && NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** In the words of a rule. */
  static String words(JsonScalar value) {
    if (value instanceof JsonScalar.Text text) {
      return Shown.quote(text.value());
    }
    if (value instanceof JsonScalar.Num number) {
      return number.value().toString();
    }
    return value instanceof JsonScalar.Bool bool ? String.valueOf(bool.value()) : "null";
  }

  private static boolean sameNumber(Optional<BigDecimal> one, Optional<BigDecimal> other) {
    return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) == 0;
  }
}
