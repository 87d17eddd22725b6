package io.github.webhookplugin.benchmarks;

/**
 * How long something took, in nanoseconds; zeros if it never happened.
 *
 * @param median half of all took no longer
 * @param slowest 99 of 100 took no longer
 */
record Times(long median, long slowest) {
  static Times of(Latencies latencies) {
    return new Times(latencies.quantile(0.5).toNanos(), latencies.quantile(0.99).toNanos());
  }

  /** Milliseconds, p50 and p99. */
  @Override
  public String toString() {
    return slowest == 0
        ? "-"
        : Numbers.millis((double) median) + " / " + Numbers.millis((double) slowest) + " ms";
  }
}
