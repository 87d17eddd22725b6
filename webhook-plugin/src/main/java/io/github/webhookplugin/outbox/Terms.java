package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.model.Shaping;
import java.time.Duration;
import java.util.ArrayList;
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
   * A limit and who counts towards it: everybody who uses the same bucket, on all nodes.
   *
   * @param bucket at most 100 characters
   */
  public record Quota(String bucket, RateLimit limit) {}

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
    if (shaping.rate() != null) {
      quotas.add(new Quota(bucket(service), shaping.rate()));
    }
    if (shaping.rateGroup() != null) {
      global
          .rateGroup(shaping.rateGroup())
          .ifPresent(group -> quotas.add(new Quota("group/" + group.name(), group.limit())));
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

  static String bucket(int service) {
    return "service/" + service;
  }
}
