package io.github.webhookplugin.benchmarks;

import java.util.Collection;
import java.util.Locale;

/** Figures for people. */
final class Numbers {
  private Numbers() {}

  static double median(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  static String decimals(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }

  static String millis(double nanos) {
    return decimals(nanos / 1e6);
  }
}
