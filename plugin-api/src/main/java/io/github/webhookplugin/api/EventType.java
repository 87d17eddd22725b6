package io.github.webhookplugin.api;

/**
 * A type of event that the host emits, for the settings pages.
 *
 * @param type the type, as in {@link NotificationEvent#type()}
 * @param title what people read
 * @param example an event as the host would emit it; shown in previews and sent by tests
 */
public record EventType(String type, String title, NotificationEvent example) {}
