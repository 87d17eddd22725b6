package io.github.webhookplugin;

import io.github.webhookplugin.api.HostContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.Driver;

class PostgresqlCanaryTest extends CanaryContract {
  private static EmbeddedPostgres server;
  private static int databases;

  private String database = "";

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  HostContext.Builder context() {
    database = "canary" + databases++;
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return super.context().jdbcUrl(server.getJdbcUrl("postgres", database));
  }

  @Override
  Connection connect() throws SQLException {
    return connect(database);
  }

  /** Past the list of drivers: a plugin that stops takes its own off. */
  private static Connection connect(String name) throws SQLException {
    return new Driver().connect(server.getJdbcUrl("postgres", name), new Properties());
  }
}
