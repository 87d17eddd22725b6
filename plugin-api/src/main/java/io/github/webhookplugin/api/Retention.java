package io.github.webhookplugin.api;

import java.time.Duration;

/**
 * How much of the past a channel keeps: what it knows of deliveries that have ended. Deliveries that are still to do
 * are kept however old they are.
 *
 * @param age what ended longer ago goes; one hour to ten years
 * @param deliveries beyond this many, the oldest go; 1,000 to 1,000,000,000
 */
public record Retention(Duration age, long deliveries) {
  public static final Duration SHORTEST = Duration.ofHours(1);
  public static final Duration LONGEST = Duration.ofDays(3_650);
  public static final long FEWEST = 1_000;
  public static final long MOST = 1_000_000_000;

  /** 30 days and 1,000,000 deliveries. */
  public static final Retention DEFAULT = new Retention(Duration.ofDays(30), 1_000_000);

  public Retention {
    if (age.compareTo(SHORTEST) < 0 || age.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "retention by age must be from one hour to " + LONGEST.toDays() + " days, was " + age);
    }
    if (deliveries < FEWEST || deliveries > MOST) {
      throw new IllegalArgumentException("retention by number must be from " + FEWEST + " to "
          + MOST + " deliveries, was " + deliveries);
    }
  }
}
