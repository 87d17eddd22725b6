package io.github.webhookplugin.outbox;

import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reading side of the store, on a connection of its own, so that readers never wait for the store thread. */
public final class DeliveryLog implements AutoCloseable {
  private static final String COLUMNS = """
      SELECT l.delivery, l.event, e.id, e.type, l.service, l.result, l.tries, l.at, l.elapsed, l.status,
             l.sentence, l.excerpt, l.cause, l.origin, l.identity, l.batch
      """;
  private static final String ENDED = COLUMNS + """
        FROM wh_log l LEFT JOIN wh_event e ON e.event = l.event
       WHERE l.delivery < ?""";
  /** One look into the index for each service, however long the log is. */
  private static final String LATEST = COLUMNS + """
        FROM wh_service s
        JOIN wh_log l ON l.delivery = (SELECT MAX(n.delivery) FROM wh_log n WHERE n.service = s.number)
        LEFT JOIN wh_event e ON e.event = l.event""";

  /** Of those that go out in one request, the first one has the state and the tries of all. */
  private static final String PENDING = """
      SELECT l.delivery, l.event, e.id, e.type, l.service, CASE WHEN COALESCE(b.owner, l.owner) = 0 THEN 11 ELSE 12 END,
             COALESCE(b.tries, l.tries), COALESCE(b.due, l.due),
             COALESCE(a.elapsed, 0), a.status, COALESCE(a.sentence, ''), COALESCE(a.excerpt, ''),
             l.cause, l.origin, l.identity, l.batch
        FROM wh_queue l JOIN wh_event e ON e.event = l.event
        LEFT JOIN wh_queue b ON b.delivery = l.batch
        LEFT JOIN wh_attempt a ON a.delivery = COALESCE(b.delivery, l.delivery) AND a.number = COALESCE(b.tries, l.tries)
       WHERE l.delivery < ?""";

  private static final String ATTEMPTS = """
      SELECT number, at, elapsed, status, sentence, excerpt FROM wh_attempt WHERE delivery = ? ORDER BY number""";
  private static final String TALLIES = """
      SELECT hour, service, result, n, elapsed FROM wh_tally WHERE hour >= ? ORDER BY hour, service, result""";

  private static final String OVERDUE_RETRY = """
      SELECT w.due FROM (SELECT due, tries FROM wh_queue WHERE service = ? AND due <= ? AND owner = 0
                          ORDER BY due LIMIT 1000) w
       WHERE w.tries > 0 ORDER BY w.due LIMIT 1""";
  private static final String COMING_RETRY = """
      SELECT due FROM wh_queue WHERE service = ? AND due > ? AND owner = 0 AND tries > 0 ORDER BY due LIMIT 1""";

  private final ReadConnection reads;
  private final EventLog events;
  private final SettingsLog settings;
  private final Statistics statistics;

  private static final String CHANGES = """
      SELECT version, at, who, document FROM wh_setting_change
       WHERE name = ? AND document IS NOT NULL ORDER BY version DESC LIMIT ? OFFSET ?""";

  public DeliveryLog(Database database) {
    this.reads = new ReadConnection(database);
    this.events = new EventLog(reads);
    this.settings = new SettingsLog(reads);
    this.statistics = new Statistics(reads);
  }

  /** The changes of settings, over the same connection. */
  public SettingsLog settings() {
    return settings;
  }

  /** The events, over the same connection. */
  public EventLog events() {
    return events;
  }

  /** How services have been doing, over the same connection. */
  public Statistics statistics() {
    return statistics;
  }

  /**
   * How many deliveries of a service ended in one way within an hour.
   *
   * @param hour hours since 1970
   * @param elapsed sum of their last attempts, in milliseconds
   */
  public record Tally(long hour, int service, Result result, long n, long elapsed) {}

  /** A service as the store remembers it, also after it was removed. */
  public record KnownService(String id, String name) {}

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
      return withRecipients(sql, rows.subList(0, Math.min(limit, rows.size())));
    });
  }

  /** One delivery, wherever it stands. */
  public Optional<DeliveryRow> find(long delivery) {
    return read(sql -> {
      Optional<DeliveryRow> ended =
          sql.first(ENDED + " AND l.delivery = ?", DeliveryLog::row, delivery + 1, delivery);
      Optional<DeliveryRow> found = ended.isPresent()
          ? ended
          : sql.first(PENDING + " AND l.delivery = ?", DeliveryLog::row, delivery + 1, delivery);
      return withRecipients(sql, found.stream().toList()).stream().findFirst();
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

  /** The newest delivery of each service that has ended, by the service's number. */
  public Map<Integer, DeliveryRow> latest() {
    return read(sql -> sql.list(LATEST, DeliveryLog::row)).stream()
        .collect(Collectors.toMap(DeliveryRow::service, row -> row));
  }

  /**
   * When the next waiting retry of a service is due, in milliseconds since 1970; one that is overdue counts if it is
   * among the first thousand that wait.
   *
   * @param now divides those to come from those that are overdue
   */
  public Optional<Long> nextRetry(int service, long now) {
    return read(sql -> {
      Optional<Long> overdue = sql.first(OVERDUE_RETRY, row -> row.getLong(1), service, now);
      return overdue.isPresent()
          ? overdue
          : sql.first(COMING_RETRY, row -> row.getLong(1), service, now);
    });
  }

  /** The service with a number. */
  public Optional<KnownService> service(int number) {
    return read(sql -> sql.first(
        "SELECT id, name FROM wh_service WHERE number = ?",
        row -> new KnownService(row.getString(1), row.getString(2)),
        number));
  }

  /**
   * Changes of a service's settings, newest first.
   *
   * @param service its id
   * @param skip how many newer ones to leave out
   */
  public List<PastSetting> changes(String service, int skip, int limit) {
    return read(sql -> sql.list(
        CHANGES,
        row -> new PastSetting(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
        "service/" + service,
        limit,
        skip));
  }

  /** How many {@link #changes} there are. */
  public int countChanges(String service) {
    return read(sql -> sql.first(
            "SELECT COUNT(*) FROM wh_setting_change WHERE name = ? AND document IS NOT NULL",
            row -> row.getInt(1),
            "service/" + service))
        .orElse(0);
  }

  @Override
  public void close() {
    reads.close();
  }

  private <T> T read(ReadConnection.Query<T> query) {
    return reads.read(query);
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

  private static List<DeliveryRow> withRecipients(Statements sql, List<DeliveryRow> rows)
      throws SQLException {
    Map<Long, Person> people = Recipients.of(
        sql,
        rows.stream()
            .collect(Collectors.toMap(DeliveryRow::delivery, DeliveryRow::lineage, (a, b) -> a)));
    return rows.stream().map(row -> row.with(people.get(row.delivery()))).toList();
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
    return " AND COALESCE(b.owner, l.owner)" + (filter.wants(State.WAITING) ? " = 0" : " <> 0");
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
        Lineage.of(row.getInt(13), row.getLong(14), 0, row.getLong(15)),
        row.getLong(16));
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
}
