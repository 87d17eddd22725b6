package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.outbox.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/**
 * Gives a store that the plugin has made and closed a past: a log of so many deliveries, two for each event, 1,000,000 in 30
 * days, with everything that the plugin would have written beside them, counts by hour included. Of 20 services two never
 * fail; of all deliveries about 91 % were delivered, 7 % failed after three tries and 2 % were skipped. For each hundred of
 * them one waits for a retry that is due in a day, and 50 more.
 */
final class PastMonth implements AutoCloseable {
  static final int SERVICES = 20;
  /** One of those that never fail. */
  static final int HEALTHY = SERVICES;
  /** The type of one event in a thousand. */
  static final String RARE = "license.expiring";

  static final String COMMON = "order.paid";
  /** Of deliveries: so many in 30 days. */
  private static final Duration APART = Duration.ofDays(30).dividedBy(1_000_000);

  private static final Duration FAR = Duration.ofDays(1);

  /** Numbers that look like chance and are the same in each run: {@code luck} below 1,000 of an event and a purpose. */
  private static final String PAST = """
      CREATE TEMP TABLE past AS
      WITH RECURSIVE counted (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < %1$d),
      placed AS (
        SELECT n, %2$d + (n / 2) * %3$d / (%1$d / 2) AS at,
               (n / 2 * 2654435761 / 128) %% 1000 AS a, (n * 40503 / 16 + n / 7) %% 100 AS b
          FROM counted),
      served AS (
        SELECT n, at, a, b, 1 + (a + n %% 2 * 7) %% 20 AS service FROM placed)
      SELECT n, at, service, a, ((at - 1704067200000) << 21) AS event,
             ((at - 1704067200000) << 21) + 1 + n %% 2 AS delivery, 2 + (a * 13 + b) %% 300 AS elapsed,
             CASE WHEN service > 18 OR b < 90 THEN 1 WHEN b < 98 THEN 2 ELSE 3 END AS result
        FROM served""";

  private static final String EVENTS = """
      INSERT INTO wh_event (event, id, type, at, body, settings)
      SELECT event, NULL, type, at, CAST(REPLACE(REPLACE(?, ?, type), 'import 0', 'import ' || n) AS BLOB), ?
        FROM (SELECT event, at, n, CASE WHEN a < 400 THEN 'order.paid' WHEN a < 700 THEN 'order.created'
                                        WHEN a < 850 THEN 'task.finished' WHEN a < 950 THEN 'task.failed'
                                        WHEN a < 999 THEN 'user.created' ELSE 'license.expiring' END AS type
                FROM past WHERE n % 2 = 0)""";
  private static final String LOG = """
      INSERT INTO wh_log (delivery, event, service, result, tries, at, elapsed, status, sentence, excerpt, cause,
        origin, identity, batch, digest)
      SELECT delivery, event, service, result, CASE result WHEN 1 THEN 1 WHEN 2 THEN 3 ELSE 0 END, at + elapsed,
             CASE result WHEN 3 THEN 0 ELSE elapsed END, CASE result WHEN 1 THEN 200 WHEN 2 THEN 503 END,
             CASE result WHEN 1 THEN 'The receiver answered 200.' WHEN 2 THEN 'The receiver answered 503.'
                         ELSE 'The service was switched off.' END,
             CASE result WHEN 1 THEN '{"ok":true}' WHEN 2 THEN 'upstream is not available' ELSE '' END,
             0, 0, 0, 0, CASE result WHEN 3 THEN 0 ELSE 1 END
        FROM past""";
  private static final String ATTEMPTS = """
      INSERT INTO wh_attempt (delivery, number, at, elapsed, status, sentence, excerpt)
      SELECT delivery, number, at - 60000 * (3 - number), elapsed, 503, 'The receiver answered 503.', 'upstream is not available'
        FROM past JOIN (SELECT 1 AS number UNION ALL SELECT 2) WHERE result = 2""";
  private static final String FROZEN =
      "INSERT INTO wh_frozen (delivery, body) SELECT delivery, ? FROM past WHERE result = 2";
  private static final String TALLIES = """
      INSERT INTO wh_tally (hour, service, result, n, elapsed)
      SELECT at / 3600000, service, result, COUNT(*), SUM(elapsed) FROM past GROUP BY 1, 2, 3""";
  /** Failed tries: 503, which is of class 7. */
  private static final String TROUBLE = """
      INSERT INTO wh_trouble (hour, service, kind, tries, deliveries)
      SELECT at / 3600000, service, CASE WHEN a % 4 = 0 THEN 1 ELSE 7 END, COUNT(*) * 3, COUNT(*) FROM past
       WHERE result = 2 GROUP BY 1, 2, 3""";

