package io.github.webhookplugin.settings;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads numbers of any type, and says what is wrong with one. */
final class Numbers {
  private Numbers() {}

  static Optional<Integer> integer(
      @Nullable Object value, int min, int max, Consumer<String> problem) {
    var number = exact(value)
        .filter(n -> inRange(n, min, max) && n.stripTrailingZeros().scale() <= 0)
        .map(BigDecimal::intValueExact);
    if (number.isEmpty()) {
      problem.accept("Expected a whole number from %,d to %,d, found %s."
          .formatted(min, max, Found.value(value)));
    }
    return number;
  }

  /** A number with up to three decimals, given back as thousandths. */
  static Optional<BigDecimal> decimal(
      @Nullable Object value, int min, int max, Consumer<String> problem) {
    var number = exact(value)
        .filter(n -> inRange(n, min, max) && n.stripTrailingZeros().scale() <= 3)
        .map(n -> n.movePointRight(3));
    if (number.isEmpty()) {
      problem.accept("Expected a number from %,d to %,d with at most 3 decimals, found %s."
          .formatted(min, max, Found.value(value)));
    }
    return number;
  }

  private static boolean inRange(BigDecimal number, int min, int max) {
    return number.compareTo(BigDecimal.valueOf(min)) >= 0
        && number.compareTo(BigDecimal.valueOf(max)) <= 0;
  }

  /** Empty for what is not a number, and for NaN and the infinities. */
  private static Optional<BigDecimal> exact(@Nullable Object value) {
    if (!(value instanceof Number)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(value.toString()));
    } catch (NumberFormatException notFinite) {
      return Optional.empty();
    }
  }
}
