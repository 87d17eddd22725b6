package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import io.github.webhookplugin.outbox.Share;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One service's deliveries in this node's memory: a bounded queue and a bounded number of attempts under way. A lane
 * that hangs costs its own few places and nobody else's. Shared between threads: what it knows is guarded by itself, and
 * nobody is called under its lock but the executor of its threads.
 */
final class Lane implements Runnable {
  /** Attempts that one run starts before other lanes have their turn. */
  private static final int STARTS_A_RUN = 32;
  /** A run ends after that: a template that takes its 250 ms must not keep the other lanes waiting 32 times. */
  private static final long A_RUN = Duration.ofMillis(20).toNanos();

  private final Mandate mandate;
  private final Attempts attempts;
  private final Executor threads;
  private final Consumer<Settled> settled;
  private final Clock clock;
  private final Backlog waiting;
  private final Pacing pacing = new Pacing();
  private final Set<Work> flying = new HashSet<>();
  private boolean scheduled;

  /** Counts the bytes that wait in all lanes together in {@code memory}. */
  Lane(
      int service,
      Attempts attempts,
      Executor threads,
      Consumer<Settled> settled,
      Clock clock,
      AtomicLong memory) {
    this.mandate = new Mandate(service);
    this.attempts = attempts;
    this.threads = threads;
    this.settled = settled;
    this.clock = clock;
    this.waiting = new Backlog(memory);
  }

  /** Who makes attempts. */
  interface Attempts {
    void attempt(Route route, Work work, Courier.Finish finish);
  }

  int service() {
    return mandate.service();
  }

  /**
   * The settings in force; null: the service was deleted, and what comes is ended without being sent. Before the
   * first call a lane starts nothing.
   */
  synchronized void route(@Nullable Route next) {
    if (mandate.route(next)) {
      pacing.reset();
    }
    schedule();
  }

  /** This node's part of what all may do. */
  synchronized void share(Share now) {
    mandate.share(now);
    schedule();
  }

  synchronized boolean mayStart() {
    return most() > 0;
  }

  /** How many deliveries it may take into memory, if it may hold so many in all. */
  synchronized int room(int capacity) {
    return Math.min(capacity, most()) - waiting.size();
  }

  /** How many deliveries the settings and the circuit let it have. */
  private int most() {
    if (!mandate.open()) {
      return 0;
    }
    return mandate.route() == null ? Integer.MAX_VALUE : pacing.room(clock.millis());
  }

  /** Whether the service has failed so often that it gets no more than a probe. */
  synchronized boolean circuitOpen() {
    return pacing.open();
  }

  /** What to do with new deliveries while it gets no more than a probe; null: let them wait. */
  synchronized @Nullable Followers followersWhileOpen() {
    Route route = mandate.route();
    return pacing.open() && route != null ? route.followers() : null;
  }

  /** When it is called again, in milliseconds since 1970; 0 if nothing says later. */
  synchronized long pausedUntil() {
    return pacing.pausedUntil(clock.millis());
  }

  /** How much slower it is called because its receiver throttled; null: it is not. */
  synchronized @Nullable Slowed slowed() {
    return pacing.slowed(clock.millis());
  }

  /** Ends a pause before its time. */
  synchronized void unpause() {
    pacing.reset();
    schedule();
  }

  /** Starts what may start by now. */
  synchronized void nudge() {
    schedule();
  }

  /** The service's name, its last one if it was deleted; empty if it was deleted before this start. */
  synchronized String name() {
    return mandate.name();
  }

  /** Starts nothing while true; what is under way goes on. */
  synchronized void hold(boolean value) {
    mandate.hold(value);
    schedule();
  }

  /** Starts nothing while true: the service is stopped. */
  synchronized void stop(boolean value) {
    mandate.stop(value);
    schedule();
  }

