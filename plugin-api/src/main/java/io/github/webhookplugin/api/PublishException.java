package io.github.webhookplugin.api;

import org.jspecify.annotations.Nullable;

/**
 * An event was not accepted: nothing of it is kept and nothing will be sent. One exception: if the connection to the
 * store broke while it was being committed ({@link Reason#STORE}), nobody can know, and it may be sent all the same.
 */
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why an event was not accepted. */
  public enum Reason {
    /** The channel is not open, or is closing. Publish again when the plugin runs. */
    CLOSED,
    /** Too many events wait to be stored. Publish again later. */
    BUSY,
    /** The event itself cannot be accepted, for example because it is too large. */
    INVALID,
    /** The store failed; the cause says how. Publish again when it is repaired. */
    STORE
  }

  private final Reason reason;

  public PublishException(Reason reason, String message) {
    this(reason, message, null);
  }

  public PublishException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
