package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.Lineage;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Settlement;
import io.github.webhookplugin.outbox.Share;
import io.github.webhookplugin.outbox.Taken;
import io.github.webhookplugin.outbox.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** All lanes, and what the store thread knows of each: how much it may hold and when stored work of it is due. */
final class Lanes {
  /** Bytes of events that may wait in all lanes together. */
  static final long MAX_BYTES = 64L << 20;

  private static final int START_CAPACITY = 4_096;
  private static final int LEAST_CAPACITY = 16;
  private static final int MOST_CAPACITY = 8_192;
  /** A permit that takes so much longer to come than any may was noted before the clock was set back. */
  private static final long CLOCK_DIFFERENCE = Duration.ofMinutes(1).toMillis();

  /** The store thread's view of a lane. */
  final class Berth {
    private final Lane lane;
    private int capacity = START_CAPACITY;
    private int promised;
    private long nextDue = Long.MAX_VALUE;
    private long notBefore;
    /** Events that were stored here and wait for others to go with them. */
    private int gathered;

    /** Null: deliveries are handed over in memory. Else the store decides when each may go. */
    private volatile @Nullable Terms terms;

    private Berth(Lane lane) {
      this.lane = lane;
    }

    Lane lane() {
      return lane;
    }

    long nextDue() {
      return nextDue;
    }

    /** Learns that stored work is due then. */
    void due(long millis) {
      nextDue(Math.min(nextDue, millis));
    }

    /** Replaces what was known. */
    void nextDue(long millis) {
      nextDue = millis;
      if (millis != Long.MAX_VALUE) {
        dated.add(this);
      }
    }

    @Nullable
    Terms terms() {
      return terms;
    }

    /** Any thread; from the next turn on nothing is handed over past the terms. */
    void terms(@Nullable Terms next) {
      terms = next;
    }

    /** Learns what came of a look for what the terms allow. */
    void taken(Taken taken) {
      notBefore = taken.notBefore();
      nextDue(taken.nextDue());
      gathered = taken.left();
    }

    /** Learns that a delivery is stored on its terms; returns how long it waits for others. */
    long gather(Terms.Grouping grouping, long now) {
      long delay = grouping.delay();
      if (delay == 0) {
        due(now);
        return 0;
      }
      due(++gathered >= grouping.size() ? now : now + delay);
      return delay;
    }

    /** When to look for stored work. */
    private long lookAt() {
      return Math.max(nextDue, notBefore);
    }

    private void checkNotBefore(long now) {
      Terms asked = terms;
      long longest = asked == null ? 0 : asked.longestWindow().toMillis();
      if (notBefore != 0 && notBefore - now > longest + CLOCK_DIFFERENCE) {
        notBefore = 0;
      }
    }

    /** What has a permit goes at once: a lane with terms holds no more than it can start. */
    int room() {
      int room = lane.room(capacity);
      Terms asked = terms;
      if (asked == null) {
        return room - promised;
      }
      int most = asked.ordered() ? 1 - lane.flying() - lane.waiting() : lane.idle();
      return Math.min(room, Math.min(most, lane.idle())) - promised;
    }

    void handedOver() {
      promised = 0;
    }
  }

  private final Map<Integer, Berth> berths = new ConcurrentHashMap<>();
  /** All of which stored work is due some time, and perhaps some others: a turn does not look at thousands of idle lanes. */
  private final Set<Berth> dated = ConcurrentHashMap.newKeySet();

  private final AtomicLong memory;
  private final IntFunction<Lane> maker;
  private volatile Share share = Share.ALONE;

  Lanes(AtomicLong memory, IntFunction<Lane> maker) {
    this.memory = memory;
    this.maker = maker;
  }

  Berth of(int service) {
    Berth known = berths.get(service);
    return known != null
        ? known
        : berths.computeIfAbsent(service, number -> new Berth(made(number)));
  }

  private Lane made(int number) {
    Lane lane = maker.apply(number);
    lane.share(share);
    return lane;
  }

  /** Learns how many nodes there are. */
  void share(Share now) {
    if (!now.equals(share)) {
      share = now;
      berths.values().forEach(berth -> berth.lane.share(now));
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
    if (berth.terms != null
        || berth.nextDue <= now
        || berth.room() <= 0
        || memory.get() + bytes > MAX_BYTES) {
      return false;
    }
    berth.promised++;
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
    for (Berth berth : berths.values()) {
      long ended = berth.lane.endedSince(now);
      int waiting = berth.lane.waiting();
      berth.checkNotBefore(now);
      if (!berth.lane.mayStart()) {
        giveBack(berth, 0, now, back);
      } else if (waiting == 0) {
        berth.capacity = Math.max(berth.capacity, START_CAPACITY);
      } else {
        berth.capacity = (int) Math.max(LEAST_CAPACITY, Math.min(MOST_CAPACITY, ended * 4));
        if (ended == 0) {
          giveBack(berth, LEAST_CAPACITY, now, back);
        }
      }
      berth.lane.nudge();
    }
    return back;
  }

  /** Takes everything that waits out of memory. */
  List<Settled> shedAll(long now) {
    var back = new ArrayList<Settled>();
    berths.values().forEach(berth -> giveBack(berth, 0, now, back));
    return back;
  }

  /** Takes everything out of memory that came to a lane before its terms were what they are. */
  List<Settled> reshape(Berth berth, long now) {
    var back = new ArrayList<Settled>();
    giveBack(berth, 0, now, back);
    berth.notBefore = 0;
    return back;
  }

  void holdAll(boolean value) {
    berths.values().forEach(berth -> berth.lane.hold(value));
  }

  int flying() {
    return berths.values().stream().mapToInt(berth -> berth.lane.flying()).sum();
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
    dated.removeIf(berth -> berth.nextDue == Long.MAX_VALUE);
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

  private static void giveBack(Berth berth, int keep, long now, List<Settled> into) {
    for (Work work : berth.lane.shed(keep)) {
      into.add(new Settled(work, new Settlement.GivenBack(work.queued(), now)));
    }
  }
}
