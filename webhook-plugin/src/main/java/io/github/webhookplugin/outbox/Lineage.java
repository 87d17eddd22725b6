package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.Person;
import org.jspecify.annotations.Nullable;

/**
 * Why a delivery exists.
 *
 * @param cause what made it
 * @param origin the delivery it comes from, of a personal one its event; 0 for none
 * @param depth how many fallbacks and follow-ups led here; 0 for a delivery of a host's own event
 * @param identity the delivery whose public id is sent as {@code webhook-id}; 0: its own
 * @param recipient whose own webhook it goes to; null: to the service's address
 */
public record Lineage(
    Cause cause,
    long origin,
    int depth,
    long identity,
    @Nullable Person recipient) {
  /** Of a delivery that a host's event made. */
  public static final Lineage EVENT = new Lineage(Cause.EVENT, 0, 0, 0);

  /** To the service's address. */
  public Lineage(Cause cause, long origin, int depth, long identity) {
    this(cause, origin, depth, identity, null);
  }

  /**
   * Of a delivery that a host's event, named by its key, makes to somebody's own webhook. Like all that have an origin, it
   * is never put together with others.
   */
  public static Lineage to(Person recipient, long event) {
    return new Lineage(Cause.PERSONAL, event, 0, 0, recipient);
  }

  Lineage with(@Nullable Person person) {
    return person == null ? this : new Lineage(cause, origin, depth, identity, person);
  }

  /** Whether it goes to somebody's own webhook: how that fares says nothing of its service. */
  public boolean personal() {
    return recipient != null;
  }

  /** What can make a delivery. */
  public enum Cause {
    EVENT(0),
    /** An admin sent an earlier delivery again. */
    REDELIVERY(1),
    /** Another service did not take the event. */
    FALLBACK(2),
    /** It tells how a delivery of another service ended. */
    FOLLOW_UP(3),
    /** A host's event, for one of its people. */
    PERSONAL(4),
    /** An admin sends an example to see what comes of it. */
    TEST(5);

    private final int code;

    Cause(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Cause of(int code) {
      for (Cause cause : values()) {
        if (cause.code == code) {
          return cause;
        }
      }
      throw new IllegalArgumentException("the store holds an unknown cause: " + code);
    }
  }

  /** The usual lineage without making an object. */
  static Lineage of(int cause, long origin, int depth, long identity) {
    return cause == 0 && origin == 0 && depth == 0 && identity == 0
        ? EVENT
        : new Lineage(Cause.of(cause), origin, depth, identity);
  }
}
