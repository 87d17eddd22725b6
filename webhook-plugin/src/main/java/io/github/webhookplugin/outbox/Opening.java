package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.PublicIds;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * What a node knows once it has opened the store.
 *
 * @param node its number, which is part of its keys
 */
record Opening(Keys keys, int node, PublicIds ids) {
  /** Of every table whose rows have such a key: a clock that stands still, or was set back, must make none twice. */
  private static final List<String> LAST_KEYS = List.of(
      "SELECT MAX(event) FROM wh_event",
      "SELECT MAX(delivery) FROM wh_log",
      "SELECT MAX(delivery) FROM wh_queue",
      "SELECT MAX(job) FROM wh_redelivery",
      "SELECT MAX(entry) FROM wh_audit");

  /**
   * Brings the tables up to date, takes a number and, for the only owner, frees what an earlier run held. The caller
   * commits.
   */
  static Opening of(SqlDialect dialect, Schema schema, Statements sql, Clock clock, long session)
      throws SQLException {
    schema.upgrade(sql, dialect);
    long now = clock.millis();
    if (dialect.singleOwner()) {
      sql.update("DELETE FROM wh_node");
      new Claiming(sql, new LogRows(sql), dialect, session).takeBack(now);
      Redeliveries.takeBack(sql);
    }
    int node = Nodes.take(sql, session, now);
    long installation = Long.parseUnsignedLong(Schema.meta(sql, "installation"), 16);
    return new Opening(new Keys(clock, node, lastKey(sql)), node, new PublicIds(installation));
  }

  /** The greatest key that is stored. */
  static long lastKey(Statements sql) throws SQLException {
    long last = 0;
    for (String query : LAST_KEYS) {
      last = Math.max(last, sql.first(query, row -> row.getLong(1)).orElse(0L));
    }
    return last;
  }
}
