package io.github.webhookplugin.outbox;

/** The database failed or cannot be used. The message says what was tried and what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean undecided;

  StoreException(String message, Throwable cause) {
    this(message, cause, false);
  }

  StoreException(String message, Throwable cause, boolean undecided) {
    super(message, cause);
    this.undecided = undecided;
  }

  StoreException(String message) {
    super(message);
    this.undecided = false;
  }

  /** Whether the connection broke while it was being committed, so that nobody knows what was stored. */
  public boolean undecided() {
    return undecided;
  }
}
