package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reading side of the store, on a connection of its own, so that readers never wait for the store thread. */
public final class DeliveryLog implements AutoCloseable {
  private static final String ENDED = """
      SELECT l.delivery, l.event, e.id, e.type, l.service, l.result, l.tries, l.at, l.elapsed, l.status,
             l.sentence, l.excerpt, l.origin
        FROM wh_log l LEFT JOIN wh_event e ON e.event = l.event
       WHERE l.delivery < ?""";
  private static final String PENDING = """
      SELECT l.delivery, l.event, e.id, e.type, l.service, CASE WHEN l.owner = 0 THEN 11 ELSE 12 END, l.tries, l.due,
             COALESCE(a.elapsed, 0), a.status, COALESCE(a.sentence, ''), COALESCE(a.excerpt, ''), l.origin
        FROM wh_queue l JOIN wh_event e ON e.event = l.event
        LEFT JOIN wh_attempt a ON a.delivery = l.delivery AND a.number = l.tries
       WHERE l.delivery < ?""";
  private static final String ATTEMPTS = """
      SELECT number, at, elapsed, status, sentence, excerpt FROM wh_attempt WHERE delivery = ? ORDER BY number""";
  private static final String TALLIES = """
      SELECT hour, service, result, n, elapsed FROM wh_tally WHERE hour >= ? ORDER BY hour, service, result""";

  private final Database database;
  private @Nullable Statements open;

  public DeliveryLog(Database database) {
    this.database = database;
  }

  /**
   * How many deliveries of a service ended in one way within an hour.
   *
   * @param hour hours since 1970
   * @param elapsed sum of their last attempts, in milliseconds
   */
  public record Tally(long hour, int service, Result result, long n, long elapsed) {}

  private interface Query<T> {
    T run(Statements sql) throws SQLException;
  }

  /**
   * Lines of the log, newest first.
   *
   * @param below only deliveries with a smaller key; {@link Long#MAX_VALUE} for the newest
   */
  public List<DeliveryRow> page(LogFilter filter, long below, int limit) {
    return read(sql -> {
      var rows = new ArrayList<DeliveryRow>();
      if (Stream.of(State.DELIVERED, State.FAILED, State.SKIPPED).anyMatch(filter::wants)) {
        rows.addAll(rows(sql, ENDED, endedConditions(filter), filter, below, limit));
      }
      if (Stream.of(State.WAITING, State.SENDING).anyMatch(filter::wants)) {
        rows.addAll(rows(sql, PENDING, pendingConditions(filter), filter, below, limit));
      }
      rows.sort(Comparator.comparingLong(DeliveryRow::delivery).reversed());
      return List.copyOf(rows.subList(0, Math.min(limit, rows.size())));
    });
  }

  /** One delivery, wherever it stands. */
  public Optional<DeliveryRow> find(long delivery) {
    return read(sql -> {
      Optional<DeliveryRow> ended =
          sql.first(ENDED + " AND l.delivery = ?", DeliveryLog::row, delivery + 1, delivery);
      return ended.isPresent()
          ? ended
          : sql.first(PENDING + " AND l.delivery = ?", DeliveryLog::row, delivery + 1, delivery);
    });
  }

  /** The attempts of a delivery that were followed by another, oldest first. */
  public List<PastAttempt> attempts(long delivery) {
    return read(sql -> sql.list(
        ATTEMPTS,
        row -> new PastAttempt(
            row.getInt(1),
            row.getLong(2),
            row.getLong(3),
            integer(row, 4),
            row.getString(5),
            row.getString(6)),
        delivery));
  }

  /** An event as JSON. */
  public Optional<byte[]> event(long event) {
    return read(sql ->
        sql.first("SELECT body FROM wh_event WHERE event = ?", row -> row.getBytes(1), event));
  }

  /** The key of the newest event that the host gave this id. */
  public Optional<Long> eventByHostId(String id, long since) {
    return read(sql -> sql.first(
        "SELECT event FROM wh_event WHERE id = ? AND event >= ? ORDER BY event DESC LIMIT 1",
        row -> row.getLong(1),
        id,
        Keys.at(since)));
  }

  /** Counts by hour from that hour on. */
  public List<Tally> tallies(long sinceHour) {
    return read(sql -> sql.list(
        TALLIES,
        row -> new Tally(
            row.getLong(1),
            row.getInt(2),
            Result.of(row.getInt(3)),
            row.getLong(4),
            row.getLong(5)),
        sinceHour));
  }

  /** How many deliveries are stored and not ended. */
  public long pending() {
    return read(
        sql -> sql.first("SELECT COUNT(*) FROM wh_queue", row -> row.getLong(1)).orElse(0L));
  }

  @Override
  public synchronized void close() {
    try {
      if (open != null) {
        open.close();
        open = null;
      }
    } catch (SQLException e) {
      throw new StoreException(
          "the database " + database.place() + " could not be closed: " + e.getMessage(), e);
    }
  }

  private List<DeliveryRow> rows(
      Statements sql, String query, String conditions, LogFilter filter, long below, int limit)
      throws SQLException {
    var values = new ArrayList<@Nullable Object>();
    values.add(below);
    Stream.of(
            filter.service(),
            filter.type(),
            filter.event(),
            filter.since() == null ? null : Keys.at(filter.since()))
        .forEach(value -> {
          if (value != null) {
            values.add(value);
          }
        });
    values.add(limit);
    String text = query
        + (filter.service() == null ? "" : " AND l.service = ?")
        + (filter.type() == null ? "" : " AND e.type = ?")
        + (filter.event() == null ? "" : " AND l.event = ?")
        + (filter.since() == null ? "" : " AND l.delivery >= ?")
        + conditions
        + " ORDER BY l.delivery DESC LIMIT ?";
    return sql.list(text, DeliveryLog::row, values.toArray());
  }

  private static String endedConditions(LogFilter filter) {
    if (Stream.of(State.DELIVERED, State.FAILED, State.SKIPPED).allMatch(filter::wants)) {
      return "";
    }
    return Stream.of(Result.values())
        .filter(result -> filter.wants(State.valueOf(result.name())))
        .map(result -> String.valueOf(result.code()))
        .collect(Collectors.joining(",", " AND l.result IN (", ")"));
  }

  private static String pendingConditions(LogFilter filter) {
    if (filter.wants(State.WAITING) && filter.wants(State.SENDING)) {
      return "";
    }
    return filter.wants(State.WAITING) ? " AND l.owner = 0" : " AND l.owner <> 0";
  }

  private static DeliveryRow row(ResultSet row) throws SQLException {
    return new DeliveryRow(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        state(row.getInt(6)),
        row.getInt(7),
        row.getLong(8),
        row.getLong(9),
        integer(row, 10),
        row.getString(11),
        row.getString(12),
        row.getLong(13));
  }

  private static State state(int code) {
    return code == 11
        ? State.WAITING
        : code == 12 ? State.SENDING : State.valueOf(Result.of(code).name());
  }

  private static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  /** Ends the read transaction at once: an open one would keep the write-ahead log from shrinking. */
  private synchronized <T> T read(Query<T> query) {
    try {
      if (open == null) {
        open = new Statements(database.connect());
      }
      T result = query.run(open);
      open.rollback();
      return result;
    } catch (SQLException e) {
      forget(e);
      throw new StoreException(
          "the database " + database.place() + " could not be read: " + e.getMessage(), e);
    }
  }

  private void forget(SQLException cause) {
    Statements broken = open;
    open = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
