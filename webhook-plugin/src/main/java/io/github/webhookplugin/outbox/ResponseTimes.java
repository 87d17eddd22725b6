package io.github.webhookplugin.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long answers took, counted in steps: four for each doubling, from 1 millisecond on. So what is told of them is at
 * most 19 % too long, and a row for each step is enough.
 */
public final class ResponseTimes {
  private static final int STEPS_A_DOUBLING = 4;
  private static final int MOST_STEPS = 80;
  private static final long[] LONGEST = longest();

  private final Map<Integer, Long> counts = new TreeMap<>();
  private long all;

  /** The step of a time in milliseconds. */
  static int step(long millis) {
    int low = 0;
    int high = MOST_STEPS - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (LONGEST[middle] < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void add(int step, long n) {
    counts.merge(step, n, Long::sum);
    all += n;
  }

  /** Of several services together. */
  public static ResponseTimes together(Collection<ResponseTimes> parts) {
    var whole = new ResponseTimes();
    parts.forEach(part -> part.counts.forEach(whole::add));
    return whole;
  }

  /** How many answers there were. */
  public long count() {
    return all;
  }

  /** The time that so many percent of the answers took at most, rounded up to a step; empty without answers. */
  public Optional<Duration> percentile(int percent) {
    long wanted = (all * percent + 99) / 100;
    long seen = 0;
    for (Map.Entry<Integer, Long> step : counts.entrySet()) {
      seen += step.getValue();
      if (seen >= wanted) {
        return Optional.of(Duration.ofMillis(LONGEST[step.getKey()]));
      }
    }
    return Optional.empty();
  }

  private static long[] longest() {
    var longest = new long[MOST_STEPS];
    for (int step = 0; step < MOST_STEPS; step++) {
      longest[step] = (long) Math.floor(Math.pow(2, (double) step / STEPS_A_DOUBLING));
    }
    return longest;
  }
}
