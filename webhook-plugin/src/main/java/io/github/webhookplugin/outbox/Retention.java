package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import java.time.Duration;
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
  private static final String DELETE_RECIPIENTS = "DELETE FROM wh_recipient WHERE delivery IN";
  private static final String OLDEST_EVENTS =
      "SELECT event FROM wh_event WHERE event < ? AND event > ?" + " ORDER BY event LIMIT ?";
  private static final String DELETE_EVENTS = """
      DELETE FROM wh_event
       WHERE NOT EXISTS (SELECT 1 FROM wh_queue q WHERE q.delivery BETWEEN wh_event.event AND (wh_event.event | %1$d))
         AND NOT EXISTS (SELECT 1 FROM wh_queue q WHERE q.event = wh_event.event AND q.origin <> 0)
         AND NOT EXISTS (SELECT 1 FROM wh_log l WHERE l.delivery BETWEEN wh_event.event AND (wh_event.event | %1$d))
         AND event IN""".formatted(Keys.MAX_BLOCK - 1);
  private static final String OLDEST_QUIET =
      "SELECT event FROM wh_event WHERE quiet <> 0 AND event < ? ORDER BY event LIMIT ?";
  private static final String NTH_NEWEST_QUIET =
      "SELECT event FROM wh_event WHERE quiet <> 0 ORDER BY event DESC LIMIT 1 OFFSET ?";
  private static final String DELETE_QUIET = "DELETE FROM wh_event WHERE event IN";
  private static final String OLDEST_REPEATS =
      "SELECT repeated FROM wh_repeat WHERE repeated < ? ORDER BY repeated LIMIT ?";
  private static final String NTH_NEWEST_REPEAT =
      "SELECT repeated FROM wh_repeat ORDER BY repeated DESC LIMIT 1 OFFSET ?";
  private static final String DELETE_REPEATS = "DELETE FROM wh_repeat WHERE repeated IN";
  private static final String OLDEST_AUDIT =
      "SELECT entry FROM wh_audit WHERE entry < ? ORDER BY entry LIMIT ?";
  private static final String NTH_NEWEST_AUDIT =
      "SELECT entry FROM wh_audit ORDER BY entry DESC LIMIT 1 OFFSET ?";
  private static final String DELETE_AUDIT = "DELETE FROM wh_audit WHERE entry IN";
  /** What admins did is asked for long after deliveries are; it is little. */
  private static final long AUDIT_MILLIS = Duration.ofDays(400).toMillis();

  private static final long AUDIT_ENTRIES = 100_000;
  private static final List<String> DELETE_COUNTS = List.of(
      "DELETE FROM wh_tally WHERE hour < ?",
      "DELETE FROM wh_trouble WHERE hour < ?",
      "DELETE FROM wh_response WHERE hour < ?");
  /** Nobody asks for more than the last day. */
  private static final String DELETE_RESPONSES =
      "DELETE FROM wh_response WHERE hour < (SELECT MAX(hour) FROM wh_response) - 47";

  private final Statements sql;
  private final String deleteKeys;
  /** Events up to here were looked at in this sweep; some may have stayed because they are still needed. */
  private long eventsSeen;
  /** Below these keys go events that nobody wanted, and what is known of repeated ones: no log row bounds their number. */
  private long quietCutoff;

  private long repeatsCutoff;
  private long auditCutoff;

  Retention(Statements sql, SqlDialect dialect) {
    this.sql = sql;
    this.deleteKeys = """
        WITH picked AS MATERIALIZED (SELECT name FROM wh_dedup WHERE until <= ? ORDER BY until LIMIT ?%s)
        DELETE FROM wh_dedup WHERE name IN (SELECT name FROM picked)""".formatted(dialect.skipLocked());
  }

  /** The key below which log rows go, so that at most {@code maxRows} stay and none is from before {@code oldest}. */
  long cutoff(long oldestMillis, long maxRows, long now) throws SQLException {
    eventsSeen = 0;
    for (String delete : DELETE_COUNTS) {
      sql.update(delete, oldestMillis / 3_600_000L);
    }
    sql.update(DELETE_RESPONSES);
    long byAge = Keys.at(oldestMillis);
    quietCutoff = Math.max(byAge, beyond(NTH_NEWEST_QUIET, maxRows));
    repeatsCutoff = Math.max(byAge, beyond(NTH_NEWEST_REPEAT, maxRows));
    auditCutoff = Math.max(Keys.at(now - AUDIT_MILLIS), beyond(NTH_NEWEST_AUDIT, AUDIT_ENTRIES));
    long rows = sql.first(COUNT_LOG, row -> row.getLong(1)).orElse(0L);
    if (rows <= maxRows) {
      return byAge;
    }
    return Math.max(byAge, beyond(NTH_NEWEST, maxRows));
  }

  /** The key below which rows are more than so many. */
  private long beyond(String nthNewest, long maxRows) throws SQLException {
    return sql.first(nthNewest, row -> row.getLong(1), maxRows).orElse(-1L) + 1;
  }

  /**
   * Removes at most {@code limit} log rows, as many events, events without a delivery, repetitions and deduplication keys
   * that ended; false when nothing is left to remove.
   */
  boolean step(long cutoff, long now, int limit) throws SQLException {
    long[] old = keys(sql.list(OLDEST_LOG, row -> row.getLong(1), cutoff, limit));
    if (old.length > 0) {
      sql.updateIn(DELETE_LOG, old);
      sql.updateIn(DELETE_ATTEMPTS, old);
      sql.updateIn(DELETE_FROZEN, old);
      sql.updateIn(DELETE_RECIPIENTS, old);
    }
    long[] events = keys(sql.list(OLDEST_EVENTS, row -> row.getLong(1), cutoff, eventsSeen, limit));
    if (events.length > 0) {
      sql.updateIn(DELETE_EVENTS, events);
      eventsSeen = events[events.length - 1];
    }
    boolean moreQuiet = remove(OLDEST_QUIET, DELETE_QUIET, Math.max(cutoff, quietCutoff), limit);
    boolean moreRepeats =
        remove(OLDEST_REPEATS, DELETE_REPEATS, Math.max(cutoff, repeatsCutoff), limit);
    boolean moreAudit = remove(OLDEST_AUDIT, DELETE_AUDIT, auditCutoff, limit);
    int ended = sql.update(deleteKeys, now, limit);
    return moreQuiet
        || moreRepeats
        || moreAudit
        || old.length == limit
        || events.length == limit
        || ended == limit;
  }

  private boolean remove(String oldest, String delete, long below, int limit) throws SQLException {
    long[] found = keys(sql.list(oldest, row -> row.getLong(1), below, limit));
    if (found.length > 0) {
      sql.updateIn(delete, found);
    }
    return found.length == limit;
  }

  private static long[] keys(List<Long> keys) {
    return keys.stream().mapToLong(Long::longValue).toArray();
  }
}
