package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Threads of a host that publish one event after the other, as long as not too many are on their way. */
final class Publishers {
  private static final int THREADS = 64;
  /** Published and not settled yet: enough that there is always something to send, and no backlog. */
  private static final int MOST_UNSETTLED = 1_024;

  /** Publishes and returns when the event is on disk. */
  interface Publish {
    void publish(NotificationEvent event, long number);
  }

  private final Load load;
  private final Publish publish;
  private final Semaphore room;
  private final List<Thread> threads = new ArrayList<>();

  Publishers(Load load, Publish publish) {
    this.load = load;
    this.publish = publish;
    this.room = new Semaphore(MOST_UNSETTLED);
  }

  void start() {
    for (int i = 0; i < THREADS; i++) {
      var thread = new Thread(this::publishMany, "publisher-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** One of the published events is settled. */
  void settled() {
    load.end();
    room.release();
  }

  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void publishMany() {
    while (load.running()) {
      room.acquireUninterruptibly();
      long number = load.begin();
      NotificationEvent event = Samples.event(number).build();
      long start = System.nanoTime();
      try {
        publish.publish(event, number);
        load.publishing().add(System.nanoTime() - start);
      } catch (RuntimeException e) {
        load.fail();
        throw e;
      }
    }
  }
}
