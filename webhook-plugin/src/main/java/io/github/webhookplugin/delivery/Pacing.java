package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.outbox.Settlement;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast a lane may go by what its receiver showed: its circuit, its slow-down, and how many attempts ended lately.
 * People's own webhooks neither count nor wait. Guarded by the lane; times are milliseconds since 1970.
 */
final class Pacing {
  /** Of the busiest time this much counts at the next look, half a second later: half of it after six seconds. */
  private static final double LATELY_KEPT = 0.94;

  private final Circuit circuit = new Circuit();
  private final Slowdown slowdown = new Slowdown();
  private @Nullable Work probe;
  private long ended;
  /** Attempts a second that ended lately, at the busiest. */
  private double lately;

  private long countedAt;

  /** Forgets what the receiver showed. */
  void reset() {
    circuit.reset();
    slowdown.reset();
  }

  /** Whether the service has failed so often that it gets no more than a probe. */
  boolean open() {
    return circuit.open();
  }

  /** How many deliveries the circuit lets the lane have. */
  int room(long now) {
    return circuit.free() ? Integer.MAX_VALUE : circuit.room(now);
  }

  /** When the service is called again; 0 if nothing says later. */
  long pausedUntil(long now) {
    return circuit.pausedUntil(now);
  }

  @Nullable
  Slowed slowed(long now) {
    return slowdown.active() ? slowdown.shown(now) : null;
  }

  /** How many of these places may be used now. */
  int places(int free, long now) {
    return slowdown.active() ? Math.min(free, slowdown.room(now)) : free;
  }

  /** Whether a slow-down lets this one start now. */
  boolean lets(Work work, long now) {
    return !slowdown.active() || work.personal() || slowdown.room(now) > 0;
  }

  void started(Work work) {
    if (slowdown.active() && !work.personal()) {
      slowdown.start();
    }
    if (!circuit.free() && !work.personal() && circuit.start()) {
      probe = work;
    }
  }

  /**
   * Counts an attempt that ended.
   *
   * @param clock milliseconds since 1970; asked only if the receiver showed something that counts
   * @param allowed requests a second that the service's own rate allows this node; empty: it has none
   */
  void ended(
      Work work, Settlement settlement, LongSupplier clock, Supplier<OptionalDouble> allowed) {
    ended++;
    Circuit.Sign sign = Circuit.Sign.of(settlement);
    if (!work.personal()
        && (sign != Circuit.Sign.WORKS || !circuit.untroubled() || slowdown.active())) {
      notice(sign, work, settlement, clock.getAsLong(), allowed);
    }
  }

  private void notice(
      Circuit.Sign sign,
      Work work,
      Settlement settlement,
      long now,
      Supplier<OptionalDouble> allowed) {
    circuit.ended(sign, work == probe, now);
    if (work == probe) {
      probe = null;
    }
    circuit.throttled(now, Circuit.asked(settlement));
    Attempt last = Circuit.last(settlement);
    if (last != null && sign == Circuit.Sign.THROTTLES) {
      double usual = allowed.get().orElseGet(() -> Math.max(1, Math.max(lately, (double) ended)));
      slowdown.throttled(last.startedAt().toEpochMilli(), now, usual);
    } else if (last != null && sign == Circuit.Sign.WORKS) {
      slowdown.worked(last.startedAt().toEpochMilli(), now);
    }
  }

  /** How many attempts have ended since this was asked last. */
  long endedSince(long now) {
    long count = ended;
    ended = 0;
    double perSecond = now > countedAt ? count * 1_000.0 / (now - countedAt) : 0;
    lately = Math.max(perSecond, lately * LATELY_KEPT);
    countedAt = now;
    return count;
  }
}
