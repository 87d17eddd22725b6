package io.github.webhookplugin.outbox;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything in which the databases differ. */
enum SqlDialect {
  SQLITE("SQLite", "BLOB", "INTEGER", "WITHOUT ROWID", "", true, null),
  POSTGRESQL(
      "PostgreSQL",
      "BYTEA",
      "BIGINT",
      "",
      " FOR UPDATE SKIP LOCKED",
      false,
      "SELECT CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)");

  private final String product;
  private final String blob;
  private final String key;
  private final String clustered;
  private final String skipLocked;
  private final boolean singleOwner;
  private final @Nullable String clock;

  SqlDialect(
      String product,
      String blob,
      String key,
      String clustered,
      String skipLocked,
      boolean singleOwner,
      @Nullable String clock) {
    this.product = product;
    this.blob = blob;
    this.key = key;
    this.clustered = clustered;
    this.skipLocked = skipLocked;
    this.singleOwner = singleOwner;
    this.clock = clock;
  }

  static SqlDialect of(String jdbcUrl) {
    if (jdbcUrl.startsWith("jdbc:sqlite:")) {
      return SQLITE;
    }
    if (jdbcUrl.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    // the rest of the URL may hold a password
    String scheme = jdbcUrl.replaceFirst("^(jdbc:[A-Za-z0-9]*).*$", "$1");
    throw new StoreException(
        "the JDBC URL must start with jdbc:sqlite: or jdbc:postgresql:, starts with "
            + (scheme.startsWith("jdbc:") ? scheme + ":" : "something else"));
  }

  /** What its drivers call it, {@code DatabaseMetaData.getDatabaseProductName()}. */
  String product() {
    return product;
  }

  /** A schema script in this database's words. */
  String spelled(String script) {
    return script
        .replace("${blob}", blob)
        .replace("${key}", key)
        .replace("${clustered}", clustered);
  }

  /** Whether a column of UTF-8 text, stored as bytes, holds a text; its place takes a pattern of LIKE, escaped by {@code !}. */
  String holds(String column) {
    return this == POSTGRESQL
        ? "convert_from(" + column + ", 'UTF8') ILIKE ? ESCAPE '!'"
        : "CAST(" + column + " AS TEXT) LIKE ? ESCAPE '!'";
  }

  /** Ends the inner SELECT of a claim. */
  String skipLocked() {
    return skipLocked;
  }

  /**
   * What a transaction that writes begins with, if anything. On SQLite a statement that changes nothing takes the lock
   * for writing and waits for it; asked for later, after reading, it would be refused at once while somebody else
   * writes, or has written meanwhile.
   */
  Optional<String> first() {
    return this == SQLITE ? Optional.of("DELETE FROM wh_meta WHERE name = ''") : Optional.empty();
  }

  /** Whether a statement failed because the table is not there. */
  boolean isNoSuchTable(SQLException failure) {
    return this == POSTGRESQL
        ? "42P01".equals(failure.getSQLState())
        : String.valueOf(failure.getMessage()).contains("no such table");
  }

  /** Whether a transaction waits for a row that another one has written, and not for the whole database. */
  boolean rowLocks() {
    return this == POSTGRESQL;
  }

  /** Ends a SELECT of rows that this transaction is about to change. */
  String forUpdate() {
    return rowLocks() ? " FOR UPDATE" : "";
  }

  /** Whether one process at a time uses the database, so that every lease found at start is its own old one. */
  boolean singleOwner() {
    return singleOwner;
  }

  /** Asks for the database's time in milliseconds since 1970; null where the host's own clock counts. */
  @Nullable
  String clock() {
    return clock;
  }
}
