package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.delivery.BodyPlan.Kind;
import io.github.webhookplugin.outbox.PastDelivery;
import io.github.webhookplugin.outbox.RedeliveryJob;
import io.github.webhookplugin.outbox.RedeliveryLog;
import io.github.webhookplugin.outbox.RedeliveryStep;
import io.github.webhookplugin.outbox.RedeliveryStep.Again;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the jobs that send many deliveries again: finds the next ones, makes their bodies, and has each step stored
 * whole. Its thread is there only while this node has a job that runs. Shared between threads.
 */
final class RedeliveryWorker {
  private static final Logger log = LoggerFactory.getLogger(RedeliveryWorker.class);
  private static final int STEPS_A_SECOND = 10;
  /** Deliveries that one step looks at. */
  private static final int LOOKED_AT = 100;
  /** A step ends with this much in its bodies. */
  private static final long MOST_BYTES = 4L << 20;
  /** A job that is late, because the host was busy or its clock was turned, catches up with no more than this. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(1);
  /** A clock that was turned is noticed after this long. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  private final Redeliverer redeliverer;
  private final RedeliveryLog past;
  private final long session;
  private final Clock clock;
  private final ThreadFactory threads;
  private @Nullable Thread thread;
  private boolean asked;
  private boolean stopping;

  RedeliveryWorker(
      Redeliverer redeliverer,
      RedeliveryLog past,
      long session,
      Clock clock,
      ThreadFactory threads) {
    this.redeliverer = redeliverer;
    this.past = past;
    this.session = session;
    this.clock = clock;
    this.threads = threads;
  }

  /** Looks for jobs of this node; any thread, after they were stored. */
  synchronized void wake() {
    asked = true;
    if (thread == null && !stopping) {
      thread = threads.newThread(this::run);
      thread.start();
    }
    notifyAll();
  }

  /** Begins nothing more. */
  synchronized void hold() {
    stopping = true;
    notifyAll();
  }

  /** Waits until the thread has ended, for at most that long; after {@link #hold}. */
  void join(Duration bound) throws InterruptedException {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null) {
      return;
    }
    running.join(Math.max(1, bound.toMillis()));
    if (running.isAlive()) {
      log.warn("{} did not end in time", running.getName());
      running.interrupt();
    }
  }

  private void run() {
    try {
      while (goOn()) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last one puts out the light: whoever asks after that gets a new thread. */
  private boolean goOn() {
    boolean idle = !stopping() && jobs().isEmpty();
    synchronized (this) {
      if (stopping || (idle && !asked)) {
        thread = null;
        return false;
      }
      asked = false;
      return true;
    }
  }

  private synchronized boolean stopping() {
    return stopping;
  }

  private void round() throws InterruptedException {
    long next = Long.MAX_VALUE;
    for (RedeliveryJob job : jobs()) {
      if (stopping()) {
        return;
      }
      long due = job.progress().due();
      next = Math.min(next, due <= clock.millis() ? step(job) : due);
    }
    long left = Math.min(next - clock.millis(), LONGEST_WAIT.toMillis());
    if (left > 0) {
      pause(left);
    }
  }

  private synchronized void pause(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    while (!stopping && !asked) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  private List<RedeliveryJob> jobs() {
    try {
      return past.running(session);
    } catch (RuntimeException e) {
      log.warn("the redeliveries cannot be read", OneLine.trace(e));
      return List.of();
    }
  }

  /** Takes a step and says when the next one is. */
  private long step(RedeliveryJob job) throws InterruptedException {
    try {
      var step = new Step(job, clock.millis());
      for (long key : step.keys) {
        if (!step.add(key)) {
          break;
        }
      }
      redeliverer.take(step.done(), step.concerned).get();
      return step.due();
    } catch (ExecutionException | RuntimeException | Error e) {
      // whether it was stored or not is read anew; a plugin that stops goes on at its next start
      if (!stopping()) {
        log.warn("redelivery {} could not go on and is tried again", job.job(), OneLine.trace(e));
      }
      return clock.millis() + LONGEST_WAIT.toMillis();
    }
  }

  /** One step while it is put together. */
  private final class Step {
    private final RedeliveryJob job;
    private final long now;
    private final List<Long> keys;
    private final List<Again> again = new ArrayList<>();
    private final Set<Integer> concerned = new HashSet<>();
    private int handled;
    private int gone;
    private int lost;
    private long bytes;

    Step(RedeliveryJob job, long now) {
      this.job = job;
      this.now = now;
      this.keys = past.keys(
          job.request().selection(), job.progress().reached(), job.job(), job.at(), LOOKED_AT);
    }

    /** False if the step is full. */
    boolean add(long key) {
      if (again.size() >= Math.max(1, job.request().rate() / STEPS_A_SECOND)
          || bytes >= MOST_BYTES) {
        return false;
      }
      handled++;
      Optional<PastDelivery> found = past.find(key);
      if (found.isEmpty()) {
        lost++;
        return true;
      }
      PastDelivery delivery = found.get();
      BodyPlan plan = redeliverer.plan(delivery, job.request().body());
      if (plan.possible()) {
        again.add(redeliverer.again(delivery, plan, job.request().sameId()));
        concerned.add(delivery.service());
        bytes += plan.body() == null ? 0 : plan.body().length;
      } else if (plan.kind() == Kind.NO_SERVICE) {
        gone++;
      } else {
        lost++;
      }
      return true;
    }

    RedeliveryStep done() {
      long from = job.progress().reached();
      long to = handled == 0 ? from : keys.get(handled - 1);
      boolean last = handled == keys.size() && keys.size() < LOOKED_AT;
      return new RedeliveryStep(job.job(), from, to, due(), again, gone, lost, last);
    }

    long due() {
      long start = Math.max(job.progress().due(), now - CATCHING_UP.toMillis());
      int rate = job.request().rate();
      return start + (again.size() * 1_000L + rate - 1) / rate;
    }
  }
}
