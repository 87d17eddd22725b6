package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.Retention;
import io.github.webhookplugin.outbox.Lease;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store thread does now and then: renews leases, looks for stored work that others left, adapts the lanes,
 * and removes old rows a few at a time. Belongs to the store thread.
 */
final class Upkeep {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration TUNING = Duration.ofMillis(500);
  /** So often in the time that a lease lasts. */
  private static final int RENEWALS = 6;

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
  private final Duration lease;
  private final Duration renewing;
  private final Pace renewal;
  private final Pace look;
  private final Pace sweep = new Pace(SWEEP);
  private final Pace pruning = new Pace(PRUNING);
  private volatile boolean hostsStore;
  private long cutoff;
  private boolean sweeping;

  /**
   * What it looks at now and then.
   *
   * @param settingsLook called when other nodes may have changed the settings
   */
  record Watching(ServiceStates states, CircuitWatch circuits, Runnable settingsLook) {}

  Upkeep(
      Lanes lanes,
      Watching watching,
      Clock clock,
      Retention retention,
      Duration lease,
      boolean shared) {
    this.lanes = lanes;
    this.watching = watching;
    this.clock = clock;
    this.retention = retention;
    this.lease = lease;
    this.renewing = lease.dividedBy(RENEWALS);
    this.renewal = new Pace(renewing);
    this.look = new Pace(shared ? LOOK_SHARED : LOOK_ALONE);
  }

  /**
   * Renews this node's leases if it is time. Comes before anything else that the store thread does: a node that stood
   * still for longer than its leases learns here what it has lost, before it takes up its own work a second time.
   *
   * @return why it failed; it is tried again the next time. Null: nothing is wrong
   */
  @Nullable
  StoreException renewLeases(Outbox outbox) {
    long now = clock.millis();
    if (renewal.due(now)) {
      try {
        renew(outbox, now);
      } catch (StoreException e) {
        renewal.soon();
        return e;
      }
    }
    return null;
  }

  /** Does what else is due, each in a transaction of its own. */
  void run(Outbox outbox, Consumer<Settled> settled, Load load) {
    long now = clock.millis();
    if (tuning.due(now)) {
      lanes.tune(now).forEach(settled);
      watching.circuits().look();
    }
    if (hostsStore) {
      look.every(LOOK_SHARED);
    }
    if (look.due(now)) {
      lanes.nextDue(outbox.read(outbox::look));
      if (outbox.shared()) {
        lanes.share(outbox.read(() -> outbox.share(lease)));
      }
      watching.states().take(outbox.read(outbox::health));
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

  /** From now on looks as often as where other nodes store work: hosts do, in transactions of their own. Any thread. */
  void lookOften() {
    hostsStore = true;
  }

  private void renew(Outbox outbox, long now) {
    var held = new ArrayList<Work>();
    long soon = now + lease.minus(renewing).toMillis();
    lanes.all().forEach(berth -> berth.lane().leasedBefore(soon, held));
    // in one order on all nodes
    held.sort(Comparator.comparingLong(Work::delivery));
    List<Lease> leases =
        held.stream().map(work -> new Lease(work.delivery(), work.leaseUntil())).toList();
    long until = now + lease.toMillis();
    Set<Long> lost = outbox.renew(leases, until);
    var gone = new ArrayList<Work>();
    for (Work work : held) {
      if (lost.contains(work.delivery())) {
        gone.add(work);
      } else {
        work.leasedUntil(until);
      }
    }
    lanes.all().forEach(berth -> berth.lane().renewed(gone));
    if (!held.isEmpty()) {
      log.debug("{} leases renewed, {} lost", held.size() - gone.size(), gone.size());
    }
  }

  /** Something done at most so often. */
  private static final class Pace {
    private long every;
    private volatile long next;

    Pace(Duration every) {
      this.every = every.toMillis();
    }

    void every(Duration changed) {
      every = changed.toMillis();
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
