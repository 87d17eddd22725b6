package io.github.webhookplugin.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls a service more slowly after its receiver said that it is called too often (seed row T-36). Each such answer
 * halves the rate, down to {@link #LOWEST_SHARE} of it or one request a minute; each answer that shows a working
 * receiver gives {@link #STEP} of it back, one in {@link #STEPS_APART} at most. Ends when the full rate is reached, or
 * when nothing was said for {@link #FORGOTTEN}.
 *
 * <p>Requests are spread out: what was not used within a second is lost. Times are milliseconds since 1970, handed in.
 * Not shared: its lane guards it.
 */
final class Slowdown {
  static final double LOWEST_SHARE = 1 / 32.0;
  static final double STEP = 1 / 20.0;
  static final Duration STEPS_APART = Duration.ofSeconds(1);
  static final Duration FORGOTTEN = Duration.ofHours(1);

  private static final double ONE_A_MINUTE = 1 / 60.0;
  /** So that a request is not late because of how fractions are kept. */
  private static final double ROUNDING = 1e-6;

  /** Requests a second; 0: as fast as can be. */
  private double allowed;

  private double full;
  private long since;
  private long halved;
  private long raised;
  /** Requests that may start now, as of {@link #counted}. */
  private double room;

  private long counted;

  /** Whether it slows anything down: else nothing need be asked. */
  boolean active() {
    return allowed > 0;
  }

  /**
   * The receiver said that it is called too often. Answers to requests from before the rate was last halved do not
   * count: they say nothing about the new one.
   *
   * @param startedAt when the request began
   * @param usual requests a second without this
   */
  void throttled(long startedAt, long now, double usual) {
    if (active() && startedAt < halved) {
      return;
    }
    if (!active()) {
      full = usual;
      allowed = usual;
      since = now;
    }
    allowed = Math.max(allowed / 2, Math.min(full, Math.max(full * LOWEST_SHARE, ONE_A_MINUTE)));
    halved = now;
    raised = now;
    room = 0;
    counted = now;
  }

  /** The receiver answered as one that works. */
  void worked(long startedAt, long now) {
    if (!active() || startedAt < halved || now - raised < STEPS_APART.toMillis()) {
      return;
    }
    count(now);
    allowed += full * STEP;
    raised = now;
    if (allowed >= full) {
      reset();
    }
  }

  /** How many requests may start now. */
  int room(long now) {
    // a clock that was set back must not make it longer
    halved = Math.min(halved, now);
    raised = Math.min(raised, now);
    if (now - halved > FORGOTTEN.toMillis()) {
      reset();
    }
    if (!active()) {
      return Integer.MAX_VALUE;
    }
    count(now);
    return (int) (room + ROUNDING);
  }

  /** A request starts. */
  void start() {
    room -= 1;
  }

  /** What people see of it; null: nothing is slowed down. */
  @Nullable
  Slowed shown(long now) {
    return room(now) == Integer.MAX_VALUE
        ? null
        : new Slowed(Instant.ofEpochMilli(since), allowed, full);
  }

  /** Forgets everything: an admin knows better. */
  void reset() {
    allowed = 0;
  }

  private void count(long now) {
    if (now > counted) {
      room = Math.min(Math.max(1, allowed), room + allowed * (now - counted) / 1_000);
    }
    counted = now;
  }
}
