package io.github.webhookplugin.benchmarks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/** A histogram of times that is exact to three per cent. Shared between threads. */
final class Latencies {
  private static final int STEPS_BITS = 5;
  private static final int STEPS = 1 << STEPS_BITS;

  private final AtomicLongArray counts = new AtomicLongArray(64 * STEPS);

  void add(long nanos) {
    counts.incrementAndGet(slot(Math.max(nanos, STEPS)));
  }

  void clear() {
    for (int i = 0; i < counts.length(); i++) {
      counts.set(i, 0);
    }
  }

  long count() {
    long sum = 0;
    for (int i = 0; i < counts.length(); i++) {
      sum += counts.get(i);
    }
    return sum;
  }

  /** The time that so much of all (0 to 1) stay below; zero if nothing was added. */
  Duration quantile(double share) {
    long left = (long) Math.ceil(count() * share);
    for (int i = 0; left > 0 && i < counts.length(); i++) {
      left -= counts.get(i);
      if (left <= 0) {
        return Duration.ofNanos(upperEnd(i));
      }
    }
    return Duration.ZERO;
  }

  private static int slot(long nanos) {
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    int step = (int) (nanos >>> (power - STEPS_BITS)) & (STEPS - 1);
    return power * STEPS + step;
  }

  private static long upperEnd(int slot) {
    int power = slot / STEPS;
    long step = slot % STEPS + 1L;
    return (1L << power) + (step << (power - STEPS_BITS));
  }
}
