package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.outbox.Claimed;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.Settlement;
import io.github.webhookplugin.outbox.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store thread: one transaction a turn for all that came in since the last, so that one sync to disk serves many
 * callers. Everything that writes to the store happens here.
 */
final class StoreLoop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(StoreLoop.class);
  static final Duration LEASE = Duration.ofMinutes(2);
  private static final int MOST_EVENTS = 1_024;
  private static final int MOST_RESULTS = 4_096;
  private static final int MOST_CLAIMED = 512;
  private static final int CLAIMED_AT_ONCE = 128;
  /** Results alone wait this long for company: a sync for each would be dear. */
  private static final Duration GATHERING = Duration.ofMillis(2);

  private static final Duration LONGEST_PARK = Duration.ofMillis(200);
  /** With this many results unstored, nothing more is sent: a crash now would send them all again. */
  private static final int UNSTORED_BOUND = 500;

  private final Outbox outbox;
  private final Lanes lanes;
  private final Handover handover;
  private final Upkeep upkeep;
  private final Notices notices;
  private final Clock clock;
  private final Intake intake = new Intake(this::wake);
  private final Queue<Settled> results = new ConcurrentLinkedQueue<>();
  private final AtomicInteger resultsWaiting = new AtomicInteger();
  private final Queue<Task<?>> tasks = new ConcurrentLinkedQueue<>();
  /** Results of a turn that failed, to be stored by the next. */
  private final List<Settled> unstored = new ArrayList<>();

  private final Backoff backoff = new Backoff();
  private volatile Thread thread = Thread.currentThread();
  private volatile boolean parked;
  private volatile boolean finishing;
  private boolean holding;

  StoreLoop(
      Outbox outbox, Lanes lanes, Handover handover, Upkeep upkeep, Notices notices, Clock clock) {
    this.outbox = outbox;
    this.lanes = lanes;
    this.handover = handover;
    this.upkeep = upkeep;
    this.notices = notices;
    this.clock = clock;
  }

  private record Task<T>(Outbox.Work<T> work, CompletableFuture<T> result) {
    void run(Outbox outbox) {
      try {
        result.complete(outbox.transaction(work));
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    }
  }

  Intake intake() {
    return intake;
  }

  /** Takes a result; any thread. */
  void settled(Settled settled) {
    results.add(settled);
    resultsWaiting.incrementAndGet();
    wake();
  }

  /** Runs one transaction on the store thread. */
  <T> CompletableFuture<T> call(Outbox.Work<T> work) {
    var task = new Task<>(work, new CompletableFuture<T>());
    tasks.add(task);
    if (finishing) {
      tasks.remove(task);
      task.result.completeExceptionally(Intake.closed());
    }
    wake();
    return task.result;
  }

  /** What went wrong with the store last, while it still does; null when it works. */
  @Nullable
  String trouble() {
    return backoff.trouble();
  }

  /** Stores what is there and ends. */
  void finish() {
    finishing = true;
    wake();
  }

  void wake() {
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!finishing || (somethingWaits() && !backoff.active())) {
      try {
        await();
        turn();
        upkeep.run(outbox, this::settled);
      } catch (StoreException e) {
        backoff.failed(e);
      } catch (RuntimeException e) {
        log.error("the store thread met an error and goes on", e);
        backoff.failed(e);
      }
    }
    for (Incoming late : intake.drain(Integer.MAX_VALUE)) {
      late.stored().completeExceptionally(Intake.closed());
    }
    tasks.forEach(task -> task.result.completeExceptionally(Intake.closed()));
  }

  private void turn() {
    for (Task<?> task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run(outbox);
    }
    List<Incoming> incoming = intake.drain(MOST_EVENTS);
    takeResults();
    long now = clock.millis();
    long leaseUntil = now + LEASE.toMillis();
    var handed = new ArrayList<Work>();
    List<NewEvent> events = handover.assign(incoming, now, leaseUntil, handed);
    try {
      List<Work> claimed = new ArrayList<>();
      List<Settled> done = outbox.transaction(() -> {
        outbox.accept(events, leaseUntil);
        List<Settled> effective = settle();
        claim(now, leaseUntil, claimed);
        return effective;
      });
      unstored.clear();
      recovered();
      handover.give(handed);
      handover.give(claimed);
      incoming.forEach(stored -> stored.stored().complete(null));
      notices.stored(events, incoming);
      notices.settled(done);
    } catch (StoreException e) {
      handover.cancel();
      holdIfUnstored();
      var failure =
          new PublishException(Reason.STORE, "the event was not stored: " + e.getMessage(), e);
      incoming.forEach(lost -> lost.stored().completeExceptionally(failure));
      throw e;
    }
  }

  private void takeResults() {
    for (Settled result = results.poll(); result != null; result = results.poll()) {
      resultsWaiting.decrementAndGet();
      unstored.add(result);
      if (unstored.size() >= MOST_RESULTS) {
        break;
      }
    }
  }

  private List<Settled> settle() throws SQLException {
    if (unstored.isEmpty()) {
      return List.of();
    }
    List<Settlement> settlements = unstored.stream().map(Settled::settlement).toList();
    Iterator<Settled> all = unstored.iterator();
    var effective = new ArrayList<Settled>(settlements.size());
    for (Settlement settlement : outbox.settle(settlements)) {
      Settled next = all.next();
      while (next.settlement() != settlement) {
        next = all.next();
      }
      effective.add(next);
      if (settlement instanceof Settlement.Again again) {
        lanes.of(again.service()).due(again.due());
      } else if (settlement instanceof Settlement.GivenBack back) {
        lanes.of(back.service()).due(back.due());
      }
    }
    return effective;
  }

  private void claim(long now, long leaseUntil, List<Work> into) throws SQLException {
    if (finishing || !lanes.hasMemory()) {
      return;
    }
    for (Lanes.Berth berth : lanes.all()) {
      int limit = Math.min(Math.min(CLAIMED_AT_ONCE, berth.room()), MOST_CLAIMED - into.size());
      if (berth.nextDue() > now || limit <= 0) {
        continue;
      }
      List<Claimed> claimed = outbox.claim(berth.lane().service(), leaseUntil, limit);
      claimed.forEach(row -> into.add(handover.work(row, leaseUntil)));
      if (claimed.size() < limit) {
        berth.nextDue(outbox.nextDue(berth.lane().service()));
      }
    }
  }

  private void await() {
    if (backoff.active()) {
      park(backoff.left());
      return;
    }
    park(idle() ? untilDue() : Duration.ZERO);
    if (intake.isEmpty()
        && tasks.isEmpty()
        && resultsWaiting.get() > 0
        && resultsWaiting.get() < 64
        && !finishing) {
      LockSupport.parkNanos(GATHERING.toNanos());
    }
  }

  private Duration untilDue() {
    long earliest = lanes.earliestDue();
    long left = earliest == Long.MAX_VALUE ? Long.MAX_VALUE : earliest - clock.millis();
    return left <= 0
        ? Duration.ZERO
        : left < LONGEST_PARK.toMillis() ? Duration.ofMillis(left) : LONGEST_PARK;
  }

  private void park(Duration longest) {
    if (longest.isZero()) {
      return;
    }
    parked = true;
    try {
      if (backoff.active() || idle()) {
        LockSupport.parkNanos(longest.toNanos());
      }
    } finally {
      parked = false;
    }
  }

  private boolean idle() {
    return !finishing && !somethingWaits();
  }

  private boolean somethingWaits() {
    return !intake.isEmpty() || !results.isEmpty() || !tasks.isEmpty() || !unstored.isEmpty();
  }

  private void holdIfUnstored() {
    if (!holding && unstored.size() + resultsWaiting.get() > UNSTORED_BOUND) {
      holding = true;
      lanes.holdAll(true);
      log.warn(
          "{} results could not be stored: nothing is sent until the database works again",
          unstored.size());
    }
  }

  private void recovered() {
    backoff.succeeded();
    if (holding && !finishing) {
      holding = false;
      lanes.holdAll(false);
    }
  }
}