  synchronized void offer(Work work) {
    waiting.add(work);
    schedule();
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized int flying() {
    return flying.size();
  }

  /** How many more attempts it could start at once. */
  synchronized int idle() {
    return pacing.places(mandate.concurrency() - flying.size(), clock.millis()) - waiting.size();
  }

  /** How many attempts have ended since this was asked last. */
  synchronized long endedSince(long now) {
    return pacing.endedSince(now);
  }

  /** Takes the newest out of memory until {@code keep} are left; the caller gives them back to the store. */
  synchronized List<Work> shed(int keep) {
    return waiting.shed(keep);
  }

  /** Adds everything whose lease ends before that moment. */
  synchronized void leasedBefore(long millis, Collection<Work> into) {
    waiting.leasedBefore(millis, into);
    for (Work work : flying) {
      if (work.leaseUntil() < millis) {
        into.add(work);
      }
    }
  }

  /** Goes on after the leases were renewed, without those works whose lease this node has lost. */
  synchronized void renewed(Collection<Work> lost) {
    for (Work work : lost) {
      if (work.service() == service()) {
        waiting.remove(work);
      }
    }
    schedule();
  }

  /** Starts attempts, a few at a time, so that lanes take turns on the threads. */
  @Override
  public void run() {
    long began = System.nanoTime();
    for (int i = 0; i < STARTS_A_RUN && System.nanoTime() - began < A_RUN; i++) {
      Work work;
      Route way;
      synchronized (this) {
        if (!canStart()) {
          scheduled = false;
          return;
        }
        work = take();
        way = mandate.route();
      }
      start(work, way);
    }
    threads.execute(this);
  }

  private Work take() {
    Work work = waiting.take();
    flying.add(work);
    pacing.started(work);
    return work;
  }

  private void start(Work work, @Nullable Route way) {
    if (way == null) {
      finished(work, gone(work), false);
      return;
    }
    var flight = new Flight(way, work);
    attempts.attempt(way, work, flight);
    flight.started = true;
  }

  /** An attempt under way. */
  private final class Flight implements Courier.Finish {
    private final Route way;
    private final Work work;
    private final Thread starter = Thread.currentThread();
    /** For the starting thread alone. */
    private boolean started;

    Flight(Route way, Work work) {
      this.way = way;
      this.work = work;
    }

    @Override
    public void ended(Attempt attempt, byte[] body) {
      finished(work, Outcome.of(way, work, attempt, body, clock.instant()), mayStartNext());
    }

    @Override
    public void aborted() {
      finished(work, new Settlement.GivenBack(work.queued(), clock.millis()), false);
    }

    /** Not while the start has not returned: one that fails at once would start the next one, and that the next. */
    private boolean mayStartNext() {
      return started || Thread.currentThread() != starter;
    }
  }

  /**
   * Ends an attempt.
   *
   * @param startsNext whether this thread may start the next one, which saves waking another
   */
  private void finished(Work work, Settlement settlement, boolean startsNext) {
    Work next = null;
    Route way;
    synchronized (this) {
      flying.remove(work);
      pacing.ended(work, settlement, clock::millis, mandate::allowed);
      way = mandate.route();
      if (startsNext && way != null && canStart() && waiting.first().isSmall()) {
        next = take();
      } else {
        schedule();
      }
    }
    settled.accept(new Settled(work, settlement));
    if (next != null) {
      start(next, way);
    }
  }

  private Settlement gone(Work work) {
    return new Settlement.Ended(
        work.queued(),
        Result.FAILED,
        work.tries(),
        clock.millis(),
        null,
        "The service was deleted.");
  }

  private boolean canStart() {
    return mayStart()
        && !waiting.isEmpty()
        && leased(waiting.first())
        && flying.size() < mandate.concurrency()
        && pacing.lets(waiting.first(), clock.millis());
  }

  /** Not when this node stood still for so long that another one may send it: the next renewal decides. */
  private boolean leased(Work work) {
    return work.leaseUntil() > clock.millis();
  }

  private void schedule() {
    if (!scheduled && canStart()) {
      scheduled = true;
      threads.execute(this);
    }
  }
}
