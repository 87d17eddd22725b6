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
  /** As in db-scheduler's documentation, without the index for priorities, which are not used. */
  private static final String TABLE = """
      CREATE TABLE scheduled_tasks (
        task_name TEXT NOT NULL,
        task_instance TEXT NOT NULL,
        task_data BYTEA,
        execution_time TIMESTAMP WITH TIME ZONE NOT NULL,
        picked BOOLEAN NOT NULL,
        picked_by TEXT,
        last_success TIMESTAMP WITH TIME ZONE,
        last_failure TIMESTAMP WITH TIME ZONE,
        consecutive_failures INT,
        last_heartbeat TIMESTAMP WITH TIME ZONE,
        version BIGINT NOT NULL,
        priority SMALLINT,
        PRIMARY KEY (task_name, task_instance));
      CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
      CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
      """;

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
    execute(TABLE);
  }

  String jdbcUrl() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** Does now what would otherwise happen during another side's turn. */
  void tidy() throws SQLException {
    execute("VACUUM ANALYZE scheduled_tasks");
    execute("CHECKPOINT");
  }

  private void execute(String sql) throws SQLException {
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
