package io.github.webhookplugin.model;

import java.time.Duration;
import java.util.List;

/**
 * When failed deliveries are tried again unless their service says otherwise (seed rows ). What the
 * spacing does not look at is kept, for whoever changes it back.
 *
 * @param count retries after the first failure, 0 to 20; a list has as many as it has waits
 * @param interval the wait before each retry, or before the first one if waits grow; 1 s to 1 day
 * @param waits the list, at most 20
 * @param factor how much longer each wait is than the one before, 1 to 10
 * @param longest the longest wait if waits grow, 1 s to 1 day
 * @param jitter how much waits of a list, and growing ones, are lengthened by chance, 0 to 100 percent
 */
public record Retries(
    Spacing spacing,
    int count,
    Duration interval,
    List<Duration> waits,
    int factor,
    Duration longest,
    int jitter) {
  /** How the waits follow on each other. */
  public enum Spacing {
    FIXED,
    LISTED,
    GROWING
  }

  public static final int MAX_FACTOR = (int) RetrySchedule.Exponential.MAX_FACTOR;

  public Retries {
    waits = List.copyOf(waits);
    schedule(spacing, count, interval, waits, factor, longest, jitter);
  }

  /** The same wait every time. */
  public static Retries fixed(int count, Duration interval) {
    return new Retries(
        Spacing.FIXED,
        count,
        interval,
        List.of(),
        (int) RetrySchedule.Exponential.DEFAULT_FACTOR,
        RetrySchedule.MAX_WAIT,
        RetrySchedule.DEFAULT_JITTER);
  }

  public RetrySchedule schedule() {
    return schedule(spacing, count, interval, waits, factor, longest, jitter);
  }

  private static RetrySchedule schedule(
      Spacing spacing,
      int count,
      Duration interval,
      List<Duration> waits,
      int factor,
      Duration longest,
      int jitter) {
    return switch (spacing) {
      case FIXED -> new RetrySchedule.Fixed(count, interval);
      case LISTED -> new RetrySchedule.Listed(waits, jitter);
      case GROWING -> new RetrySchedule.Exponential(count, interval, factor, longest, jitter);
    };
  }
}
