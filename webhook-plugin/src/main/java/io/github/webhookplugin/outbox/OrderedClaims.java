package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.Batches.Waiting;
import io.github.webhookplugin.outbox.Forming.Row;
import io.github.webhookplugin.outbox.Terms.Grouping;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes up the deliveries of services that want them one at a time and in order: always the one with the smallest key,
 * and none while another one is under way on any node.
 */
final class OrderedClaims {
  /** Rows that came without the mark are looked for so often, and at once after a change of settings. */
  private static final long LOOK_FOR_STRAYS = Duration.ofSeconds(30).toMillis();

  private static final int MOST_STRAYS = 1_000;
  /** Its result is on its way to the store, or another node is at it at this moment. */
  private static final long IN_A_MOMENT = 5;

  private static final String FIRST =
      "SELECT delivery, event, due, batch, tries, origin FROM wh_queue"
          + " WHERE service = ? AND ordered <> 0 ORDER BY delivery LIMIT ?";
  private static final String UNDER_WAY =
      "SELECT due, owner FROM wh_queue WHERE service = ? AND due > ? AND due < ? AND owner <> 0 LIMIT 1";
  private static final String STRAYS =
      "SELECT delivery FROM wh_queue WHERE service = ? AND ordered = 0 LIMIT ?";
  private static final String ADOPT = "UPDATE wh_queue SET ordered = 1 WHERE delivery = ?";

  private final Statements sql;
  private final Claiming claiming;
  private final Permits permits;
  private final Batches batches;
  private final long session;
  private final String turn;
  private final Map<Integer, Long> looked = new HashMap<>();

  OrderedClaims(
      Statements sql,
      SqlDialect dialect,
      Claiming claiming,
      Permits permits,
      Batches batches,
      long session) {
    this.sql = sql;
    this.claiming = claiming;
    this.permits = permits;
    this.batches = batches;
    this.session = session;
    this.turn = "SELECT number FROM wh_service WHERE number = ?" + dialect.skipLocked();
  }

  /** Something of the service that a node has in hand. */
  private record UnderWay(long until, boolean mine) {}

  /** Takes up the next delivery in order if it is due, permitted, and none is under way. */
  Taken claim(int service, Terms terms, long now, long leaseUntil) throws SQLException {
    // one node at a time looks and decides
    if (sql.first(turn, row -> row.getInt(1), service).isEmpty()) {
      return later(now + IN_A_MOMENT);
    }
    Optional<UnderWay> other = underWay(service, now);
    if (other.isPresent()) {
      return later(other.get().mine() ? now + IN_A_MOMENT : other.get().until());
    }
    if (!allMarked(service, now)) {
      return later(now);
    }
    List<Row> first = first(service, terms.grouping());
    if (first.isEmpty()) {
      return later(adopt(service) > 0 ? now : claiming.nextDue(service));
    }
    Row head = first.get(0);
    if (head.due() > now && !full(first, terms.grouping())) {
      return later(head.due());
    }
    int wanted = terms.grouping().whenShort() ? first.size() : 1;
    Permits.Held held = permits.hold(terms.quotas(), wanted, now);
    if (held.count() == 0) {
      return new Taken(List.of(), held.next(), now, 0);
    }
    List<Claimed> claimed = head.formed() || !terms.grouping().on()
        ? claiming.take(head.delivery(), now, leaseUntil)
        : take(request(first, terms.grouping(), held.count()), leaseUntil);
    permits.use(held, claimed.size(), now);
    return new Taken(claimed, 0, now, 0);
  }

  /** Looks for rows without the mark at the next occasion: the service was not always ordered. */
  void reshaped(int service) {
    looked.remove(service);
  }

  private static Taken later(long nextDue) {
    return new Taken(List.of(), 0, nextDue, 0);
  }

  private Optional<UnderWay> underWay(int service, long now) throws SQLException {
    return sql.first(
        UNDER_WAY,
        row -> new UnderWay(row.getLong(1), row.getLong(2) == session),
        service,
        now,
        Long.MAX_VALUE);
  }

  /** The first ones in order: one that is formed, or those that may go in one request. */
  private List<Row> first(int service, Grouping grouping) throws SQLException {
    List<Row> rows = batches.measured(sql.list(FIRST, Waiting::read, service, grouping.size()));
    int count = 0;
    while (count < rows.size() && !rows.get(count).formed()) {
      count++;
    }
    return count == 0
        ? rows.subList(0, Math.min(1, rows.size()))
        : rows.subList(0, Forming.fitting(rows.subList(0, count), count));
  }

  private static boolean full(List<Row> first, Grouping grouping) {
    return grouping.on() && !first.get(0).formed() && first.size() == grouping.size();
  }

  /** All of them, unless they are only put together when there are too few permits. */
  private static List<Row> request(List<Row> first, Grouping grouping, int permits) {
    return grouping.whenShort() && first.size() <= permits ? first.subList(0, 1) : first;
  }

  private List<Claimed> take(List<Row> request, long leaseUntil) throws SQLException {
    return claiming.read(batches.form(List.of(request), leaseUntil));
  }

  /** Now and then marks what was stored without the mark; false if there is more than can be marked at once. */
  private boolean allMarked(int service, long now) throws SQLException {
    Long last = looked.get(service);
    if (last != null && now - last < LOOK_FOR_STRAYS && now >= last) {
      return true;
    }
    if (adopt(service) == MOST_STRAYS) {
      return false;
    }
    looked.put(service, now);
    return true;
  }

  /** Marks rows of the time before the service was ordered, and redeliveries. */
  private int adopt(int service) throws SQLException {
    List<Long> strays = sql.list(STRAYS, row -> row.getLong(1), service, MOST_STRAYS);
    if (!strays.isEmpty()) {
      PreparedStatement adopt = sql.prepare(ADOPT);
      for (long stray : strays) {
        adopt.setLong(1, stray);
        adopt.addBatch();
      }
      adopt.executeBatch();
    }
    return strays.size();
  }
}
