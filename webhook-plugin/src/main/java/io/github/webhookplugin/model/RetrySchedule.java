package io.github.webhookplugin.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The waits between the attempts of a delivery, each counted from the end of the failed attempt.
 *
 * <p>All but {@link Fixed} lengthen each wait by chance, so that deliveries that failed together do not come back
 * together. A wait is never shorter than its schedule says, and never longer than {@link #MAX_WAIT}.
 */
public sealed interface RetrySchedule {
  int MAX_COUNT = 20;
  Duration MAX_WAIT = Duration.ofDays(1);

  /** By how much waits grow at most unless a service says otherwise, in percent. */
  int DEFAULT_JITTER = 20;

  /** How many attempts follow the first. */
  int count();

  /**
   * The wait before the next attempt.
   *
   * @param failed how many attempts have failed, 1 or more
   * @param chance from 0 to less than 1: which part of the jitter to add
   * @return empty if the schedule is used up
   */
  Optional<Duration> waitAfter(int failed, double chance);

  /** The same wait every time, without jitter (seed rows ). */
  record Fixed(int count, Duration interval) implements RetrySchedule {
    public Fixed {
      checkCount(count);
      checkWait(interval);
    }

    @Override
    public Optional<Duration> waitAfter(int failed, double chance) {
      return failed <= count ? Optional.of(interval) : Optional.empty();
    }
  }

  /**
   * One wait for each retry.
   *
   * @param jitter in percent, 0 to 100
   */
  record Listed(List<Duration> waits, int jitter) implements RetrySchedule {
    public Listed {
      waits = List.copyOf(waits);
      checkCount(waits.size());
      waits.forEach(RetrySchedule::checkWait);
      checkJitter(jitter);
    }

    @Override
    public int count() {
      return waits.size();
    }

    @Override
    public Optional<Duration> waitAfter(int failed, double chance) {
      return failed <= waits.size()
          ? Optional.of(lengthened(waits.get(failed - 1), jitter, chance))
          : Optional.empty();
    }
  }

  /**
   * The waits that a specification or another product recommends.
   *
   * @param jitter in percent, 0 to 100
   */
  record Named(KnownWaits known, int jitter) implements RetrySchedule {
    public Named {
      checkJitter(jitter);
    }

    @Override
    public int count() {
      return known.waits().size();
    }

    @Override
    public Optional<Duration> waitAfter(int failed, double chance) {
      return new Listed(known.waits(), jitter).waitAfter(failed, chance);
    }
  }

  /**
   * Each wait is a multiple of the one before (seed row W-05).
   *
   * @param first the wait before the first retry, 1 s to 1 day
   * @param factor from 1 to 10
   * @param longest the longest wait before jitter, from {@code first} to 1 day
   * @param jitter in percent, 0 to 100
   */
  record Exponential(int count, Duration first, double factor, Duration longest, int jitter)
      implements RetrySchedule {
    public static final double DEFAULT_FACTOR = 2;
    public static final double MAX_FACTOR = 10;

    public Exponential {
      checkCount(count);
      checkWait(first);
      checkWait(longest);
      checkJitter(jitter);
      if (!(factor >= 1 && factor <= MAX_FACTOR)) {
        throw new IllegalArgumentException("a factor is 1 to 10, was " + factor);
      }
      if (longest.compareTo(first) < 0) {
        throw new IllegalArgumentException(
            "the longest wait is shorter than the first: " + longest + " and " + first);
      }
    }

    @Override
    public Optional<Duration> waitAfter(int failed, double chance) {
      if (failed > count) {
        return Optional.empty();
      }
      var grown =
          Duration.ofMillis(Math.round((double) first.toMillis() * Math.pow(factor, failed - 1.0)));
      var wait = grown.compareTo(longest) < 0 ? grown : longest;
      return Optional.of(lengthened(wait, jitter, chance));
    }
  }

  /**
   * A wait and some part of its jitter, 1 day at most.
   *
   * @param jitter in percent, 0 to 100
   * @param chance from 0 to less than 1
   */
  static Duration lengthened(Duration wait, int jitter, double chance) {
    var longer = wait.plusMillis((long) (wait.toMillis() * (chance * jitter / 100)));
    return longer.compareTo(MAX_WAIT) < 0 ? longer : MAX_WAIT;
  }

  private static void checkCount(int count) {
    if (count < 0 || count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "retry count must be 0 to " + MAX_COUNT + ", was " + count);
    }
  }

  private static void checkWait(Duration wait) {
    if (wait.compareTo(Duration.ofSeconds(1)) < 0 || wait.compareTo(MAX_WAIT) > 0) {
      throw new IllegalArgumentException(
          "a retry waits 1 to 86,400 seconds, was " + wait.toSeconds());
    }
  }

  private static void checkJitter(int jitter) {
    if (jitter < 0 || jitter > 100) {
      throw new IllegalArgumentException("jitter is 0 to 100 percent, was " + jitter);
    }
  }
}
