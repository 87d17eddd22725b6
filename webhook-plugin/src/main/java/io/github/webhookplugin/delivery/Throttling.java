package io.github.webhookplugin.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a delivery waits when the receiver limits how often it is called (seed row T-36): as long as the receiver
 * asks, else 30 seconds at first. The waits double up to an hour, so that nobody is asked for ever at a high rate; a
 * receiver that asks for less gets its way for the first tries, from 1 second on.
 */
final class Throttling {
  static final String GIVEN_UP = "Given up: it was throttled for more than 3 days.";

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration FIRST_IF_ASKED = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 12;

  private static final Duration PATIENCE = Duration.ofDays(3);
  /** What waited for days because sending was off is not given up at the first burst: so many tries take hours. */
  private static final int FEWEST_TRIES = 12;

  private Throttling() {}

  /**
   * The wait after a throttled try.
   *
   * @param before throttled tries of this delivery before this one
   * @param asked what the receiver asked for; null: nothing
   */
  static Duration waitAfter(int before, @Nullable Duration asked) {
    Duration first = asked == null ? FIRST : FIRST_IF_ASKED;
    Duration grown = shorter(first.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS)), LONGEST);
    return asked != null && asked.compareTo(grown) > 0 ? asked : grown;
  }

  /**
   * Whether to give a delivery up.
   *
   * @param before throttled tries of this delivery before this one
   * @param age of the delivery
   */
  static boolean isOver(int before, Duration age) {
    return before >= FEWEST_TRIES && age.compareTo(PATIENCE) > 0;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
