package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The number that this node has at the moment, which is part of its keys. Belongs to the store thread. */
final class NodeNumber {
  private static final Logger log = LoggerFactory.getLogger(NodeNumber.class);

  private final long session;
  private final Keys keys;
  private int node;

  NodeNumber(int number, long session, Keys keys) {
    this.node = number;
    this.session = session;
    this.keys = keys;
  }

  int value() {
    return node;
  }

  /**
   * What a transaction found of the number; counts once that is committed.
   *
   * @param lastKey the greatest stored key, if the number is a new one
   */
  record Renewal(int number, long lastKey) {}

  /** Keeps the number for longer, or takes a new one if another node has taken it over. */
  Renewal renew(Statements sql, long now) throws SQLException {
    return Nodes.renew(sql, node, session, now)
        ? new Renewal(node, 0)
        : new Renewal(Nodes.take(sql, session, now), Opening.lastKey(sql));
  }

  /** After the commit: keys with another number that were made before count no more. */
  void committed(Renewal renewed) {
    if (renewed.number != node) {
      log.warn(
          "this host stood still for so long that another one took its number {}; it has number {} now",
          node,
          renewed.number);
      keys.changeNode(renewed.number, renewed.lastKey);
      node = renewed.number;
    }
  }

  void release(Statements sql) throws SQLException {
    Nodes.release(sql, node, session);
  }
}
