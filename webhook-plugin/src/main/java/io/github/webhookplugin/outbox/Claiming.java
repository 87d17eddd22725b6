package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.Person;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes up stored deliveries, renews leases, and knows when something is due. */
final class Claiming {
  private static final String TAKE =
      "UPDATE wh_queue SET due = ?, owner = ? WHERE delivery = ? AND due <= ?";
  private static final String RENEW_ONE =
      "UPDATE wh_queue SET due = ? WHERE delivery = ? AND owner = ? AND due = ?";
  private static final String NEXT_DUE_OF_ALL = """
      SELECT s.number, (SELECT MIN(q.due) FROM wh_queue q WHERE q.service = s.number) FROM wh_service s""";
  private static final String NEXT_DUE = "SELECT MIN(due) FROM wh_queue WHERE service = ?";
  private static final String LEASE = "UPDATE wh_queue SET due = ?, owner = ? WHERE delivery = ?";
  private static final String COLUMNS = """
      SELECT q.delivery, q.event, q.service, q.tries, q.failures, q.cause, q.origin, q.depth, q.identity, q.batch,
             e.id, e.type, e.at, e.body, f.body
        FROM wh_queue q JOIN wh_event e ON e.event = q.event LEFT JOIN wh_frozen f ON f.delivery = q.delivery
      """;
  private static final String READ = COLUMNS + "WHERE q.delivery IN";
  private static final String READ_OTHERS =
      COLUMNS + "WHERE q.batch <> 0 AND q.delivery <> q.batch AND q.batch IN";
  private static final String DUE_AT_ONCE =
      "UPDATE wh_queue SET due = ? WHERE service = ? AND due > ? AND due < ? AND owner = 0";
  private static final String TAKE_BACK = "UPDATE wh_queue SET due = ?, owner = 0 WHERE owner <> 0";

  private final Statements sql;
  private final String claim;
  private final long session;
  private final Ancestors ancestors;

  Claiming(Statements sql, LogRows log, SqlDialect dialect, long session) {
    this.sql = sql;
    this.session = session;
    this.ancestors = new Ancestors(sql, log);
    this.claim = """
        WITH picked AS MATERIALIZED (
          SELECT delivery FROM wh_queue WHERE service = ? AND due <= ? ORDER BY due LIMIT ?%s)
        UPDATE wh_queue SET due = ?, owner = ?
         WHERE delivery IN (SELECT delivery FROM picked) AND due <= ?
        RETURNING delivery""".formatted(dialect.skipLocked());
  }

