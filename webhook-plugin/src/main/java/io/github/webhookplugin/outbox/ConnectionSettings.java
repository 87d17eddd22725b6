package io.github.webhookplugin.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a connection of the host's pool was set up before it was lent: what it is given back with. */
record ConnectionSettings(boolean autoCommit, int isolation, Map<String, String> named) {
  /** SQLite's settings of one connection. The log ahead of writes is one of the file and stays. */
  private static final Map<String, String> SQLITE = Map.of(
      "busy_timeout", "10000",
      "synchronous", "2",
      "wal_autocheckpoint", "1000",
      "journal_size_limit", "67108864",
      "cache_size", "-8192");

  /** A host that stands still in the middle of a transaction must not keep its locks from the others. */
  static final String LET_GO = "idle_in_transaction_session_timeout";

  /** Sets the connection up for the store and remembers how it was. */
  static ConnectionSettings change(Connection connection, SqlDialect dialect) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    // asking for the isolation may begin a transaction, in which it could not be changed
    connection.setAutoCommit(true);
    int isolation = connection.getTransactionIsolation();
    var named = new LinkedHashMap<String, String>();
    if (dialect == SqlDialect.SQLITE) {
      run(connection, "PRAGMA journal_mode=WAL");
      for (Map.Entry<String, String> setting : SQLITE.entrySet()) {
        named.put(setting.getKey(), ask(connection, "PRAGMA " + setting.getKey()));
        run(connection, "PRAGMA " + setting.getKey() + "=" + setting.getValue());
      }
    } else {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      named.put(LET_GO, ask(connection, "SHOW " + LET_GO));
      run(connection, "SET " + LET_GO + " = 10000");
    }
    connection.setAutoCommit(false);
    return new ConnectionSettings(autoCommit, isolation, named);
  }

  void restore(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    connection.setTransactionIsolation(isolation);
    for (Map.Entry<String, String> setting : named.entrySet()) {
      run(
          connection,
          setting.getKey().equals(LET_GO)
              ? "SET " + LET_GO + " = '" + setting.getValue() + "'"
              : "PRAGMA " + setting.getKey() + "=" + setting.getValue());
    }
    connection.setAutoCommit(autoCommit);
  }

  private static String ask(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
