package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.Person;

/**
 * A delivery that has not ended, as the queue has it.
 *
 * @param delivery its key
 * @param event its event's key
 * @param service its service's number
 * @param tries attempts that have ended
 * @param failures those of them that count against the retry schedule
 * @param lineage why it exists
 * @param batch the key of the delivery that it is sent together with, the first one's own; 0: it is sent alone
 */
public record QueuedDelivery(
    long delivery, long event, int service, int tries, int failures, Lineage lineage, long batch) {

  QueuedDelivery with(Person recipient) {
    return new QueuedDelivery(
        delivery, event, service, tries, failures, lineage.with(recipient), batch);
  }

  /** A delivery of a host's event that was not tried yet. */
  public static QueuedDelivery fresh(long delivery, long event, int service) {
    return new QueuedDelivery(delivery, event, service, 0, 0, Lineage.EVENT, 0);
  }
}
