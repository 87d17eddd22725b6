package io.github.webhookplugin.model;

import java.time.Duration;

/**
 * At most so many requests in any stretch of time that long (seed rows T-37 to T-39).
 *
 * @param count 1 to 10,000
 * @param per whole seconds, 1 second to 1 hour
 */
public record RateLimit(int count, Duration per) {
  public static final int MAX_COUNT = 10_000;
  public static final Duration LONGEST = Duration.ofHours(1);
  /** A receiver may have several limits that all count, such as 5 a second and 100 a minute (P-05). */
  public static final int MOST_AT_ONCE = 4;

  public RateLimit {
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("a rate is 1 to " + MAX_COUNT + ", was " + count);
    }
    if (per.compareTo(Duration.ofSeconds(1)) < 0
        || per.compareTo(LONGEST) > 0
        || per.toNanosPart() != 0) {
      throw new IllegalArgumentException("a rate is per 1 s to 1 h, was per " + per);
    }
  }

  /** Requests a second, if it is used all the time. */
  public double perSecond() {
    return (double) count / per.toSeconds();
  }

  /** For people: "5 requests a second", "100 requests in 90 seconds". */
  public String words() {
    return (count == 1 ? "1 request" : "%,d requests".formatted(count)) + " " + stretch();
  }

  private String stretch() {
    long seconds = per.toSeconds();
    if (seconds == 1) {
      return "a second";
    }
    if (seconds == 60) {
      return "a minute";
    }
    return per.equals(LONGEST) ? "an hour" : "in " + seconds + " seconds";
  }
}
