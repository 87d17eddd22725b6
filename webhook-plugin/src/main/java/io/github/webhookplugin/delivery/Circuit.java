package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether one service is called at the moment: a circuit breaker, and the pause that a throttling receiver asks for.
 *
 * <p>Opens after {@link #FAILURES} failures in a row, the last at least {@link #SPAN} after the first. Stays open for
 * {@link #FIRST_PAUSE}, then lets one delivery through as a probe. A probe that fails doubles the pause, up to {@link
 * #LONGEST_PAUSE}; an answer of any attempt that shows a working receiver closes it.
 *
 * <p>Times are milliseconds since 1970, handed in. Not shared: its lane guards it.
 */
final class Circuit {
  static final int FAILURES = 10;
  static final Duration SPAN = Duration.ofSeconds(10);
  static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** A throttling receiver that does not say how long gets so much rest. */
  static final Duration UNASKED_PAUSE = Duration.ofSeconds(1);

  private int failures;
  private long firstFailure;
  private boolean open;
  private boolean probing;
  private long pause;
  private long until;
  /** 0: nobody asked to wait. */
  private long throttledUntil;

  /** What the end of an attempt says of the receiver. */
  enum Sign {
    WORKS,
    FAILS,
    THROTTLES,
    /** Nothing was sent, or nobody knows what came of it. */
    NONE;

    static Sign of(Settlement settlement) {
      if (settlement instanceof Settlement.Again again) {
        return of(again.failed());
      }
      if (settlement instanceof Settlement.Ended end) {
        Attempt last = end.last();
        return end.result() == Result.DELIVERED ? WORKS : last == null ? NONE : of(last);
      }
      return NONE;
    }

    private static Sign of(Attempt failed) {
      Verdict verdict = failed.verdict();
      if (verdict instanceof Verdict.Retry) {
        return FAILS;
      }
      if (verdict instanceof Verdict.Throttled) {
        return THROTTLES;
      }
      // who refuses this delivery works; without an answer it was never sent
      return failed.status() == null ? NONE : WORKS;
    }
  }

  /** How long the receiver asked to be left alone; zero unless it throttled. */
  static Duration asked(Settlement settlement) {
    Attempt last = last(settlement);
    if (last != null && last.verdict() instanceof Verdict.Throttled throttled) {
      Duration atLeast = throttled.atLeast();
      return atLeast == null ? UNASKED_PAUSE : atLeast;
    }
    return Duration.ZERO;
  }

  /** The attempt that it is about; null if nothing was sent. */
  static @Nullable Attempt last(Settlement settlement) {
    return settlement instanceof Settlement.Again again
        ? again.failed()
        : settlement instanceof Settlement.Ended end ? end.last() : null;
  }

  /** Whether nothing is wrong: {@link #room} need not be asked. */
  boolean free() {
    return !open && throttledUntil == 0;
  }

  /** Whether a success would change nothing. */
  boolean untroubled() {
    return failures == 0 && free();
  }

  boolean open() {
    return open;
  }

  /** When something may be sent again; 0 if that is now or depends on a probe that is under way. */
  long pausedUntil(long now) {
    long paused = Math.max(open ? until : 0, throttledUntil);
    return paused > now ? paused : 0;
  }

  /** How many deliveries may be taken up. */
  int room(long now) {
    if (throttledUntil > now) {
      return 0;
    }
    throttledUntil = 0;
    if (!open) {
      return Integer.MAX_VALUE;
    }
    // a clock that was set back must not make the pause longer
    boolean paused = now < until && until - now <= pause;
    return paused || probing ? 0 : 1;
  }

  /** An attempt starts. True if it is a probe; its end says so again. */
  boolean start() {
    probing = open;
    return open;
  }

  /** An attempt has ended. */
  void ended(Sign sign, boolean probe, long now) {
    probing = probing && !probe;
    switch (sign) {
      case WORKS -> close();
      case FAILS -> failed(probe, now);
      case THROTTLES -> {
        if (probe) {
          close();
        }
      }
      case NONE -> {}
    }
  }

  /** The receiver asked not to be called for so long; zero: it did not ask. */
  void throttled(long now, Duration asked) {
    if (!asked.isZero()) {
      throttledUntil = Math.max(throttledUntil, now + asked.toMillis());
    }
  }

  /** Forgets everything: an admin knows better. */
  void reset() {
    close();
    throttledUntil = 0;
  }

  private void failed(boolean probe, long now) {
    if (probe) {
      openFor(Math.min(pause * 2, LONGEST_PAUSE.toMillis()), now);
    } else if (!open) {
      firstFailure = failures == 0 ? now : firstFailure;
      failures++;
      if (failures >= FAILURES && now - firstFailure >= SPAN.toMillis()) {
        openFor(FIRST_PAUSE.toMillis(), now);
      }
    }
  }

  private void openFor(long millis, long now) {
    open = true;
    pause = millis;
    until = now + millis;
  }

  private void close() {
    open = false;
    probing = false;
    failures = 0;
  }
}
