package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.outbox.Claimed;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.Settlement;
import io.github.webhookplugin.outbox.StoreException;
import io.github.webhookplugin.outbox.Taken;
import io.github.webhookplugin.outbox.Terms;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One turn of the store thread: one transaction for all events and results that came in since the last, so that one
 * sync to disk serves many callers.
 */
final class Turn {
  private static final int MOST_CLAIMED = 512;
  private static final int MOST_CLAIMED_OF_ONE = 128;
  private static final int LEAST_CLAIMED = 8;

  private final Outbox outbox;
  private final Lanes lanes;
  private final Handover handover;
  private final Results results;
  private final ServiceStates states;
  private final Notices notices;
  private final Duration lease;
  private final Clock clock;
  private int turns;

  /**
   * @param lease how long what is taken up belongs to this node; renewed for what it holds longer
   * @param clock the store's
   */
  Turn(
      Outbox outbox,
      Lanes lanes,
      Results results,
      ServiceStates states,
      Notices notices,
      Duration lease,
      Clock clock) {
    this.outbox = outbox;
    this.lanes = lanes;
    this.handover = new Handover(lanes);
    this.results = results;
    this.states = states;
    this.notices = notices;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * Stores events and results, takes up what is due, and after the commit tells everybody.
   *
   * @throws RuntimeException if the store failed: the events' callers know already, the results stay for the next turn
   */
  void run(Cohort incoming, boolean claiming) {
    long now = clock.millis();
    long leaseUntil = now + lease.toMillis();
    var handed = new ArrayList<Work>();
    var claimed = new ArrayList<Work>();
    var changes = new ArrayList<ServiceStates.Change>();
    try {
      List<Settlement> settlements = results.take();
      Done done = outbox.transaction(() -> {
        Admissions admissions = Admissions.of(incoming.members(), outbox);
        List<NewEvent> events = handover.assign(admissions.fresh(), now, leaseUntil, handed);
        outbox.accept(events, leaseUntil);
        List<Settlement> effective = outbox.settle(settlements);
        effective.forEach(this::noteDue);
        changes.addAll(states.settled(effective, outbox));
        if (claiming) {
          claim(now, leaseUntil, claimed);
        }
        return new Done(admissions, events, effective);
      });
      states.committed(changes);
      handover.give(handed);
      handover.give(claimed);
      incoming.members().forEach(one -> done.admissions.tell(one, outbox.ids()));
      incoming.told();
      notices.stored(done.events, done.admissions.fresh());
      notices.changed(changes);
      notices.settled(results.effective(done.effective));
      results.stored();
    } catch (RuntimeException | Error e) {
      handover.cancel();
      incoming.fail(new PublishException(Reason.STORE, outcome(e) + e.getMessage(), e));
      throw e;
    }
  }

  /** What a turn's transaction did. */
  private record Done(Admissions admissions, List<NewEvent> events, List<Settlement> effective) {}

  private static String outcome(Throwable failure) {
    return failure instanceof StoreException store && store.undecided()
        ? "nobody knows whether the event was stored, and it may be sent all the same: "
        : "the event was not stored: ";
  }

  private void noteDue(Settlement settlement) {
    if (settlement instanceof Settlement.Again again) {
      lanes.of(again.service()).due(again.due());
    } else if (settlement instanceof Settlement.GivenBack back) {
      lanes.of(back.service()).due(back.due());
    } else if (settlement instanceof Settlement.Ended end && end.follows().any()) {
      end.follows()
          .deliveries()
          .forEach(next -> lanes.of(next.delivery().service()).due(end.at()));
      end.follows()
          .events()
          .forEach(event ->
              event.deliveries().forEach(next -> lanes.of(next.service()).due(end.at())));
    }
  }

  private void claim(long now, long leaseUntil, List<Work> into) throws SQLException {
    if (!lanes.hasMemory()) {
      return;
    }
    List<Berth> due = lanes.due(now);
    // each turn another lane is first, and none takes all: a large backlog must not keep the others
    // waiting
    Collections.rotate(due, turns++);
    int share = Math.max(
        LEAST_CLAIMED, Math.min(MOST_CLAIMED_OF_ONE, MOST_CLAIMED / Math.max(1, due.size())));
    for (Berth berth : due) {
      int limit = Math.min(Math.min(share, berth.room()), MOST_CLAIMED - into.size());
      if (limit <= 0) {
        continue;
      }
      int service = berth.lane().service();
      Terms terms = berth.terms();
      if (terms != null) {
        Taken taken = outbox.claim(service, terms, leaseUntil, limit);
        taken.claimed().forEach(row -> into.add(handover.work(row, leaseUntil)));
        berth.taken(taken);
        continue;
      }
      List<Claimed> claimed = outbox.claim(service, leaseUntil, limit);
      claimed.forEach(row -> into.add(handover.work(row, leaseUntil)));
      if (claimed.size() < limit) {
        berth.nextDue(outbox.nextDue(service));
      }
    }
  }
}
