package io.github.webhookplugin.model;

import java.time.Duration;

/**
 * At most so many requests in any stretch of time that long (seed rows T-37 to T-39).
 *
 * @param count 1 to 10,000
 * @param per 1 second or 1 minute
 */
public record RateLimit(int count, Duration per) {
  public static final int MAX_COUNT = 10_000;

  public RateLimit {
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("a rate is 1 to " + MAX_COUNT + ", was " + count);
    }
    if (!per.equals(Duration.ofSeconds(1)) && !per.equals(Duration.ofMinutes(1))) {
      throw new IllegalArgumentException("a rate is per second or per minute, was per " + per);
    }
  }
}