  private static final String RESPONSES = """
      INSERT INTO wh_response (hour, service, step, n)
      SELECT at / 3600000, service, CAST(CEIL(4 * LOG2(elapsed)) AS INTEGER), COUNT(*) FROM past
       WHERE result <> 3 AND at >= ? GROUP BY 1, 2, 3""";
  /** Of the events whose first delivery failed. */
  private static final String WAITING = """
      INSERT INTO wh_queue (delivery, event, service, due, owner, tries, failures, cause, origin, depth, identity,
        batch, ordered)
      SELECT delivery + 8, event, service, ? + n, 0, 1, 1, 0, 0, 0, 0, 0, 0 FROM past WHERE n % 100 = 0 OR n < 50""";

  private static final String WAITING_ATTEMPTS = """
      INSERT INTO wh_attempt (delivery, number, at, elapsed, status, sentence, excerpt)
      SELECT delivery, 1, ?, 12, 503, 'The receiver answered 503.', '' FROM wh_queue""";
  private static final String STATES = """
      INSERT INTO wh_state (service, state, failing_since, failures, failed_at, failed_status, failed_reason, stopped_at,
        stopped_reason)
      SELECT number, 1, ?, 5, ?, 503, 'The receiver answered 503.', 0, '' FROM wh_service WHERE number <= 3""";

  private final Connection connection;
  private final long now = System.currentTimeMillis();

  /** Of the plugin's file in its data folder, which nobody may have open. */
  PastMonth(Path data) throws SQLException {
    connection = Sqlite.connect(data.resolve("webhook.db"));
    Sqlite.set(
        connection,
        "journal_mode=OFF",
        "synchronous=OFF",
        "cache_size=-65536",
        "temp_store=MEMORY");
    connection.setAutoCommit(false);
  }

  /** Public ids of what the pages are asked for; the event is a failed delivery's. */
  record Known(UUID delivered, UUID failed, UUID event, UUID early, String healthy) {}

  /** Writes it all, in one transaction. */
  Known write(long deliveries) throws SQLException {
    long span = APART.multipliedBy(deliveries).toMillis();
    run(PAST.formatted(deliveries, now - span, span));
    byte[] body = Rendering.model(Samples.earlierEvent(), 0).toJson();
    run(EVENTS, new String(body, StandardCharsets.UTF_8), Samples.EARLIER_TYPE, settings());
    run(LOG);
    run(ATTEMPTS);
    run(FROZEN, body);
    run(TALLIES);
    run(TROUBLE);
    run(RESPONSES, now - Duration.ofDays(2).toMillis());
    run(WAITING, now + FAR.toMillis());
    run(WAITING_ATTEMPTS, now);
    run(STATES, now - FAR.toMillis(), now);
    var ids = new PublicIds(
        Long.parseUnsignedLong(text("SELECT value FROM wh_meta WHERE name = 'installation'"), 16));
    var known = new Known(
        ids.of(key("MAX(delivery)", "result = 1")),
        ids.of(key("MAX(delivery)", "result = 2")),
        ids.of(key("MAX(event)", "result = 2")),
        ids.of(Keys.at(now - span * 9 / 10)),
        text("SELECT id FROM wh_service WHERE number = " + HEALTHY));
    connection.commit();
    return known;
  }

  private long settings() throws SQLException {
    return Long.parseLong(text("SELECT value FROM wh_meta WHERE name = 'settings'"));
  }

  private long key(String column, String condition) throws SQLException {
    return Long.parseLong(text("SELECT " + column + " FROM past WHERE " + condition));
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private void run(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** Closes, with everything on disk. */
  @Override
  public void close() throws SQLException, IOException {
    connection.close();
  }
}
