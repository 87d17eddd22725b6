package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.Retention;
import io.github.webhookplugin.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store thread does now and then: renews leases, looks for stored work that others left, adapts the lanes,
 * and removes old rows a few at a time. Belongs to the store thread.
 */
final class Upkeep {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration TUNING = Duration.ofMillis(500);
  private static final Duration RENEWAL = Duration.ofSeconds(20);
  private static final Duration LOOK_ALONE = Duration.ofSeconds(10);
  private static final Duration LOOK_SHARED = Duration.ofMillis(500);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  /** One small step so often: the log shrinks faster than it can grow, and new events hardly notice. */
  private static final Duration PRUNING = Duration.ofMillis(10);

  private static final int PRUNED_AT_ONCE = 500;
  /** Beside other work: less than a millisecond. */
  private static final int PRUNED_BESIDE = 50;

  /** What the store thread has to do besides. */
  enum Load {
    IDLE,
    WORKING,
    /** Events wait already: nothing is pruned now. */
    SATURATED
  }

  private final Lanes lanes;
  private final Clock clock;
  private final Watching watching;
  private final Retention retention;
  private final Pace tuning = new Pace(TUNING);
  private final Pace renewal = new Pace(RENEWAL);
  private final Pace look;
  private final Pace sweep = new Pace(SWEEP);
  private final Pace pruning = new Pace(PRUNING);
  private long cutoff;
  private boolean sweeping;

  /**
   * What it looks at now and then.
   *
   * @param settingsLook called when other nodes may have changed the settings
   */
  record Watching(ServiceStates states, CircuitWatch circuits, Runnable settingsLook) {}

  Upkeep(Lanes lanes, Watching watching, Clock clock, Retention retention, boolean shared) {
    this.lanes = lanes;
    this.watching = watching;
    this.clock = clock;
    this.retention = retention;
    this.look = new Pace(shared ? LOOK_SHARED : LOOK_ALONE);
  }

  /** Does what is due, each in a transaction of its own. */
  void run(Outbox outbox, Consumer<Settled> settled, Load load) {
    long now = clock.millis();
    if (tuning.due(now)) {
      lanes.tune(now).forEach(settled);
      watching.circuits().look();
    }
    if (renewal.due(now)) {
      renew(outbox, now);
    }
    if (look.due(now)) {
      lanes.nextDue(outbox.transaction(() -> outbox.nextDue()));
      watching.states().take(outbox.transaction(outbox::health));
      watching.settingsLook().run();
    }
    if (sweep.due(now)) {
      long oldest = now - retention.age().toMillis();
      cutoff = outbox.transaction(() -> outbox.retentionCutoff(oldest, retention.deliveries()));
      sweeping = true;
    }
    if (sweeping && load != Load.SATURATED && pruning.due(now)) {
      sweeping = outbox.transaction(
          () -> outbox.prune(cutoff, load == Load.IDLE ? PRUNED_AT_ONCE : PRUNED_BESIDE));
    }
  }

  /** Looks at the next occasion, because work was stored that no lane knows of. */
  void lookSoon() {
    look.soon();
  }

  private void renew(Outbox outbox, long now) {
    var held = new ArrayList<Work>();
    long soon = now + Turn.LEASE.toMillis() - RENEWAL.toMillis();
    lanes.all().forEach(berth -> berth.lane().leasedBefore(soon, held));
    long until = now + Turn.LEASE.toMillis();
    long[] keys = held.stream().mapToLong(Work::delivery).sorted().toArray();
    outbox.transaction(() -> {
      outbox.renew(keys, until);
      return keys.length;
    });
    held.forEach(work -> work.leasedUntil(until));
    if (keys.length > 0) {
      log.debug("{} leases renewed", keys.length);
    }
  }

  /** Something done at most so often. */
  private static final class Pace {
    private final long every;
    private long next;

    Pace(Duration every) {
      this.every = every.toMillis();
    }

    void soon() {
      next = 0;
    }

    boolean due(long now) {
      // a clock set back must not stop the upkeep
      if (now < next && next - now <= every) {
        return false;
      }
      next = now + every;
      return true;
    }
  }
}
