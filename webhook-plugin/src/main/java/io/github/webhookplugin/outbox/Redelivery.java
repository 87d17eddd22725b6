package io.github.webhookplugin.outbox;

/**
 * What an admin wants to have sent again, and how.
 *
 * @param sameId the receivers see the {@code webhook-id} that they saw before
 * @param rate deliveries a second, 1 to 1,000
 */
public record Redelivery(Selection selection, Body body, boolean sameId, int rate) {
  public static final int MAX_RATE = 1_000;

  public Redelivery {
    if (rate < 1 || rate > MAX_RATE) {
      throw new IllegalArgumentException("a rate is 1 to " + MAX_RATE + " a second, was " + rate);
    }
  }

  /** Which body is sent. */
  public enum Body {
    /** The same if there was one, else today's. */
    FITTING(0),
    /** Byte for byte the one that was sent. */
    SAME(1),
    /** The event as today's template renders it. */
    CURRENT(2);

    private final int code;

    Body(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Body of(int code) {
      for (Body body : values()) {
        if (body.code == code) {
          return body;
        }
      }
      throw new IllegalArgumentException("the store holds an unknown choice of bodies: " + code);
    }
  }
}
