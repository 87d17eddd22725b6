package io.github.webhookplugin.model;

import java.util.UUID;

/** Names a service for good: renaming the service keeps its id and so its history. */
public record ServiceId(UUID value) {
  public static ServiceId random() {
    return new ServiceId(UUID.randomUUID());
  }

  /** Reads an id. Throws IllegalArgumentException if the text is not a UUID. */
  public static ServiceId parse(String text) {
    return new ServiceId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
