package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.Person;
import org.jspecify.annotations.Nullable;

/**
 * One line of the delivery log. Times are milliseconds since 1970.
 *
 * @param eventId the host's own event id; null: the public id made of the key, or the event is gone
 * @param type null if the event is gone
 * @param tries attempts that have ended
 * @param at when it ended; of a waiting one, when it is due
 * @param elapsed of the last attempt, in milliseconds
 * @param status of the last attempt; null if there was no answer
 * @param sentence what came of the last attempt; empty if there was none yet
 * @param lineage why there is this delivery; its depth is 0 once it has ended
 * @param batch the first of the deliveries that go out in one request, which has their attempts; 0: it goes alone
 */
public record DeliveryRow(
    long delivery,
    long event,
    @Nullable String eventId,
    @Nullable String type,
    int service,
    State state,
    int tries,
    long at,
    long elapsed,
    @Nullable Integer status,
    String sentence,
    String excerpt,
    Lineage lineage,
    long batch) {
  public Lineage.Cause cause() {
    return lineage.cause();
  }

  DeliveryRow with(@Nullable Person recipient) {
    return recipient == null
        ? this
        : new DeliveryRow(
            delivery,
            event,
            eventId,
            type,
            service,
            state,
            tries,
            at,
            elapsed,
            status,
            sentence,
            excerpt,
            lineage.with(recipient),
            batch);
  }

  /** The delivery that it comes from; 0 for none. */
  public long origin() {
    return lineage.origin();
  }

  /** The delivery whose public id the receiver sees: what goes out in one request has that of the first. */
  public long identity() {
    if (batch != 0) {
      return batch;
    }
    return lineage.identity() == 0 ? delivery : lineage.identity();
  }

  /** Where a delivery stands. */
  public enum State {
    DELIVERED,
    FAILED,
    SKIPPED,
    /** Stored, to be sent when it is due. */
    WAITING,
    /** A node has it in hand. */
    SENDING
  }
}
