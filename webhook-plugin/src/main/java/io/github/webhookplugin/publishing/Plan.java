package io.github.webhookplugin.publishing;

import io.github.webhookplugin.api.PublishReceipt;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.rendering.EventModel;

/**
 * What is to become of an event.
 *
 * @param event for the store
 * @param model for the templates
 * @param deliveries how many will be sent
 * @param skipped how many are only recorded
 */
public record Plan(NewEvent event, EventModel model, int deliveries, int skipped) {
  /** What the host is told once the event is stored. */
  public PublishReceipt receipt() {
    return new PublishReceipt(model.eventId(), deliveries, skipped);
  }
}
