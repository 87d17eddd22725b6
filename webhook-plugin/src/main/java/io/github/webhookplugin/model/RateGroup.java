package io.github.webhookplugin.model;

import java.util.List;

/**
 * Services that share limits, because their receivers do (seed row T-37). A service joins by the group's name.
 *
 * @param limits 1 to 4; each request must keep all of them
 */
public record RateGroup(String name, List<RateLimit> limits) {
  public RateGroup {
    limits = List.copyOf(limits);
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("a rate group has a limit; " + name + " has none");
    }
  }

  /** With one limit, as most have. */
  public RateGroup(String name, RateLimit limit) {
    this(name, List.of(limit));
  }
}
