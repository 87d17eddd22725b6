package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.rendering.EventModel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An event on its way to the store.
 *
 * @param stored ends when it is on disk, with the id of the event that it repeats if it was dropped for that, or
 *     with what went wrong
 */
record Incoming(NewEvent event, EventModel model, CompletableFuture<Optional<String>> stored) {
  /** What it weighs in memory, about. */
  int bytes() {
    return event.body().length + 512 + 64 * event.deliveries().size();
  }
}
