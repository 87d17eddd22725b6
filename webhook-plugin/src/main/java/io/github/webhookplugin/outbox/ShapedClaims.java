package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import java.util.List;

/** Takes up stored deliveries of services that have {@link Terms}. */
final class ShapedClaims {
  private final Claiming claiming;
  private final Permits permits;
  private final OrderedClaims ordered;
  private final GroupedClaims grouped;

  ShapedClaims(Claiming claiming, Permits permits, OrderedClaims ordered, GroupedClaims grouped) {
    this.claiming = claiming;
    this.permits = permits;
    this.ordered = ordered;
    this.grouped = grouped;
  }

  /** Takes up to {@code most} requests of a service that are due and permitted. */
  Taken claim(int service, Terms terms, long now, long leaseUntil, int most) throws SQLException {
    if (terms.ordered()) {
      return ordered.claim(service, terms, now, leaseUntil);
    }
    if (terms.grouping().on()) {
      return grouped.claim(service, terms, now, leaseUntil, most);
    }
    Permits.Held held = permits.hold(terms.quotas(), most, now);
    if (held.count() == 0) {
      return new Taken(List.of(), held.next(), now, 0);
    }
    List<Claimed> claimed = claiming.claim(service, now, leaseUntil, held.count());
    permits.use(held, claimed.size(), now);
    long next = claimed.size() < held.count() ? claiming.nextDue(service) : now;
    return new Taken(claimed, 0, next, 0);
  }

  /** Learns that a service's terms are new. */
  void reshaped(int service) {
    ordered.reshaped(service);
  }
}
