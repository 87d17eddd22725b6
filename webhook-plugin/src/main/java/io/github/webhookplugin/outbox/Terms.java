package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.model.Shaping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the stored deliveries of a service are taken up when it asks for more than "as soon as can be".
 *
 * @param quotas every request needs a permit of each; empty: as many as may be
 * @param ordered one request at a time, the oldest first
 * @param grouping which events go into one request
 */
public record Terms(List<Quota> quotas, boolean ordered, Grouping grouping) {
  public Terms {
    quotas = List.copyOf(quotas);
  }

  /**
   * Limits, and who counts towards them: everybody who uses the same owner's, on all nodes.
   *
   * @param owner at most 90 characters
   * @param limits each request needs a permit of all; the longest stretch of time first
   */
  public record Quota(String owner, List<RateLimit> limits) {
    private static final Comparator<RateLimit> LONGEST_FIRST =
        Comparator.comparing(RateLimit::per).thenComparing(RateLimit::count).reversed();

    public Quota {
      limits = limits.stream().sorted(LONGEST_FIRST).toList();
    }

    Quota(String owner, RateLimit limit) {
      this(owner, List.of(limit));
    }
  }

  /** The longest that a permit may take to come. */
  public Duration longestWindow() {
    return quotas.stream()
        .map(quota -> quota.limits().get(0).per())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /**
   * Several events in one request.
   *
   * @param size the most events of a request; 1: each has its own
   * @param longestWait how long the first one waits for others
   * @param whenShort only when there are fewer permits than events that wait
   */
  public record Grouping(int size, Duration longestWait, boolean whenShort) {
    public static final Grouping NONE = new Grouping(1, Duration.ZERO, false);

    public boolean on() {
      return size > 1;
    }

    /** How long an event waits for others if none come, in milliseconds. */
    public long delay() {
      return on() && !whenShort ? longestWait.toMillis() : 0;
    }
  }

  /**
   * The terms of a service.
   *
   * @param service its number
   * @return null if its deliveries may be handed over in memory, as those of most services
   */
  public static @Nullable Terms of(Shaping shaping, GlobalSettings global, int service) {
    var quotas = new ArrayList<Quota>();
    if (!shaping.rates().isEmpty()) {
      quotas.add(new Quota(owner(service), shaping.rates()));
    }
    if (shaping.rateGroup() != null) {
      global
          .rateGroup(shaping.rateGroup())
          .ifPresent(group -> quotas.add(new Quota("group/" + group.name(), group.limits())));
    }
    Grouping grouping = grouping(shaping, !quotas.isEmpty());
    return quotas.isEmpty() && !shaping.ordered() && !grouping.on()
        ? null
        : new Terms(quotas, shaping.ordered(), grouping);
  }

  private static Grouping grouping(Shaping shaping, boolean limited) {
    Shaping.Batching batching = shaping.batching();
    if (batching.on()) {
      return new Grouping(batching.size(), batching.longestWait(), false);
    }
    return shaping.digest() == null || !limited
        ? Grouping.NONE
        : new Grouping(shaping.digest().size(), Duration.ZERO, true);
  }

  static String owner(int service) {
    return "service/" + service;
  }
}
