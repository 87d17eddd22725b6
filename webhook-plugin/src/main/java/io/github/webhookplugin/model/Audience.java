package io.github.webhookplugin.model;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a service tells besides its own address: people, each at a webhook of their own (seed rows D-03, W-33 to W-35).
 *
 * @param groups which people
 * @param receivers texts for its bodies, for example mail addresses; nothing is sent to them (S-12)
 */
public record Audience(Set<Group> groups, List<String> receivers) {
  /** Nobody. */
  public static final Audience NONE = new Audience(Set.of(), List.of());

  public Audience {
    groups = groups.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(groups));
    receivers = List.copyOf(receivers);
    if (new HashSet<>(receivers).size() < receivers.size()) {
      throw new IllegalArgumentException("receivers must be all different");
    }
  }

  /** People who have to do with an event. */
  public enum Group {
    /** Whom the host means to reach with it. */
    RECIPIENTS,
    ADMINS,
    OWNERS,
    FOLLOWERS
  }

  /** Whether it tells people at all. */
  public boolean any() {
    return !groups.isEmpty();
  }
}
