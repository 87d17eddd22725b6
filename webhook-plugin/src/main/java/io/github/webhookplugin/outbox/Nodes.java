package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Gives each running node a number of its own, so that no two make the same key. */
final class Nodes {
  static final Duration LEASE = Duration.ofMinutes(10);
  private static final String TAKE = """
      INSERT INTO wh_node (number, session, until) VALUES (?, ?, ?)
      ON CONFLICT (number) DO UPDATE SET session = excluded.session, until = excluded.until
      WHERE wh_node.until <= ?""";
  private static final String RENEW =
      "UPDATE wh_node SET until = ? WHERE number = ? AND session = ?";

  private Nodes() {}

  /** Takes the smallest number that nobody uses; two nodes that try at once never get the same. */
  static int take(Statements sql, long session, long now) throws SQLException {
    var used = new HashSet<>(
        sql.list("SELECT number FROM wh_node WHERE until > ?", row -> row.getInt(1), now));
    for (int number = 0; number < Keys.MAX_NODES; number++) {
      if (!used.contains(number)
          && sql.update(TAKE, number, session, now + LEASE.toMillis(), now) > 0) {
        return number;
      }
    }
    throw new StoreException(
        Keys.MAX_NODES + " hosts use this database, which is the most that can; stop one, or wait "
            + LEASE.toMinutes() + " minutes if one was killed");
  }

  /** Keeps the number; false if another node has taken it over. */
  static boolean renew(Statements sql, int number, long session, long now) throws SQLException {
    return sql.update(RENEW, now + LEASE.toMillis(), number, session) > 0;
  }

  static void release(Statements sql, int number, long session) throws SQLException {
    sql.update("DELETE FROM wh_node WHERE number = ? AND session = ?", number, session);
  }

  /**
   * Which of the running nodes this one is. A node counts until it stops, or has not renewed its number for as long as
   * a lease lasts: then what it had in hand is free too.
   */
  static Share share(Statements sql, int own, long now, Duration lease) throws SQLException {
    long renewedSince = now + LEASE.toMillis() - lease.toMillis();
    List<Integer> running = sql.list(
        "SELECT number FROM wh_node WHERE until > ? OR number = ? ORDER BY number",
        row -> row.getInt(1),
        renewedSince,
        own);
    return running.contains(own) ? new Share(running.indexOf(own), running.size()) : Share.ALONE;
  }
}
