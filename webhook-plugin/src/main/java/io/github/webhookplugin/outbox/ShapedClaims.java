package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import java.util.List;

/** Takes up stored deliveries of services that have {@link Terms}. */
final class ShapedClaims {
  private final Claiming claiming;
  private final Permits permits;

  ShapedClaims(Claiming claiming, Permits permits) {
    this.claiming = claiming;
    this.permits = permits;
  }

  /** Takes up to {@code most} requests of a service that are due and permitted. */
  Taken claim(int service, Terms terms, long now, long leaseUntil, int most) throws SQLException {
    Permits.Held held = permits.hold(terms.quotas(), most, now);
    if (held.count() == 0) {
      return new Taken(List.of(), held.next(), now);
    }
    List<Claimed> claimed = claiming.claim(service, now, leaseUntil, held.count());
    permits.use(held, claimed.size(), now);
    long next = claimed.size() < held.count() ? claiming.nextDue(service) : now;
    return new Taken(claimed, 0, next);
  }
}
