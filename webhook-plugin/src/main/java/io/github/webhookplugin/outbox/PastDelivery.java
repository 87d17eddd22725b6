package io.github.webhookplugin.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A delivery that has ended, with what it takes to send it again.
 *
 * @param at when it ended, milliseconds since 1970
 * @param lineage why there was this delivery; its depth is not kept
 * @param batch not 0: it was sent in one request with others
 * @param digest by which its body is known; 0: it had none
 * @param event the event as JSON; null: it is not kept any more
 * @param frozen its body, if that is stored
 */
public record PastDelivery(
    long delivery,
    long eventKey,
    int service,
    int tries,
    long at,
    Lineage lineage,
    long batch,
    long digest,
    byte @Nullable [] event,
    byte @Nullable [] frozen) {
  /** The delivery whose public id was sent. */
  public long identity() {
    return lineage.identity() == 0 ? delivery : lineage.identity();
  }
}
