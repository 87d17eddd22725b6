package io.github.webhookplugin.receivers.chaos;

/** What a behaviour spoils. */
public enum Family {
  CONNECTION,
  SLOWNESS,
  STATUS_LINE,
  HEADERS,
  BODY,
  INTERIM_ANSWERS,
  REDIRECTS,
  PLANTED_ANSWERS,
  STATUSES,
  TLS
}
