package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.rendering.EventModel;
import java.util.concurrent.CompletableFuture;

/**
 * An event on its way to the store.
 *
 * @param stored ends when it is on disk, or with what went wrong
 */
record Incoming(NewEvent event, EventModel model, CompletableFuture<Void> stored) {
  /** What it weighs in memory, about. */
  int bytes() {
    return event.body().length + 512 + 64 * event.deliveries().size();
  }
}
