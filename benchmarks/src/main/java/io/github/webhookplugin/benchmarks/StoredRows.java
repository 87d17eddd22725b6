package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.outbox.Keys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts many rows into a store that the plugin has made and closed, past the plugin, and looks into it. All are of the
 * store's only service.
 */
final class StoredRows implements AutoCloseable {
  static final long MANY = 1_000_000;

  private static final Duration FAR = Duration.ofHours(24);
  /** So many of {@link #waiting} come due one after the other, if some are to, and this long apart. */
  private static final long COMING_DUE = 50_000;

  private static final Duration APART = Duration.ofMillis(2);

  /** Each delivery's key follows its event's. Arguments: how many, first key, milliseconds, how many again. */
  private static final String NUMBERED = """
      WITH RECURSIVE counted (n) AS (
        SELECT CAST(0 AS BIGINT) UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < CAST(? AS BIGINT)),
      numbered (n, event) AS (
        SELECT n, CAST(? AS BIGINT) + n * CAST(? AS BIGINT) / CAST(? AS BIGINT) * 2097152 + n % 1000 * 2
          FROM counted)
      """;

  private static final String EVENTS = "INSERT INTO wh_event (event, id, type, at, body) "
      + NUMBERED + "SELECT event, NULL, ?, ?, ? FROM numbered";
  private static final String FREE =
      """
      INSERT INTO wh_queue (delivery, event, service, due, owner, tries, failures, cause, origin, depth, identity,
        batch, ordered)
      """ + NUMBERED + "SELECT event + 1, event, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM numbered";
  private static final String RETRIES = """
      INSERT INTO wh_queue (delivery, event, service, due, owner, tries, failures, cause, origin, depth, identity,
        batch, ordered)
      """ + NUMBERED + """
      SELECT event + 1, event, ?, CASE WHEN n < ? THEN ? + n * ? ELSE ? + n END, 0, 1, 1, 0, 0, 0, 0, 0, 0
        FROM numbered""";
  private static final String FROZEN =
      "INSERT INTO wh_frozen (delivery, body) " + NUMBERED + "SELECT event + 1, ? FROM numbered";
  private static final String ATTEMPTS =
      """
      INSERT INTO wh_attempt (delivery, number, at, elapsed, status, sentence, excerpt)
      """ + NUMBERED + "SELECT event + 1, 1, ?, 12, 503, ?, '' FROM numbered";
  private static final String LOG = """
      INSERT INTO wh_log (delivery, event, service, result, tries, at, elapsed, status, sentence, excerpt, cause,
        origin, identity, batch, digest)
      """ + NUMBERED
      + "SELECT event + 1, event, ?, 1, 1, ?, 2, 200, ?, 'ok', 0, 0, 0, 0, 0 FROM numbered";

  private final Connection connection;
  private final Optional<Path> file;
  private final long now = System.currentTimeMillis();
  private final Past hourAgo =
      new Past(now - Duration.ofHours(1).toMillis(), Duration.ofMinutes(2));

  /**
   * When events were published: evenly from a moment on, for so long.
   *
   * @param from milliseconds since 1970
   */
  private record Past(long from, Duration span) {}

  private StoredRows(Connection connection, Optional<Path> file) throws SQLException {
    this.connection = connection;
    this.file = file;
    connection.setAutoCommit(false);
  }

  /** The plugin's own file in its data folder, which nobody may have open. */
  static StoredRows inFile(Path data) throws SQLException {
    Path file = data.resolve("webhook.db");
    Connection connection = Sqlite.connect(file);
    Sqlite.set(connection, "journal_mode=OFF", "synchronous=OFF", "cache_size=-65536");
    return new StoredRows(connection, Optional.of(file));
  }

  static StoredRows inPostgresql(String jdbcUrl) throws SQLException {
    return new StoredRows(DriverManager.getConnection(jdbcUrl), Optional.empty());
  }

  /**
   * Adds deliveries that failed once, with their events, frozen bodies and attempts.
   *
   * @param someComeDue whether a few come due from now on, 500 a second; the others are due in a day
   */
  void waiting(long count, boolean someComeDue) throws SQLException {
    var rendering = new Rendering();
    events(count, hourAgo);
    insert(
        RETRIES,
        count,
        hourAgo,
        service(),
        someComeDue ? COMING_DUE : 0L,
        now,
        APART.toMillis(),
        now + FAR.toMillis());
    insert(
        FROZEN,
        count,
        hourAgo,
        rendering.body(Rendering.model(Samples.earlierEvent(), 0), "earlier"));
    insert(ATTEMPTS, count, hourAgo, hourAgo.from, "The receiver answered 503.");
    connection.commit();
  }

  /** Adds deliveries that are due and nobody has tried yet, with their events. */
  void due(long count) throws SQLException {
    events(count, hourAgo);
    insert(FREE, count, hourAgo, service(), hourAgo.from);
    connection.commit();
  }

  /** Adds deliveries that have ended well, with their events, evenly over a time that ends now. */
  void delivered(long count, Duration span) throws SQLException {
    var past = new Past(now - span.toMillis(), span);
    events(count, past);
    insert(LOG, count, past, service(), past.from, "The receiver answered 200.");
    connection.commit();
  }

  /** Removes all events and deliveries, whatever became of them. */
  void clear() throws SQLException {
    for (String table : List.of("wh_event", "wh_queue", "wh_frozen", "wh_attempt", "wh_log")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DELETE FROM " + table);
      }
    }
    connection.commit();
  }

  /** Whether some delivery has not ended yet. */
  boolean someWait() throws SQLException {
    return number("SELECT COUNT(*) FROM (SELECT 1 FROM wh_queue LIMIT 1) one") > 0;
  }

  long delivered() throws SQLException {
    return number("SELECT COUNT(*) FROM wh_log WHERE result = 1");
  }

  private void events(long count, Past past) throws SQLException {
    byte[] body = Rendering.model(Samples.earlierEvent(), 0).toJson();
    insert(EVENTS, count, past, Samples.EARLIER_TYPE, past.from, body);
  }

  private int service() throws SQLException {
    return (int) number("SELECT MAX(number) FROM wh_service");
  }

  private void insert(String sql, long count, Past past, Object... values) throws SQLException {
    var all =
        new ArrayList<Object>(List.of(count, Keys.at(past.from), past.span.toMillis(), count));
    all.addAll(List.of(values));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < all.size(); i++) {
        statement.setObject(i + 1, all.get(i));
      }
      statement.executeUpdate();
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      long value = row.getLong(1);
      connection.commit();
      return value;
    }
  }

  /** Closes, with everything on disk: written later it would disturb what is measured. */
  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    if (file.isPresent() && Files.exists(file.get())) {
      try (FileChannel channel = FileChannel.open(file.get(), StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }
}
