package io.github.webhookplugin.model;

import java.time.Duration;

/**
 * When events seem to go round in circles (feature N-08).
 *
 * @param maxHops an event that came through so many webhooks is sent to no more, 1 to {@value #MOST_HOPS}
 * @param burst a service that gets more than so many events about one thing within the window is pointed out; 0: never
 * @param burstWindow 1 s to 1 hour
 */
public record LoopRules(int maxHops, int burst, Duration burstWindow) {
  public static final int MOST_HOPS = 20;
  public static final int MOST_BURST = 1_000_000;
  public static final LoopRules DEFAULT = new LoopRules(5, 1_000, Duration.ofSeconds(60));

  public LoopRules {
    if (maxHops < 1 || maxHops > MOST_HOPS) {
      throw new IllegalArgumentException("maxHops must be 1 to " + MOST_HOPS + ", was " + maxHops);
    }
    if (burst < 0 || burst > MOST_BURST) {
      throw new IllegalArgumentException("burst must be 0 to " + MOST_BURST + ", was " + burst);
    }
  }
}
