package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.Lineage;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Share;
import io.github.webhookplugin.outbox.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * All lanes, each with its {@link Berth}. What changes berths belongs to the store thread; {@link #of}, {@link #all},
 * {@link #onTerms}, {@link #holdAll}, {@link #shedAll} and {@link #flying} are for any thread.
 */
final class Lanes {
  /** Bytes of events that may wait in all lanes together. */
  static final long MAX_BYTES = 64L << 20;

  private final Map<Integer, Berth> berths = new ConcurrentHashMap<>();
  /** All of which stored work is due some time, and perhaps some others: a turn does not look at thousands of idle lanes. */
  private final Set<Berth> dated = ConcurrentHashMap.newKeySet();

  private final AtomicLong memory;
  private final IntFunction<Lane> maker;
  private Share share = Share.ALONE;

  Lanes(AtomicLong memory, IntFunction<Lane> maker) {
    this.memory = memory;
    this.maker = maker;
  }

  Berth of(int service) {
    Berth known = berths.get(service);
    return known != null ? known : made(service);
  }

  /** Not while {@link #share} goes round: the lane would miss the new one, or keep the old. */
  private synchronized Berth made(int service) {
    return berths.computeIfAbsent(service, number -> {
      Lane lane = maker.apply(number);
      lane.share(share);
      return new Berth(lane, dated::add);
    });
  }

  /** Learns how many nodes there are. */
  synchronized void share(Share now) {
    if (!now.equals(share)) {
      share = now;
      berths.values().forEach(berth -> berth.lane().share(now));
    }
  }

  Collection<Berth> all() {
    return berths.values();
  }

  /**
   * Whether a new delivery may go to its lane in memory; if so its place is kept. A lane with stored work that is due
   * takes none, so that old work is not overtaken for ever.
   */
  boolean takes(Berth berth, int bytes, long now) {
    if (!berth.takes(now) || memory.get() + bytes > MAX_BYTES) {
      return false;
    }
    berth.promise();
    return true;
  }

  /** A delivery that somebody else than the store thread stores, on the terms of its service; any thread. */
  NewDelivery onTerms(NewDelivery delivery) {
    Terms terms = of(delivery.service()).terms();
    return terms == null
            || delivery.hold() == Hold.SKIPPED
            || delivery.lineage().cause() != Lineage.Cause.EVENT
        ? delivery
        : new NewDelivery(
            delivery.delivery(),
            delivery.service(),
            Hold.FREE,
            "",
            terms.grouping().delay(),
            terms.ordered());
  }

  /** Learns that such a delivery is stored. */
  void stored(NewDelivery delivery, long now) {
    Berth berth = of(delivery.service());
    Terms terms = berth.terms();
    if (terms == null) {
      berth.due(now);
    } else {
      berth.gather(terms.grouping(), now);
    }
  }

  /** Whether there is memory for claimed work. */
  boolean hasMemory() {
    return memory.get() < MAX_BYTES / 2;
  }

  /**
   * Adapts how much each lane may hold to what it got done since the last time, and takes back what a lane that
   * stands still holds beyond the least.
   */
  List<Settled> tune(long now) {
    var back = new ArrayList<Settled>();
    berths.values().forEach(berth -> berth.tune(now, back::add));
    return back;
  }

  /** Takes everything that waits out of memory. */
  List<Settled> shedAll(long now) {
    var back = new ArrayList<Settled>();
    berths.values().forEach(berth -> berth.giveBack(0, now, back::add));
    return back;
  }

  void holdAll(boolean value) {
    berths.values().forEach(berth -> berth.lane().hold(value));
  }

  int flying() {
    return berths.values().stream().mapToInt(berth -> berth.lane().flying()).sum();
  }

  /** Those that have room and stored work that is due. */
  List<Berth> due(long now) {
    var due = new ArrayList<Berth>();
    for (Berth berth : dated) {
      if (berth.lookAt() <= now && berth.room() > 0) {
        due.add(berth);
      }
    }
    return due;
  }

  /** When something stored is due that a lane has room for; {@link Long#MAX_VALUE} for never. */
  long earliestDue() {
    long earliest = Long.MAX_VALUE;
    dated.removeIf(berth -> berth.nextDue() == Long.MAX_VALUE);
    for (Berth berth : dated) {
      if (berth.lookAt() < earliest && berth.room() > 0) {
        earliest = berth.lookAt();
      }
    }
    return earliest;
  }

  /** Replaces what is known of stored work; absent means none. */
  void nextDue(Map<Integer, Long> due) {
    var left = new HashMap<>(due);
    for (Map.Entry<Integer, Berth> berth : berths.entrySet()) {
      Long at = left.remove(berth.getKey());
      berth.getValue().nextDue(at == null ? Long.MAX_VALUE : at);
    }
    left.forEach((service, at) -> of(service).nextDue(at));
  }
}
