package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes without a thread that waits, as the bare client sends: each event that has ended begins the next one, on the
 * thread that tells of the end. As many are on their way as {@link Publishers} has unsettled at most.
 */
final class Chains implements Publishing {
  private final Load load;
  private final int deliveries;
  private final Events events;
  /** Deliveries settled that have not made room for a whole event yet. */
  private final AtomicInteger room = new AtomicInteger();

  /** Every event has so many deliveries. */
  Chains(Load load, int deliveries, Events events) {
    this.load = load;
    this.deliveries = deliveries;
    this.events = events;
  }

  /** Takes events. */
  interface Events {
    /** Ends when the event is on disk. */
    CompletionStage<?> publish(NotificationEvent event);
  }

  @Override
  public void start() {
    for (int i = 0; i < Publishers.MOST_UNSETTLED / deliveries; i++) {
      publishNext();
    }
  }

  @Override
  public void settled() {
    load.end();
    int left = room.incrementAndGet();
    if (left >= deliveries) {
      room.addAndGet(-deliveries);
      if (load.running()) {
        publishNext();
      }
    }
  }

  private void publishNext() {
    long number = load.nextEvent();
    load.begin(deliveries);
    long start = System.nanoTime();
    var unused = events.publish(Samples.event(number).build()).whenComplete((stored, failure) -> {
      if (failure == null) {
        load.publishing().add(System.nanoTime() - start);
      } else {
        load.fail();
      }
    });
  }

  @Override
  public void join() {
    // the last one settled publishes nothing more
  }
}
