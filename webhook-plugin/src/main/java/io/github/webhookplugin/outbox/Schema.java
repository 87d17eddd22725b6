package io.github.webhookplugin.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;

/** Brings the tables up to date, forward only, from numbered scripts. */
final class Schema {
  static final int VERSION = 1;

  private Schema() {}

  /**
   * Runs the scripts that the database has not seen, all in the caller's transaction.
   *
   * @throws StoreException if a newer plugin has been here
   */
  static void upgrade(Statements sql, SqlDialect dialect) throws SQLException {
    if (dialect == SqlDialect.POSTGRESQL) {
      // two nodes that start at once take turns
      sql.list("SELECT pg_advisory_xact_lock(7716381)", row -> 0);
    }
    int found = exists(sql, dialect) ? Integer.parseInt(meta(sql, "schema")) : 0;
    if (found > VERSION) {
      throw new StoreException(
          "the database was made by a newer version of the webhook plugin (schema " + found
              + ", this one knows " + VERSION
              + "); install that version again, or give this one another database");
    }
    for (int version = found + 1; version <= VERSION; version++) {
      run(sql, dialect.spelled(script(version)));
    }
    if (found == 0) {
      sql.update("INSERT INTO wh_meta (name, value) VALUES ('schema', ?)", String.valueOf(VERSION));
      sql.update("INSERT INTO wh_meta (name, value) VALUES ('settings', '0')");
      sql.update(
          "INSERT INTO wh_meta (name, value) VALUES ('installation', ?)",
          Long.toHexString(new SecureRandom().nextLong()));
    } else if (found < VERSION) {
      sql.update("UPDATE wh_meta SET value = ? WHERE name = 'schema'", String.valueOf(VERSION));
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

  private static void run(Statements sql, String script) throws SQLException {
    for (String statement : script.replaceAll("(?m)^--.*$", "").split(";")) {
      if (!statement.isBlank()) {
        sql.update(statement.strip());
      }
    }
  }

  private static String script(int version) {
    String name = String.format("/outbox/schema-%03d.sql", version);
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
