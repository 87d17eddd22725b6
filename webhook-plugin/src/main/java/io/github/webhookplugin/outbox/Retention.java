package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import java.util.List;

/** Removes what is older than it need be, a small step at a time. */
final class Retention {
  private static final String OLDEST_LOG =
      "SELECT delivery FROM wh_log WHERE delivery < ? ORDER BY delivery LIMIT ?";
  private static final String NTH_NEWEST =
      "SELECT delivery FROM wh_log ORDER BY delivery DESC LIMIT 1 OFFSET ?";
  private static final String COUNT_LOG = "SELECT COUNT(*) FROM wh_log";
  private static final String DELETE_LOG = "DELETE FROM wh_log WHERE delivery IN";
  private static final String DELETE_ATTEMPTS = "DELETE FROM wh_attempt WHERE delivery IN";
  private static final String DELETE_FROZEN = "DELETE FROM wh_frozen WHERE delivery IN";
  private static final String OLDEST_EVENTS =
      "SELECT event FROM wh_event WHERE event < ? AND event > ?" + " ORDER BY event LIMIT ?";
  private static final String DELETE_EVENTS = """
      DELETE FROM wh_event
       WHERE NOT EXISTS (SELECT 1 FROM wh_queue q WHERE q.delivery BETWEEN wh_event.event AND (wh_event.event | %1$d))
         AND NOT EXISTS (SELECT 1 FROM wh_queue q WHERE q.event = wh_event.event AND q.origin <> 0)
         AND NOT EXISTS (SELECT 1 FROM wh_log l WHERE l.delivery BETWEEN wh_event.event AND (wh_event.event | %1$d))
         AND event IN""".formatted(Keys.MAX_BLOCK - 1);
  private static final String DELETE_TALLY = "DELETE FROM wh_tally WHERE hour < ?";

  private final Statements sql;
  private final String deleteKeys;
  /** Events up to here were looked at in this sweep; some may have stayed because they are still needed. */
  private long eventsSeen;

  Retention(Statements sql, SqlDialect dialect) {
    this.sql = sql;
    this.deleteKeys = """
        WITH picked AS MATERIALIZED (SELECT name FROM wh_dedup WHERE until <= ? ORDER BY until LIMIT ?%s)
        DELETE FROM wh_dedup WHERE name IN (SELECT name FROM picked)""".formatted(dialect.skipLocked());
  }

  /** The key below which log rows go, so that at most {@code maxRows} stay and none is from before {@code oldest}. */
  long cutoff(long oldestMillis, long maxRows) throws SQLException {
    eventsSeen = 0;
    sql.update(DELETE_TALLY, oldestMillis / 3_600_000L);
    long byAge = Keys.at(oldestMillis);
    long rows = sql.first(COUNT_LOG, row -> row.getLong(1)).orElse(0L);
    if (rows <= maxRows) {
      return byAge;
    }
    long byCount = sql.first(NTH_NEWEST, row -> row.getLong(1), maxRows).orElse(0L);
    return Math.max(byAge, byCount + 1);
  }

  /**
   * Removes at most {@code limit} log rows, as many events and as many deduplication keys that ended; false when
   * nothing is left to remove.
   */
  boolean step(long cutoff, long now, int limit) throws SQLException {
    long[] old = keys(sql.list(OLDEST_LOG, row -> row.getLong(1), cutoff, limit));
    if (old.length > 0) {
      sql.updateIn(DELETE_LOG, old);
      sql.updateIn(DELETE_ATTEMPTS, old);
      sql.updateIn(DELETE_FROZEN, old);
    }
    long[] events = keys(sql.list(OLDEST_EVENTS, row -> row.getLong(1), cutoff, eventsSeen, limit));
    if (events.length > 0) {
      sql.updateIn(DELETE_EVENTS, events);
      eventsSeen = events[events.length - 1];
    }
    int ended = sql.update(deleteKeys, now, limit);
    return old.length == limit || events.length == limit || ended == limit;
  }

  private static long[] keys(List<Long> keys) {
    return keys.stream().mapToLong(Long::longValue).toArray();
  }
}
