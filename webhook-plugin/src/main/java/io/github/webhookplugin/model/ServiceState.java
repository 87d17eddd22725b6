package io.github.webhookplugin.model;

/**
 * How a service stands: the five states of OpenMetadata's event subscriptions (seed row W-18), and what leads from one
 * to another. Pure.
 *
 * <pre>
 *                    was active         awaitingRetry      retryLimitReached  failed (stopped)
 * DELIVERED          active             active             active             failed
 * FAILED             awaitingRetry      awaitingRetry      retryLimitReached  failed
 * GIVEN_UP           retryLimitReached  retryLimitReached  retryLimitReached  failed
 * STOPPED            failed             failed             failed             failed
 * RESUMED            active             active             active             active
 * </pre>
 *
 * <p>{@code disabled} is not stored, because the settings say it: it hides every other state while sending is switched
 * off ({@link #shown}). What was under way then still counts for the state behind it.
 */
public enum ServiceState {
  /** Nothing has failed since the last success. */
  ACTIVE("active", 0),
  /** Something failed since the last success, and will be tried again. */
  AWAITING_RETRY("awaitingRetry", 1),
  /** A delivery was given up since the last success; new events are sent all the same (seed row W-85). */
  RETRY_LIMIT_REACHED("retryLimitReached", 2),
  /** Stopped: nothing is sent until somebody resumes it. */
  FAILED("failed", 3),
  /** Switched off by an admin. */
  DISABLED("disabled", 4);

  private final String word;
  private final int code;

  ServiceState(String word, int code) {
    this.word = word;
    this.code = code;
  }

  /** What can happen to a service. A throttled attempt is none of these (seed row T-36). */
  public enum Input {
    /** The receiver took a delivery. */
    DELIVERED,
    /** An attempt failed, and its delivery waits for another. */
    FAILED,
    /** A delivery failed for good: its retries are used up, or would not help. */
    GIVEN_UP,
    /** The receiver is gone, or has failed for too long. */
    STOPPED,
    /** An admin starts it again. */
    RESUMED
  }

  /** The state that follows; of those that are stored. */
  public ServiceState after(Input input) {
    return switch (input) {
      case DELIVERED -> of(ACTIVE, ACTIVE, ACTIVE, FAILED);
      case FAILED -> of(AWAITING_RETRY, AWAITING_RETRY, RETRY_LIMIT_REACHED, FAILED);
      case GIVEN_UP -> of(RETRY_LIMIT_REACHED, RETRY_LIMIT_REACHED, RETRY_LIMIT_REACHED, FAILED);
      case STOPPED -> of(FAILED, FAILED, FAILED, FAILED);
      case RESUMED -> of(ACTIVE, ACTIVE, ACTIVE, ACTIVE);
    };
  }

  /**
   * What to show.
   *
   * @param on whether sending is switched on, for all and for this service
   */
  public ServiceState shown(boolean on) {
    return on ? this : DISABLED;
  }

  /** As OpenMetadata writes it. */
  public String word() {
    return word;
  }

  /** Stands for it in the store. */
  public int code() {
    return code;
  }

  /** The state with a code; throws IllegalArgumentException if none has it. */
  public static ServiceState of(int code) {
    for (ServiceState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state of a service has the code " + code);
  }

  private ServiceState of(
      ServiceState ofActive,
      ServiceState ofAwaiting,
      ServiceState ofLimitReached,
      ServiceState ofFailed) {
    return switch (this) {
      case ACTIVE -> ofActive;
      case AWAITING_RETRY -> ofAwaiting;
      case RETRY_LIMIT_REACHED -> ofLimitReached;
      case FAILED -> ofFailed;
      case DISABLED ->
        throw new IllegalStateException("disabled is what settings say, nothing follows on it");
    };
  }
}
