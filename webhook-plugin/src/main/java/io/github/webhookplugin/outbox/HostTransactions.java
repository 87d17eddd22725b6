package io.github.webhookplugin.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Stores events with a connection of the host's own, in the transaction that it has open. The rows are free: when the
 * host commits, any node finds them. Only interfaces of {@code java.sql}: the driver may be of another class loader.
 * Shared between threads.
 */
public final class HostTransactions {
  private static final String INSTALLATION =
      "SELECT value FROM wh_meta WHERE name = 'installation'";

  private final Database database;
  private final Clock clock;
  private final Keys keys;
  private final String installation;

  HostTransactions(Database database, Clock clock, Keys keys, long installation) {
    this.database = database;
    this.clock = clock;
    this.keys = keys;
    this.installation = Long.toHexString(installation);
  }

  /**
   * Stores an event, or nothing at all.
   *
   * @return what its deduplication key says; only a fresh one is stored
   * @throws IllegalArgumentException if the connection is not one to our tables with a transaction
   * @throws StoreException if the database failed: the transaction is as it was before
   */
  public Admission store(NewEvent event, Connection connection) {
    try (var sql = new Statements(connection, hosts -> {})) {
      check(connection);
      Savepoint before = sql.savepoint();
      try {
        checkTables(sql);
        Admission admission = storeUnlessRepeated(event, sql);
        sql.release(before);
        return admission;
      } catch (SQLException | RuntimeException | Error e) {
        undo(sql, before, e);
        throw e;
      }
    } catch (SQLException e) {
      throw database.failed("failed in the host's transaction", e);
    }
  }

  private Admission storeUnlessRepeated(NewEvent event, Statements sql) throws SQLException {
    keys.requireMine(event.event());
    long now = clock.millis();
    Admission admission = event.once() == null
        ? Admission.FRESH
        : new Deduplication(sql, database.dialect()).admit(event, now);
    if (admission instanceof Admission.Fresh) {
      var log = new LogRows(sql);
      new Acceptance(sql, log, 0).store(List.of(event), now, now);
      log.flushUncounted();
    }
    return admission;
  }

  private void check(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalArgumentException(
          "the connection is in autocommit mode, so there is no transaction to join:"
              + " call setAutoCommit(false) first, or publish without a connection");
    }
    String product = connection.getMetaData().getDatabaseProductName();
    if (!product.equals(database.dialect().product())) {
      throw elsewhere("it leads to " + product);
    }
    Optional<String> problem = database.problemOf(connection);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  private void checkTables(Statements sql) throws SQLException {
    Optional<String> found;
    try {
      Optional<String> first = database.dialect().first();
      if (first.isPresent()) {
        sql.update(first.get());
      }
      found = sql.first(INSTALLATION, row -> row.getString(1));
    } catch (SQLException e) {
      if (!database.dialect().isNoSuchTable(e)) {
        throw e;
      }
      throw elsewhere("it sees no table wh_meta");
    }
    if (!found.equals(Optional.of(installation))) {
      throw elsewhere("its tables are another installation's");
    }
  }

  private IllegalArgumentException elsewhere(String found) {
    return new IllegalArgumentException("the connection is not to the channel's database "
        + database.place() + ": " + found
        + "; give a connection to the same database and schema, or open the channel on this one");
  }

  private static void undo(Statements sql, Savepoint before, Throwable cause) {
    try {
      sql.rollback(before);
      sql.release(before);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
