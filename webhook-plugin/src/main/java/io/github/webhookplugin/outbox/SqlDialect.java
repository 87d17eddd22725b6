package io.github.webhookplugin.outbox;

/** Everything in which the databases differ. */
enum SqlDialect {
  SQLITE("SQLite", "BLOB", "INTEGER", "WITHOUT ROWID", "", true),
  POSTGRESQL("PostgreSQL", "BYTEA", "BIGINT", "", " FOR UPDATE SKIP LOCKED", false);

  private final String product;
  private final String blob;
  private final String key;
  private final String clustered;
  private final String skipLocked;
  private final boolean singleOwner;

  SqlDialect(
      String product,
      String blob,
      String key,
      String clustered,
      String skipLocked,
      boolean singleOwner) {
    this.product = product;
    this.blob = blob;
    this.key = key;
    this.clustered = clustered;
    this.skipLocked = skipLocked;
    this.singleOwner = singleOwner;
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

  /** Ends the inner SELECT of a claim. */
  String skipLocked() {
    return skipLocked;
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
}
