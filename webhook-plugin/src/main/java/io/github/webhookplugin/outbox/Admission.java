package io.github.webhookplugin.outbox;

import org.jspecify.annotations.Nullable;

/** What its deduplication key says about an event. */
public sealed interface Admission {
  Fresh FRESH = new Fresh();
  Undecided UNDECIDED = new Undecided();

  /** No event has the key: it is this one's now. */
  record Fresh() implements Admission {}

  /**
   * An earlier event has the key.
   *
   * @param event its key in the store
   * @param id the host's own id of it; null: the public id made of the key
   */
  record Repeated(long event, @Nullable String id) implements Admission {}

  /** A transaction that has not ended has taken the key: nobody knows yet whether that counts. */
  record Undecided() implements Admission {}
}
