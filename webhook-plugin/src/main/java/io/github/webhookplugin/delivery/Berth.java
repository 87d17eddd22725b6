package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.Settlement;
import io.github.webhookplugin.outbox.Taken;
import io.github.webhookplugin.outbox.Terms;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the store thread knows of a lane: how much it may hold, and when stored work of it is due. Belongs to the store
 * thread, but for {@link #lane} and {@link #terms}, which are for any thread. Times are milliseconds since 1970.
 */
final class Berth {
  private static final int START_CAPACITY = 4_096;
  private static final int LEAST_CAPACITY = 16;
  private static final int MOST_CAPACITY = 8_192;
  /** A permit that takes so much longer to come than any may was noted before the clock was set back. */
  private static final long CLOCK_DIFFERENCE = Duration.ofMinutes(1).toMillis();

  private final Lane lane;
  private final Consumer<Berth> whenDated;
  private int capacity = START_CAPACITY;
  private int promised;
  private long nextDue = Long.MAX_VALUE;
  private long notBefore;
  /** Events that were stored here and wait for others to go with them. */
  private int gathered;

  /** Null: deliveries are handed over in memory. Else the store decides when each may go. */
  private volatile @Nullable Terms terms;

  /**
   * The berth of a lane.
   *
   * @param whenDated told whenever stored work is known to be due some time
   */
  Berth(Lane lane, Consumer<Berth> whenDated) {
    this.lane = lane;
    this.whenDated = whenDated;
  }

  Lane lane() {
    return lane;
  }

  /** When stored work is due; {@link Long#MAX_VALUE} for never. */
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
      whenDated.accept(this);
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
  long lookAt() {
    return Math.max(nextDue, notBefore);
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

  /** Whether a new delivery may go to the lane in memory: not past its terms, nor past stored work that is due. */
  boolean takes(long now) {
    return terms == null && nextDue > now && room() > 0;
  }

  /** Keeps a place for a delivery that is given to the lane after the commit. */
  void promise() {
    promised++;
  }

  /** What was promised was given, or will not come. */
  void handedOver() {
    promised = 0;
  }

  /**
   * Adapts how much the lane may hold to what it got done since the last time.
   *
   * @param back gets what it holds beyond that if it stands still, or may not start anything
   */
  void tune(long now, Consumer<Settled> back) {
    long ended = lane.endedSince(now);
    int waiting = lane.waiting();
    checkNotBefore(now);
    if (!lane.mayStart()) {
      giveBack(0, now, back);
    } else if (waiting == 0) {
      capacity = Math.max(capacity, START_CAPACITY);
    } else {
      capacity = (int) Math.max(LEAST_CAPACITY, Math.min(MOST_CAPACITY, ended * 4));
      if (ended == 0) {
        giveBack(LEAST_CAPACITY, now, back);
      }
    }
    lane.nudge();
  }

  private void checkNotBefore(long now) {
    Terms asked = terms;
    long longest = asked == null ? 0 : asked.longestWindow().toMillis();
    if (notBefore != 0 && notBefore - now > longest + CLOCK_DIFFERENCE) {
      notBefore = 0;
    }
  }

  /** Forgets when the next permit comes, and takes out of memory what came before the terms were what they are. */
  void reshape(long now, Consumer<Settled> back) {
    giveBack(0, now, back);
    notBefore = 0;
  }

  /** Takes everything out of memory that waits, but the oldest {@code keep}. */
  void giveBack(int keep, long now, Consumer<Settled> back) {
    for (Work work : lane.shed(keep)) {
      back.accept(new Settled(work, new Settlement.GivenBack(work.queued(), now)));
    }
  }
}
