package io.github.webhookplugin.delivery;

import io.github.webhookplugin.rendering.EventModel;
import org.jspecify.annotations.Nullable;

/** A delivery that this node holds in memory, leased to it in the store. */
final class Work {
  private final long delivery;
  private final long event;
  private final int service;
  private final int tries;
  private final long origin;
  private final EventModel model;
  private final byte @Nullable [] frozen;
  private final int bytes;
  /** When the store may give it to another node; touched by the store thread alone. */
  private long leaseUntil;

  Work(
      long delivery,
      long event,
      int service,
      int tries,
      long origin,
      EventModel model,
      byte @Nullable [] frozen,
      int bytes,
      long leaseUntil) {
    this.delivery = delivery;
    this.event = event;
    this.service = service;
    this.tries = tries;
    this.origin = origin;
    this.model = model;
    this.frozen = frozen;
    this.bytes = bytes;
    this.leaseUntil = leaseUntil;
  }

  long delivery() {
    return delivery;
  }

  long event() {
    return event;
  }

  int service() {
    return service;
  }

  /** Attempts that have ended before. */
  int tries() {
    return tries;
  }

  long origin() {
    return origin;
  }

  EventModel model() {
    return model;
  }

  /** The bytes to send again; null before the first failure. */
  byte @Nullable [] frozen() {
    return frozen;
  }

  /** What it weighs in memory, about. */
  int bytes() {
    return bytes;
  }

  long leaseUntil() {
    return leaseUntil;
  }

  void leasedUntil(long millis) {
    leaseUntil = millis;
  }
}
