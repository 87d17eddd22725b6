package io.github.webhookplugin.delivery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * How much slower a service is called because its receiver said that it is called too often (seed row T-36).
 *
 * @param since when that began
 * @param perSecond requests a second at most, at the moment
 * @param full requests a second without it
 */
public record Slowed(Instant since, double perSecond, double full) {
  /** Requests a minute at most, with one decimal. */
  public BigDecimal perMinute() {
    return rounded(perSecond * 60);
  }

  /** What is left of the full rate, in whole percent. */
  public int percent() {
    return (int) Math.round(perSecond / full * 100);
  }

  /** For people. */
  public String sentence() {
    return "The receiver said that it is called too often. For now it gets at most "
        + (perSecond >= 1
            ? rounded(perSecond) + " requests a second"
            : perMinute() + " requests a minute")
        + ", " + percent() + " % of its rate, and more again with every request that it takes.";
  }

  private static BigDecimal rounded(double number) {
    BigDecimal decimal = BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP);
    return decimal.stripTrailingZeros().scale() <= 0
        ? decimal.setScale(0, RoundingMode.UNNECESSARY)
        : decimal;
  }
}