  /** Takes up to {@code limit} due deliveries of a service, the longest due first; they are leased to this session. */
  List<Claimed> claim(int service, long now, long leaseUntil, int limit) throws SQLException {
    PreparedStatement statement = sql.prepare(claim);
    statement.setInt(1, service);
    statement.setLong(2, now);
    statement.setInt(3, limit);
    statement.setLong(4, leaseUntil);
    statement.setLong(5, session);
    statement.setLong(6, now);
    var keys = new ArrayList<Long>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        keys.add(rows.getLong(1));
      }
    }
    return read(keys);
  }

  /** Takes one delivery if it is due; the result has it or is empty. */
  List<Claimed> take(long delivery, long now, long leaseUntil) throws SQLException {
    return sql.update(TAKE, leaseUntil, session, delivery, now) == 0
        ? List.of()
        : read(List.of(delivery));
  }

  /** Leases deliveries whose rows this transaction has locked. */
  void lease(List<Long> deliveries, long leaseUntil) throws SQLException {
    PreparedStatement lease = sql.prepare(LEASE);
    for (long delivery : deliveries) {
      lease.setLong(1, leaseUntil);
      lease.setLong(2, session);
      lease.setLong(3, delivery);
      lease.addBatch();
    }
    lease.executeBatch();
  }

  /** Deliveries with all that is needed to send them, by their keys. */
  List<Claimed> read(List<Long> keys) throws SQLException {
    // a filled-up IN list names its last key twice; the rows still come once
    List<Claimed> claimed = withRecipients(sql.listIn(READ, sorted(keys.stream()), Claiming::read));
    claimed.sort(Comparator.comparingLong(Claimed::delivery));
    long[] batches =
        sorted(claimed.stream().map(row -> row.queued().batch()).filter(batch -> batch != 0));
    return withAncestors(batches.length == 0 ? claimed : together(claimed, batches));
  }

  private List<Claimed> withRecipients(List<Claimed> claimed) throws SQLException {
    Map<Long, Person> people =
        Recipients.of(sql, claimed.stream().map(Claimed::queued).toList());
    if (!people.isEmpty()) {
      claimed.replaceAll(row -> {
        Person recipient = people.get(row.delivery());
        return recipient == null ? row : row.with(recipient);
      });
    }
    return claimed;
  }

  private List<Claimed> withAncestors(List<Claimed> claimed) throws SQLException {
    Map<Long, Ancestry> known =
        ancestors.of(claimed.stream().map(Claimed::queued).toList());
    return known.isEmpty()
        ? claimed
        : claimed.stream()
            .map(row -> row.with(known.getOrDefault(row.delivery(), Ancestry.NONE)))
            .toList();
  }

  private List<Claimed> together(List<Claimed> claimed, long[] batches) throws SQLException {
    Map<Long, List<Claimed>> others = sql.listIn(READ_OTHERS, batches, Claiming::read).stream()
        .sorted(Comparator.comparingLong(Claimed::delivery))
        .collect(Collectors.groupingBy(row -> row.queued().batch()));
    return claimed.stream()
        .map(row -> row.with(others.getOrDefault(row.delivery(), List.of())))
        .toList();
  }

  private static long[] sorted(Stream<Long> keys) {
    return keys.mapToLong(Long::longValue).sorted().toArray();
  }

  /**
   * Keeps deliveries of this session for longer.
   *
   * @return the keys of those that are not this session's any more, or were taken up anew since
   */
  Set<Long> renew(List<Lease> leases, long leaseUntil) throws SQLException {
    var lost = new HashSet<Long>();
    if (leases.isEmpty()) {
      return lost;
    }
    PreparedStatement statement = sql.prepare(RENEW_ONE);
    for (Lease lease : leases) {
      statement.setLong(1, leaseUntil);
      statement.setLong(2, lease.delivery());
      statement.setLong(3, session);
      statement.setLong(4, lease.until());
      statement.addBatch();
    }
    int[] renewed = statement.executeBatch();
    for (int i = 0; i < renewed.length; i++) {
      if (renewed[i] == 0) {
        lost.add(leases.get(i).delivery());
      }
    }
    return lost;
  }

  /** When the next delivery of each service is due; a service with none is absent. */
  Map<Integer, Long> nextDue() throws SQLException {
    var due = new HashMap<Integer, Long>();
    sql.list(NEXT_DUE_OF_ALL, row -> {
      long at = row.getLong(2);
      if (!row.wasNull()) {
        due.put(row.getInt(1), at);
      }
      return at;
    });
    return due;
  }

  /** When the next delivery of a service is due; {@link Long#MAX_VALUE} if none is stored. */
  long nextDue(int service) throws SQLException {
    return sql.first(
            NEXT_DUE,
            row -> {
              long at = row.getLong(1);
              return row.wasNull() ? Long.MAX_VALUE : at;
            },
            service)
        .orElse(Long.MAX_VALUE);
  }

  /** Makes everything of a service that waits and is free due at once. */
  int dueAtOnce(int service, long now) throws SQLException {
    return sql.update(DUE_AT_ONCE, now, service, now, Batches.NEVER);
  }

  /** Frees everything that an earlier run of the only owner still held. */
  int takeBack(long now) throws SQLException {
    return sql.update(TAKE_BACK, now);
  }

  static Claimed read(ResultSet row) throws SQLException {
    var queued = new QueuedDelivery(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        row.getInt(4),
        row.getInt(5),
        Lineage.of(row.getInt(6), row.getLong(7), row.getInt(8), row.getLong(9)),
        row.getLong(10));
    return new Claimed(
        queued,
        row.getString(11),
        row.getString(12),
        row.getLong(13),
        row.getBytes(14),
        row.getBytes(15),
        List.of(),
        Ancestry.NONE);
  }
}
