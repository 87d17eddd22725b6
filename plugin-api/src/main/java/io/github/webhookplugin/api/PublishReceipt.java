package io.github.webhookplugin.api;

/**
 * What {@link NotificationChannel#publish} promises to do with an event.
 *
 * @param eventId the event's id: the host's own, or the one it was given
 * @param deliveries how many services will get it
 * @param skipped how many services would have got it but are switched off; recorded, not sent
 */
public record PublishReceipt(String eventId, int deliveries, int skipped) {}
