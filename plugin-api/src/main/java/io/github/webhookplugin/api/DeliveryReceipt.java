package io.github.webhookplugin.api;

import java.time.Instant;

/**
 * How one delivery ended.
 *
 * @param eventId the event's id, as in {@link PublishReceipt#eventId()}
 * @param eventType the event's type
 * @param deliveryId the delivery's id, which receivers got as {@code webhook-id}
 * @param service the name of the service it was for
 * @param outcome how it ended
 * @param tries how many tries there were; a request that could not even be made counts as one
 * @param at when it ended
 * @param reason one sentence for people, without secrets
 */
public record DeliveryReceipt(
    String eventId,
    String eventType,
    String deliveryId,
    String service,
    Outcome outcome,
    int tries,
    Instant at,
    String reason) {
  /** The ways a delivery can end. */
  public enum Outcome {
    DELIVERED,
    /** Not delivered, and it will not be tried again by itself. */
    FAILED,
    /** Never sent, because sending was switched off when the event happened. */
    SKIPPED
  }
}
