package io.github.webhookplugin.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A stored delivery that this node has taken up.
 *
 * @param eventId the host's own event id; null: the public id made of the key
 * @param at when the event happened, milliseconds since 1970
 * @param event the event as JSON
 * @param frozen the body to send again; null before the first failure
 */
public record Claimed(
    QueuedDelivery queued,
    @Nullable String eventId,
    String type,
    long at,
    byte[] event,
    byte @Nullable [] frozen) {
  public long delivery() {
    return queued.delivery();
  }
}
