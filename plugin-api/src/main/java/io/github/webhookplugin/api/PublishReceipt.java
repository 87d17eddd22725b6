package io.github.webhookplugin.api;

/**
 * What {@link NotificationChannel#publish} promises to do with an event.
 *
 * @param eventId the event's id: the host's own, or the one it was given; of a duplicate, the id of the event that
 *     was accepted before
 * @param deliveries how many deliveries there will be: one for each service that gets it, and one for each personal
 *     webhook of a service's recipients
 * @param skipped how many services do not get it, for example because they are switched off; recorded, not sent
 * @param duplicate true: an event with the same {@link NotificationEvent#deduplicationKey()} was accepted before, and
 *     nothing of this one is kept or sent
 */
public record PublishReceipt(String eventId, int deliveries, int skipped, boolean duplicate) {
  /** Of an event that is no duplicate. */
  public PublishReceipt(String eventId, int deliveries, int skipped) {
    this(eventId, deliveries, skipped, false);
  }

  /**
   * Of an event whose deduplication key was used before.
   *
   * @param eventId the id of the event that was accepted with it
   */
  public static PublishReceipt duplicateOf(String eventId) {
    return new PublishReceipt(eventId, 0, 0, true);
  }
}
