package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.NewEvent.Once;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Decides by their deduplication keys which events are accepted, on one node or many. */
final class Deduplication {
  private static final String TAKE = """
      INSERT INTO wh_dedup (name, until, event, id) VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET until = excluded.until, event = excluded.event, id = excluded.id
       WHERE wh_dedup.until <= ?""";
  private static final String FIND = "SELECT event, id FROM wh_dedup WHERE name = ?";
  private static final String KEEP =
      "INSERT INTO wh_repeat (repeated, id, event) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String LOCK_TIMEOUT = "SELECT current_setting('lock_timeout')";
  private static final String SET_LOCK_TIMEOUT = "SELECT set_config('lock_timeout', ?, true)";
  /** How long the store thread waits for a host's transaction that has taken a key. */
  private static final String SHORT_WAIT = "200ms";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Statements sql;
  private final SqlDialect dialect;

  Deduplication(Statements sql, SqlDialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
  }

  /**
   * Decides about events that all have a key; of several with the same, the first gets it. A transaction of somebody
   * else that holds a key is waited for, but only for a moment: the store thread has more to do.
   *
   * @return what was decided, by the events' keys
   */
  Map<Long, Admission> admit(List<NewEvent> events, long now) throws SQLException {
    // always in the same order: two nodes with the same keys must not wait for each other
    List<NewEvent> sorted =
        events.stream().sorted(Comparator.comparing(event -> once(event).key())).toList();
    if (!dialect.rowLocks()) {
      return admitAll(sorted, now);
    }
    String usual = sql.first(LOCK_TIMEOUT, row -> row.getString(1)).orElse("0");
    sql.list(SET_LOCK_TIMEOUT, row -> 0, SHORT_WAIT);
    Savepoint before = sql.savepoint();
    Map<Long, Admission> admitted;
    try {
      admitted = admitAll(sorted, now);
      sql.release(before);
    } catch (SQLException e) {
      undoWait(e, before);
      admitted = admitEach(sorted, now);
    }
    sql.list(SET_LOCK_TIMEOUT, row -> 0, usual);
    return admitted;
  }

  /** Decides about one event that has a key; waits for other transactions as long as the connection does. */
  Admission admit(NewEvent event, long now) throws SQLException {
    Once once = once(event);
    if (sql.update(TAKE, once.key(), once.until(), event.event(), event.id(), now) > 0) {
      return Admission.FRESH;
    }
    var first = sql.first(
        FIND, row -> new Admission.Repeated(row.getLong(1), row.getString(2)), once.key());
    if (first.isEmpty()) {
      return Admission.UNDECIDED;
    }
    keep(event, first.get());
    return first.get();
  }

  /** Somebody who knows an event by the host's id for it can learn why it was not accepted. */
  private void keep(NewEvent event, Admission.Repeated first) throws SQLException {
    if (event.id() != null && !event.id().equals(first.id())) {
      sql.update(KEEP, event.event(), event.id(), first.event());
    }
  }

  private Map<Long, Admission> admitAll(List<NewEvent> events, long now) throws SQLException {
    var admitted = new HashMap<Long, Admission>();
    for (NewEvent event : events) {
      admitted.put(event.event(), admit(event, now));
    }
    return admitted;
  }

  /** One by one, after one of them had to wait for too long. */
  private Map<Long, Admission> admitEach(List<NewEvent> events, long now) throws SQLException {
    var admitted = new HashMap<Long, Admission>();
    for (NewEvent event : events) {
      Savepoint before = sql.savepoint();
      try {
        admitted.put(event.event(), admit(event, now));
        sql.release(before);
      } catch (SQLException e) {
        undoWait(e, before);
        admitted.put(event.event(), Admission.UNDECIDED);
      }
    }
    return admitted;
  }

  private void undoWait(SQLException failure, Savepoint before) throws SQLException {
    if (!LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
      throw failure;
    }
    sql.rollback(before);
  }

  private static Once once(NewEvent event) {
    return Objects.requireNonNull(event.once(), "an event without a key");
  }
}
