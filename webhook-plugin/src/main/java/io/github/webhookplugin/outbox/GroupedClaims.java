package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.Batches.Waiting;
import io.github.webhookplugin.outbox.Forming.Row;
import io.github.webhookplugin.outbox.Terms.Grouping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes up deliveries of services that put several events into one request. */
final class GroupedClaims {
  /** Requests of one look: their events are in memory at once. */
  private static final int MOST_REQUESTS = 16;

  private static final int MOST_ROWS = 2_000;

  private final Statements sql;
  private final Claiming claiming;
  private final Permits permits;
  private final Batches batches;
  private final String waiting;

  GroupedClaims(
      Statements sql, SqlDialect dialect, Claiming claiming, Permits permits, Batches batches) {
    this.sql = sql;
    this.claiming = claiming;
    this.permits = permits;
    this.batches = batches;
    this.waiting = """
        SELECT delivery, event, due, batch, tries, origin FROM wh_queue
         WHERE service = ? AND due <= ?
           AND (due <= ? OR (owner = 0 AND batch = 0 AND tries = 0 AND origin = 0))
         ORDER BY due LIMIT ?%s""".formatted(dialect.skipLocked());
  }

  /** Takes up to {@code most} requests that are due and permitted, or full. */
  Taken claim(int service, Terms terms, long now, long leaseUntil, int most) throws SQLException {
    Grouping grouping = terms.grouping();
    int wanted = Math.min(most, MOST_REQUESTS);
    Permits.Held held = permits.hold(terms.quotas(), wanted, now);
    if (held.count() == 0) {
      return new Taken(List.of(), held.next(), now, 0);
    }
    int limit = rows(grouping, held.count(), held.count() < wanted);
    List<Row> rows = batches.measured(sql.list(
        waiting, Waiting::read, service, now + grouping.longestWait().toMillis(), now, limit));
    List<List<Row>> requests = Forming.requests(rows, grouping, held.count(), now);
    List<Claimed> claimed = take(requests, leaseUntil);
    permits.use(held, requests.size(), now);
    int left = rows.size() - requests.stream().mapToInt(List::size).sum();
    boolean more = requests.size() == held.count() || rows.size() == limit;
    return new Taken(claimed, 0, more ? now : claiming.nextDue(service), left);
  }

  private List<Claimed> take(List<List<Row>> requests, long leaseUntil) throws SQLException {
    var fresh = new ArrayList<List<Row>>();
    var keys = new ArrayList<Long>();
    for (List<Row> request : requests) {
      if (!request.get(0).formed()) {
        fresh.add(request);
      } else {
        keys.add(request.get(0).delivery());
      }
    }
    claiming.lease(keys, leaseUntil);
    keys.addAll(batches.form(fresh, leaseUntil));
    return claiming.read(keys);
  }

  /** How many rows to look at: enough to tell whether there are fewer permits than rows. */
  private static int rows(Grouping grouping, int permits, boolean isShort) {
    if (grouping.whenShort()) {
      return isShort ? permits + grouping.size() : permits;
    }
    return Math.min(MOST_ROWS, permits * grouping.size());
  }
}
