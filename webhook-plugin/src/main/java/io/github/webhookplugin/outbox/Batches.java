package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.Forming.Row;
import io.github.webhookplugin.outbox.Settlement.Ended;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deliveries that go out in one request. All have the key of the first in {@code batch}. The first one stands for them:
 * it alone is ever due or leased, and has the tries and the body. The others are never due. So who goes together is
 * stored before anything is sent, and stays so over retries, crashes and changes of settings.
 */
final class Batches {
  /** When a delivery is due that another one stands for. */
  static final long NEVER = Long.MAX_VALUE;

  private static final String FORM =
      "UPDATE wh_queue SET batch = ?, due = ?, owner = ? WHERE delivery = ?";
  private static final String MEMBERS = """
      SELECT delivery, event, service, cause, origin, depth, identity FROM wh_queue
       WHERE batch <> 0 AND batch = ? AND delivery <> ? ORDER BY delivery""";
  private static final String DELETE = "DELETE FROM wh_queue WHERE delivery IN";
  private static final String LENGTHS = "SELECT event, LENGTH(body) FROM wh_event WHERE event IN";

  private final Statements sql;
  private final LogRows log;
  private final long session;

  Batches(Statements sql, LogRows log, long session) {
    this.sql = sql;
    this.log = log;
    this.session = session;
  }

  /** A delivery that waits, before its event was measured. */
  record Waiting(long delivery, long event, long due, boolean formed) {
    /** Reads {@code delivery, event, due, batch, tries, origin}. */
    static Waiting read(ResultSet row) throws SQLException {
      boolean formed = row.getLong(4) != 0 || row.getInt(5) > 0 || row.getLong(6) != 0;
      return new Waiting(row.getLong(1), row.getLong(2), row.getLong(3), formed);
    }
  }

  /** With the lengths of their events. */
  List<Row> measured(List<Waiting> waiting) throws SQLException {
    long[] events = waiting.stream()
        .filter(row -> !row.formed())
        .mapToLong(Waiting::event)
        .sorted()
        .toArray();
    Map<Long, Integer> lengths = new HashMap<>();
    sql.listIn(LENGTHS, events, row -> lengths.put(row.getLong(1), row.getInt(2)));
    return waiting.stream()
        .map(row ->
            new Row(row.delivery(), row.due(), row.formed(), lengths.getOrDefault(row.event(), 0)))
        .toList();
  }

  /** Stores who goes together and leases each request to this session; returns the first ones' keys. */
  List<Long> form(List<List<Row>> requests, long leaseUntil) throws SQLException {
    var leads = new ArrayList<Long>(requests.size());
    PreparedStatement form = sql.prepare(FORM);
    for (List<Row> request : requests) {
      List<Row> rows =
          request.stream().sorted(Comparator.comparingLong(Row::delivery)).toList();
      long lead = rows.get(0).delivery();
      leads.add(lead);
      for (Row row : rows) {
        boolean first = row.delivery() == lead;
        form.setLong(1, lead);
        form.setLong(2, first ? leaseUntil : NEVER);
        form.setLong(3, first ? session : 0);
        form.setLong(4, row.delivery());
        form.addBatch();
      }
    }
    form.executeBatch();
    return leads;
  }

  /** Ends those that went out with a delivery that has ended: each has a line of its own in the log. */
  void ended(Ended first) throws SQLException {
    long batch = first.queued().batch();
    List<QueuedDelivery> others =
        sql.list(MEMBERS, row -> member(row, batch), batch, first.delivery());
    for (QueuedDelivery other : others) {
      log.ended(new Ended(
          other, first.result(), first.tries(), first.at(), first.last(), first.sentence()));
    }
    if (!others.isEmpty()) {
      sql.updateIn(DELETE, others.stream().mapToLong(QueuedDelivery::delivery).toArray());
    }
  }

  private static QueuedDelivery member(ResultSet row, long batch) throws SQLException {
    return new QueuedDelivery(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        0,
        0,
        Lineage.of(row.getInt(4), row.getLong(5), row.getInt(6), row.getLong(7)),
        batch);
  }
}
