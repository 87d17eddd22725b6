package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.model.Shaping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the stored deliveries of a service are taken up when it asks for more than "as soon as can be".
 *
 * @param quotas every request needs a permit of each; empty: as many as may be
 * @param ordered one request at a time, the oldest first
 */
public record Terms(List<Quota> quotas, boolean ordered) {
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
    return quotas.isEmpty() && !shaping.ordered() ? null : new Terms(quotas, shaping.ordered());
  }

  static String bucket(int service) {
    return "service/" + service;
  }
}
