package io.github.webhookplugin.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Opens connections to one database. Never through {@code DriverManager}, which would keep the plugin's class
 * loader alive and cannot see drivers inside it anyway.
 */
public final class Database implements AutoCloseable {
  private final SqlDialect dialect;
  private final ConnectionSource source;

  private Database(SqlDialect dialect, ConnectionSource source) {
    this.dialect = dialect;
    this.source = source;
  }

  /**
   * Takes hold of a database without connecting yet.
   *
   * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql:...}; may hold a password
   * @param workDirectory where SQLite's native library is unpacked
   * @throws StoreException if another process uses the file, or it cannot be made
   */
  public static Database of(String jdbcUrl, Path workDirectory) {
    SqlDialect dialect = SqlDialect.of(jdbcUrl);
    return new Database(
        dialect,
        dialect == SqlDialect.POSTGRESQL
            ? new PostgresqlServer(jdbcUrl)
            : SqliteFile.of(jdbcUrl, workDirectory));
  }

  /**
   * Uses the host's own pool, which says itself what it leads to. Two of its connections are held for as long as the
   * plugin runs.
   *
   * @throws StoreException if it gives no connection, leads to another kind of database, or to a file in use
   */
  public static Database of(DataSource hosts) {
    HostPool pool = HostPool.of(hosts);
    return new Database(pool.dialect(), pool);
  }

  SqlDialect dialect() {
    return dialect;
  }

  /** What an operator may read of where the data lies: a path, or host and database without credentials. */
  public String place() {
    return source.place();
  }

  /** What went wrong and what to do about it. */
  StoreException failed(String what, SQLException cause) {
    SQLException fault = StoreFaults.withoutValues(cause);
    return new StoreException(sentence(what, fault), fault, false);
  }

  /** The answer to a commit did not come. */
  StoreException undecided(SQLException cause) {
    SQLException fault = StoreFaults.withoutValues(cause);
    return new StoreException(sentence("failed while it committed", fault), fault, true);
  }

  private String sentence(String what, SQLException cause) {
    return "the database " + place() + " " + what + ": " + cause.getMessage() + " ("
        + StoreFaults.advice(dialect, cause) + ")";
  }

  /** A connection that commits when told, synced to disk at every commit. */
  Connection connect() throws SQLException {
    return source.connect();
  }

  /** Why a connection of the host's must not be used beside ours; empty: nothing speaks against it. */
  Optional<String> problemOf(Connection hosts) throws SQLException {
    return source.problemOf(hosts);
  }

  /** The same to work with; it goes back where it came from when closed. */
  Statements statements() throws SQLException {
    return new Statements(source.connect(), source::giveBack);
  }

  @Override
  public void close() {
    source.close();
  }
}
