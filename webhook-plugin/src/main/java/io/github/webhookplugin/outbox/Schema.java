package io.github.webhookplugin.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;

/**
 * Brings the tables up to date, forward only.
 *
 * @param scripts the resources to run, in their order; those that were released never change
 */
record Schema(List<String> scripts) {
  static final Schema CURRENT = new Schema(List.of(
      "/outbox/schema-001.sql",
      "/outbox/schema-002.sql",
      "/outbox/schema-003.sql",
      "/outbox/schema-004.sql",
      "/outbox/schema-005.sql"));

  Schema {
    scripts = List.copyOf(scripts);
  }

  /** How many scripts a database has seen that is up to date. */
  int version() {
    return scripts.size();
  }

  /**
   * Runs the scripts that the database has not seen, all in the caller's transaction: one that fails leaves the
   * database as it was.
   *
   * @throws StoreException if a newer plugin has been here
   */
  void upgrade(Statements sql, SqlDialect dialect) throws SQLException {
    if (dialect == SqlDialect.POSTGRESQL) {
      // two nodes that start at once take turns
      sql.list("SELECT pg_advisory_xact_lock(7716381)", row -> 0);
    }
    int found = exists(sql, dialect) ? Integer.parseInt(meta(sql, "schema")) : 0;
    if (found > version()) {
      throw new StoreException(
          "the database was made by a newer version of the webhook plugin (schema " + found
              + ", this one knows " + version()
              + "); install that version again, or give this one another database");
    }
    for (int next = found + 1; next <= version(); next++) {
      run(sql, next, dialect.spelled(script(scripts.get(next - 1))));
    }
    if (found == 0) {
      sql.update(
          "INSERT INTO wh_meta (name, value) VALUES ('schema', ?)", String.valueOf(version()));
      sql.update("INSERT INTO wh_meta (name, value) VALUES ('settings', '0')");
      sql.update(
          "INSERT INTO wh_meta (name, value) VALUES ('installation', ?)",
          Long.toHexString(new SecureRandom().nextLong()));
    } else if (found < version()) {
      sql.update("UPDATE wh_meta SET value = ? WHERE name = 'schema'", String.valueOf(version()));
    }
  }

  static String meta(Statements sql, String name) throws SQLException {
    return sql.first("SELECT value FROM wh_meta WHERE name = ?", row -> row.getString(1), name)
        .orElseThrow(() -> new StoreException(
            "the database has no " + name + " in its table wh_meta; is it ours?"));
  }

  private static boolean exists(Statements sql, SqlDialect dialect) throws SQLException {
    String query = dialect == SqlDialect.SQLITE
        ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'wh_meta'"
        : "SELECT COUNT(*) FROM information_schema.tables"
            + " WHERE table_schema = current_schema() AND table_name = 'wh_meta'";
    return sql.first(query, row -> row.getInt(1) > 0).orElse(false);
  }

  private static void run(Statements sql, int number, String script) throws SQLException {
    try {
      for (String statement : script.replaceAll("(?m)^--.*$", "").split(";")) {
        if (!statement.isBlank()) {
          sql.update(statement.strip());
        }
      }
    } catch (SQLException e) {
      throw new SQLException(
          "its tables cannot be brought to version " + number + " and stay as they were: "
              + e.getMessage(),
          e.getSQLState(),
          e.getErrorCode(),
          e);
    }
  }

  private static String script(String name) {
    try (InputStream in = Schema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the JAR lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the JAR's " + name + " cannot be read", e);
    }
  }
}
