package io.github.webhookplugin.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The waits between the attempts of a delivery, each counted from the end of the failed attempt. */
public sealed interface RetrySchedule {
  int MAX_COUNT = 20;
  Duration MAX_WAIT = Duration.ofDays(1);

  /** How many attempts follow the first. */
  int count();

  /**
   * The wait before the next attempt.
   *
   * @param failed how many attempts have failed, 1 or more
   * @return empty if the schedule is used up
   */
  Optional<Duration> waitAfter(int failed);

  /** The same wait every time (seed rows ). */
  record Fixed(int count, Duration interval) implements RetrySchedule {
    public Fixed {
      if (count < 0 || count > MAX_COUNT) {
        throw new IllegalArgumentException(
            "retry count must be 0 to " + MAX_COUNT + ", was " + count);
      }
      checkWait(interval);
    }

    @Override
    public Optional<Duration> waitAfter(int failed) {
      return failed <= count ? Optional.of(interval) : Optional.empty();
    }
  }

  /** One wait for each retry. */
  record Listed(List<Duration> waits) implements RetrySchedule {
    public Listed {
      waits = List.copyOf(waits);
      if (waits.size() > MAX_COUNT) {
        throw new IllegalArgumentException(
            "a schedule has at most " + MAX_COUNT + " waits, had " + waits.size());
      }
      waits.forEach(RetrySchedule::checkWait);
    }

    @Override
    public int count() {
      return waits.size();
    }

    @Override
    public Optional<Duration> waitAfter(int failed) {
      return failed <= waits.size() ? Optional.of(waits.get(failed - 1)) : Optional.empty();
    }
  }

  private static void checkWait(Duration wait) {
    if (wait.compareTo(Duration.ofSeconds(1)) < 0 || wait.compareTo(MAX_WAIT) > 0) {
      throw new IllegalArgumentException(
          "a retry waits 1 to 86,400 seconds, was " + wait.toSeconds());
    }
  }
}
