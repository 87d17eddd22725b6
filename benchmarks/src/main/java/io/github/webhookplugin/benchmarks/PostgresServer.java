package io.github.webhookplugin.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server for one run. The embedded one comes set to lose what it has; this one syncs every commit. */
final class PostgresServer implements AutoCloseable {
  private final EmbeddedPostgres server;

  PostgresServer(Path data) throws IOException, SQLException {
    server = EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(data.resolve("work").toFile())
        .setDataDirectory(data.resolve("database"))
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("max_wal_size", "2GB")
        .start();
    requireOn("fsync");
    requireOn("synchronous_commit");
  }

  String jdbcUrl() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** Does now what would otherwise happen during another side's turn. */
  void tidy() throws SQLException {
    execute("VACUUM ANALYZE");
    execute("CHECKPOINT");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void requireOn(String setting) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      if (!row.getString(1).equals("on")) {
        throw new IllegalStateException(
            "PostgreSQL runs with " + setting + "=" + row.getString(1) + ", which is not durable");
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
