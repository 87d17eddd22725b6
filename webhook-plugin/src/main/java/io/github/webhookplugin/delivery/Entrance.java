package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Where events come in: to be stored here, or stored by their hosts in transactions of their own. Any thread. */
public final class Entrance {
  private final StoreLoop loop;
  private final Outbox outbox;
  private final Lanes lanes;
  private final Upkeep upkeep;
  private final Notices notices;

  Entrance(StoreLoop loop, Outbox outbox, Lanes lanes, Upkeep upkeep, Notices notices) {
    this.loop = loop;
    this.outbox = outbox;
    this.lanes = lanes;
    this.upkeep = upkeep;
    this.notices = notices;
  }

  /**
   * Stores an event and starts its deliveries.
   *
   * @param patience how long to wait for room
   * @return ends when the event is on disk, with the id of an earlier event if this one only repeats it by its
   *     deduplication key and was dropped; or exceptionally with a {@link PublishException}
   * @throws PublishException if there is no room in time, or the engine is stopping
   */
  public CompletableFuture<Optional<String>> accept(
      NewEvent event, EventModel model, Duration patience) {
    var stored = new CompletableFuture<Optional<String>>();
    loop.intake().add(new Incoming(event, model, stored), patience);
    return stored;
  }

  /**
   * Like {@link #accept}, and waits until it has ended. Not on the store thread.
   *
   * @return what {@link #accept} ends with
   * @throws PublishException if the event was not stored
   */
  public Optional<String> acceptAndWait(NewEvent event, EventModel model, Duration patience) {
    var stored = new CompletableFuture<Optional<String>>();
    loop.intake().add(new Incoming(event, model, stored), patience).await();
    try {
      return stored.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PublishException cause ? cause : e;
    }
  }

  /**
   * Announces an event that its host stores by itself, in its own transaction; from now on such are looked for often.
   *
   * @return the event as its services want it stored
   * @throws PublishException if the engine is stopping
   */
  public NewEvent expectStored(NewEvent event) {
    loop.intake().checkOpen();
    upkeep.lookOften();
    return event.with(event.deliveries().stream().map(lanes::onTerms).toList());
  }

  /** Delivers an event that a host has stored and committed; harmless if it has not. */
  public void stored(NewEvent event, EventModel model) {
    List<NewDelivery> free =
        event.deliveries().stream().filter(one -> one.hold() == Hold.FREE).toList();
    long[] skipped = event.deliveries().stream()
        .filter(one -> one.hold() == Hold.SKIPPED)
        .mapToLong(NewDelivery::delivery)
        .toArray();
    var unused = loop.call(() -> {
          free.forEach(one -> lanes.stored(one, outbox.clock().millis()));
          return outbox.countSkipped(skipped);
        })
        .thenAccept(counted -> {
          if (counted > 0) {
            notices.skipped(event, model);
          }
        });
  }
}
