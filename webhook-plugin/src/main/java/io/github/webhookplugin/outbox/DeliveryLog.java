package io.github.webhookplugin.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reading side of the store, on a connection of its own, so that readers never wait for the store thread. */
public final class DeliveryLog implements AutoCloseable {
  /** One look into the index for each service, however long the log is. A test says nothing of how a service is doing. */
  private static final String LATEST = DeliveryRows.COLUMNS + """
        FROM wh_service s
        JOIN wh_log l ON l.delivery = (SELECT MAX(n.delivery) FROM wh_log n WHERE n.service = s.number AND n.result < 4)
        LEFT JOIN wh_event e ON e.event = l.event""";

  private static final String BEGINNINGS = """
      SELECT event, SUBSTR(body, 1, 2000) FROM wh_event WHERE event IN""";
  private static final String ATTEMPTS = """
      SELECT number, at, elapsed, status, sentence, excerpt FROM wh_attempt WHERE delivery = ? ORDER BY number""";
  private static final String TALLIES = """
      SELECT hour, service, result, n, elapsed FROM wh_tally WHERE hour >= ? AND hour < ? ORDER BY hour, service, result""";

  private static final String OVERDUE_RETRY = """
      SELECT w.due FROM (SELECT due, tries FROM wh_queue WHERE service = ? AND due <= ? AND owner = 0
                          ORDER BY due LIMIT 1000) w
       WHERE w.tries > 0 ORDER BY w.due LIMIT 1""";
  private static final String COMING_RETRY = """
      SELECT due FROM wh_queue WHERE service = ? AND due > ? AND owner = 0 AND tries > 0 ORDER BY due LIMIT 1""";

  /** Each from an index or from the few rows of the present hour. */
  private static final String MARKS = """
      SELECT COALESCE((SELECT MAX(event) FROM wh_event), 0), COALESCE((SELECT MAX(delivery) FROM wh_log), 0),
             COALESCE((SELECT MAX(delivery) FROM wh_queue), 0),
             COALESCE((SELECT SUM(n) FROM wh_tally WHERE hour = (SELECT MAX(hour) FROM wh_tally)), 0),
             COALESCE((SELECT SUM(tries) FROM (SELECT tries FROM wh_queue ORDER BY delivery DESC LIMIT 1000) q), 0)""";

  private final ReadConnection reads;
  private final EventLog events;
  private final SettingsLog settings;
  private final AuditLog audit;
  private final Statistics statistics;
  private final LogSearch search;
  private final LogCounts counts;
  private final LongOver<List<Tally>> past = new LongOver<>();

  private static final String CHANGES = """
      SELECT version, at, who, document FROM wh_setting_change
       WHERE name = ? AND document IS NOT NULL ORDER BY version DESC LIMIT ? OFFSET ?""";

  public DeliveryLog(Database database) {
    this.reads = new ReadConnection(database);
    this.events = new EventLog(reads);
    this.settings = new SettingsLog(reads);
    this.audit = new AuditLog(reads);
    this.statistics = new Statistics(reads);
    this.search = new LogSearch(reads);
    this.counts = new LogCounts(reads);
  }

  /** The changes of settings, over the same connection. */
  public SettingsLog settings() {
    return settings;
  }

  /** What admins did, over the same connection. */
  public AuditLog audit() {
    return audit;
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

  /** Bounded looks into a long log, over the same connection. */
  public LogSearch search() {
    return search;
  }

  /** Bounded counts over the same connection. */
  public LogCounts counts() {
    return counts;
  }

  /**
   * Lines of the log, newest first.
   *
   * @param below only deliveries with a smaller key; {@link Long#MAX_VALUE} for the newest
   */
  public List<DeliveryRow> page(LogFilter filter, long below, int limit) {
    return read(sql -> {
      var rows = new ArrayList<DeliveryRow>();
      for (LogSource source : LogSource.of(filter, reads.dialect())) {
        rows.addAll(source.rows(sql, Span.olderThan(below), limit));
      }
      rows.sort(DeliveryRows.NEWEST_FIRST);
      return DeliveryRows.withRecipients(sql, rows.subList(0, Math.min(limit, rows.size())));
    });
  }

  /** One delivery, wherever it stands. */
  public Optional<DeliveryRow> find(long delivery) {
    return read(sql -> {
      String one = " WHERE l.delivery = ?";
      Optional<DeliveryRow> ended =
          sql.first(DeliveryRows.ENDED + one, DeliveryRows::row, delivery);
      Optional<DeliveryRow> found = ended.isPresent()
          ? ended
          : sql.first(DeliveryRows.PENDING + one, DeliveryRows::row, delivery);
      return DeliveryRows.withRecipients(sql, found.stream().toList()).stream().findFirst();
    });
  }

  /** The first bytes of events as JSON, by key. */
  public Map<Long, byte[]> beginnings(Collection<Long> events) {
    long[] keys = events.stream().distinct().mapToLong(Long::longValue).toArray();
    var beginnings = new HashMap<Long, byte[]>();
    read(sql ->
        sql.listIn(BEGINNINGS, keys, row -> beginnings.put(row.getLong(1), row.getBytes(2))));
    return beginnings;
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

  /** Looks for changes, from now on. */
  public LogWatch watch() {
    return new LogWatch(() -> read(sql -> sql.first(MARKS, row -> {
          var marks = new StringBuilder();
          for (int i = 1; i <= 5; i++) {
            marks.append(row.getLong(i)).append(' ');
          }
          return marks.toString();
        })
        .orElse("")));
  }

  /** Counts by hour from that hour on; may be a minute behind in hours long over. */
  public List<Tally> tallies(long sinceHour, Instant now) {
    return read(sql -> {
      var tallies =
          new ArrayList<>(past.since(sinceHour, now, (from, below) -> tallies(sql, from, below)));
      tallies.addAll(tallies(sql, Math.max(sinceHour, LongOver.end(now)), Long.MAX_VALUE));
      return tallies;
    });
  }

  private static List<Tally> tallies(Statements sql, long from, long below) throws SQLException {
    return sql.list(
        TALLIES,
        row -> new Tally(
            row.getLong(1),
            row.getInt(2),
            Result.of(row.getInt(3)),
            row.getLong(4),
            row.getLong(5)),
        from,
        below);
  }

  /** How many deliveries are stored and not ended. */
  public long pending() {
    return read(
        sql -> sql.first("SELECT COUNT(*) FROM wh_queue", row -> row.getLong(1)).orElse(0L));
  }

  /** The newest delivery of each service that has ended, by the service's number. */
  public Map<Integer, DeliveryRow> latest() {
    return read(sql -> sql.list(LATEST, DeliveryRows::row)).stream()
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

  private static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
    return DeliveryRows.integer(row, column);
  }
}
