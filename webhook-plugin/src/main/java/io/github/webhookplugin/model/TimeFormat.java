package io.github.webhookplugin.model;

/** How {@code {{time}}} and {@code {{sentAt}}} read. Sub-seconds are cut to milliseconds. */
public enum TimeFormat {
  /** {@code 2026-11-21T08:15:30.123Z}: ISO 8601 in UTC. */
  ISO,
  EPOCH_SECONDS,
  EPOCH_MILLIS
}
