package io.github.webhookplugin.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an admin can do that is worth remembering. */
public enum AuditAction {
  SERVICE_ADDED,
  SERVICE_CHANGED,
  SERVICE_REMOVED,
  SERVICE_SWITCHED_ON,
  SERVICE_SWITCHED_OFF,
  /** A stopped service was started again. */
  SERVICE_RESUMED,
  SETTINGS_CHANGED,
  SENDING_SWITCHED_ON,
  SENDING_SWITCHED_OFF,
  SETTINGS_IMPORTED,
  SETTINGS_RESTORED,
  SECRET_CHANGED,
  /** A secret was made for a service that was not saved yet. */
  SECRET_MADE,
  SECRET_REVEALED,
  /** Stored secrets were sealed by another key. */
  KEYS_CHANGED,
  TEST_SENT,
  DELIVERY_REDELIVERED,
  REDELIVERY_STARTED,
  REDELIVERY_CANCELLED,
  DELIVERIES_RETRIED,
  DELIVERIES_STOPPED;

  /** As it is stored and sent, for example {@code service-added}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<AuditAction> of(String word) {
    return Arrays.stream(values()).filter(action -> action.word().equals(word)).findFirst();
  }
}
