package io.github.webhookplugin.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What sending a past delivery again would send, or why it cannot be.
 *
 * @param body the bytes, of {@link Kind#SAME} alone
 */
public record BodyPlan(Kind kind, byte @Nullable [] body) {

  /** How it turned out. */
  public enum Kind {
    /** The bytes that were sent before. */
    SAME,
    /** What today's template makes of the event. */
    CURRENT,
    /** Its service was removed or cannot be read. */
    NO_SERVICE,
    /** Its event is not kept any more. */
    NO_EVENT,
    /** Nothing was ever sent for it. */
    NEVER_SENT,
    /** It was sent in one request with others, so it had no body of its own. */
    SENT_TOGETHER,
    /** What was sent is not stored and cannot be made again. */
    BODY_LOST
  }

  static BodyPlan of(Kind kind) {
    return new BodyPlan(kind, null);
  }

  /** Whether it can be sent. */
  public boolean possible() {
    return kind == Kind.SAME || kind == Kind.CURRENT;
  }
}
