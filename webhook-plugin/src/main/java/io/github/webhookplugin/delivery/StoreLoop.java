package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store thread: waits for something to do and takes turns. Everything that writes to the store happens here. */
final class StoreLoop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(StoreLoop.class);
  private static final int MOST_EVENTS = 1_024;
  /** Results alone wait this long for company: a sync for each would be dear. */
  private static final Duration GATHERING = Duration.ofMillis(2);

  private static final int COMPANY = 64;
  /** As many events as this were stored together: their publishers are about to come with their next. */
  private static final int CROWD = 16;
  /** Events wait so long for as many as there were last time: a fuller turn is a cheaper one. */
  private static final Duration CROWDING = Duration.ofNanos(200_000);
  /** A clock that was turned is noticed after this long. */
  private static final Duration LONGEST_PARK = Duration.ofMillis(200);
  /** With this many results unstored nothing more is sent: a crash now would send them all again. */
  private static final int UNSTORED_BOUND = 500;

  private final Outbox outbox;
  private final Lanes lanes;
  private final Turn turn;
  private final Upkeep upkeep;
  private final Clock clock;
  private final Intake intake = new Intake(MOST_EVENTS, this::wake, this::unpark);
  private final Results results;
  private final Queue<Task<?>> tasks = new ConcurrentLinkedQueue<>();
  private final Backoff backoff = new Backoff();
  private volatile Thread thread = Thread.currentThread();
  private volatile boolean parked;
  private volatile boolean finishing;
  private volatile boolean ended;
  private boolean holding;
  private int lastCohort;

  StoreLoop(Outbox outbox, Lanes lanes, Results results, Turn turn, Upkeep upkeep, Clock clock) {
    this.outbox = outbox;
    this.lanes = lanes;
    this.results = results;
    this.turn = turn;
    this.upkeep = upkeep;
    this.clock = clock;
  }

  private record Task<T>(Outbox.Work<T> work, CompletableFuture<T> result) {
    void run(Outbox outbox) {
      try {
        result.complete(outbox.transaction(work));
      } catch (RuntimeException | Error e) {
        // whoever waits must hear of it, whatever it is
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
    wake();
  }

  /** Runs one transaction on the store thread; any other thread. */
  <T> CompletableFuture<T> call(Outbox.Work<T> work) {
    var task = new Task<>(work, new CompletableFuture<T>());
    tasks.add(task);
    wake();
    if (ended) {
      refuseTasks();
    }
    return task.result;
  }

  /** What went wrong with the store last, while it still does. */
  Optional<String> trouble() {
    return Optional.ofNullable(backoff.trouble());
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
        work();
        backoff.succeeded();
        release();
      } catch (StoreException e) {
        hold();
        backoff.failed(e);
      } catch (RuntimeException | Error e) {
        log.error("the store thread met an error and goes on", OneLine.trace(e));
        hold();
        backoff.failed(e);
      }
    }
    ended = true;
    intake.close();
    for (Cohort late = intake.next(); !late.isEmpty(); late = intake.next()) {
      late.fail(Intake.closed());
    }
    refuseTasks();
  }

  private void work() {
    StoreException trouble = upkeep.renewLeases(outbox);
    for (Task<?> task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run(outbox);
    }
    Cohort incoming = intake.next();
    lastCohort = incoming.size();
    // what is ours already must not be taken up again: not before the leases are known to be
    // renewed
    boolean due = trouble == null && !finishing && lanes.earliestDue() <= clock.millis();
    boolean working = !incoming.isEmpty() || !results.isEmpty() || due;
    if (working) {
      turn.run(incoming, due);
    }
    Upkeep.Load beside = working ? Upkeep.Load.WORKING : Upkeep.Load.IDLE;
    upkeep.run(outbox, results::add, intake.isEmpty() ? beside : Upkeep.Load.SATURATED);
    if (trouble != null) {
      throw trouble;
    }
  }

  private void await() {
    if (backoff.active()) {
      park(backoff.left(), () -> finishing);
      return;
    }
    park(untilDue(), () -> finishing || somethingWaits());
    park(
        GATHERING,
        () -> finishing
            || !intake.isEmpty()
            || !tasks.isEmpty()
            || results.unstored() >= COMPANY
            || results.isEmpty());
    if (lastCohort >= CROWD && !intake.isEmpty()) {
      awaitCrowd();
    }
  }

  /** Nothing else wakes the thread meanwhile. */
  private void awaitCrowd() {
    long deadline = System.nanoTime() + CROWDING.toNanos();
    long left = CROWDING.toNanos();
    while (left > 0 && intake.callAt(lastCohort) < lastCohort) {
      LockSupport.parkNanos(left);
      left = deadline - System.nanoTime();
    }
    intake.callAt(Integer.MAX_VALUE);
  }

  private void unpark() {
    LockSupport.unpark(thread);
  }

  private Duration untilDue() {
    long left = lanes.hasMemory() ? lanes.earliestDue() - clock.millis() : Long.MAX_VALUE;
    return left <= 0
        ? Duration.ZERO
        : left < LONGEST_PARK.toMillis() ? Duration.ofMillis(left) : LONGEST_PARK;
  }

  /** Something to wait for; asked on the store thread. */
  private interface Reason {
    boolean isThere();
  }

  private void park(Duration longest, Reason reason) {
    long deadline = System.nanoTime() + longest.toNanos();
    long left = longest.toNanos();
    parked = true;
    while (left > 0 && !reason.isThere()) {
      LockSupport.parkNanos(left);
      left = deadline - System.nanoTime();
    }
    parked = false;
  }

  private boolean somethingWaits() {
    return !intake.isEmpty() || !results.isEmpty() || !tasks.isEmpty();
  }

  private void refuseTasks() {
    for (Task<?> task = tasks.poll(); task != null; task = tasks.poll()) {
      task.result.completeExceptionally(Intake.closed());
    }
  }

  private void hold() {
    if (!holding && results.unstored() > UNSTORED_BOUND) {
      holding = true;
      lanes.holdAll(true);
      log.warn(
          "{} results could not be stored: nothing is sent until the store works again",
          results.unstored());
    }
  }

  private void release() {
    if (holding && !finishing) {
      holding = false;
      lanes.holdAll(false);
    }
  }
}
