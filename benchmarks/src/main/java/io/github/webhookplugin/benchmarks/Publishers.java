package io.github.webhookplugin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads of a host that publish one event after the other, as long as not too many deliveries are on their way. At a
 * given rate each thread has moments of its own, so that one slow call does not delay the others'.
 */
final class Publishers implements Publishing {
  private static final int THREADS = 64;
  private static final int PACED_THREADS = 128;
  /** Published and not settled yet: enough that there is always something to send, and no backlog. */
  static final int MOST_UNSETTLED = 1_024;

  private final Load load;
  private final Traffic traffic;
  private final Semaphore room = new Semaphore(MOST_UNSETTLED);
  private final List<Thread> threads = new ArrayList<>();

  Publishers(Load load, Traffic traffic) {
    this.load = load;
    this.traffic = traffic;
  }

  @Override
  public void start() {
    boolean paced = load.perSecond() != Load.UNLIMITED;
    int count = paced ? PACED_THREADS : THREADS;
    long first = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long start = paced ? first + i * TimeUnit.SECONDS.toNanos(1) / load.perSecond() : first;
      var thread = new Thread(
          paced ? () -> publishPaced(start, count) : this::publishMany, "publisher-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  @Override
  public void settled() {
    load.end();
    room.release();
  }

  @Override
  public void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void publishMany() {
    while (load.running()) {
      publishOne();
    }
  }

  private void publishPaced(long first, int threadCount) {
    long every = threadCount * TimeUnit.SECONDS.toNanos(1) / load.perSecond();
    for (long due = first; load.running(); due += every) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      publishOne();
      load.sinceDue().add(System.nanoTime() - due);
    }
  }

  private void publishOne() {
    long number = load.nextEvent();
    int deliveries = traffic.deliveries(number);
    room.acquireUninterruptibly(deliveries);
    load.begin(deliveries);
    long start = System.nanoTime();
    try {
      traffic.publish(Samples.event(number), number);
      load.publishing().add(System.nanoTime() - start);
    } catch (RuntimeException e) {
      load.fail();
      throw e;
    }
  }
}
