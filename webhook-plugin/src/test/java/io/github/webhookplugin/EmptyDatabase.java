package io.github.webhookplugin;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.Driver;

/**
 * A PostgreSQL database of each test's own: made when it is first asked for, dropped after the test. The server is one
 * for all tests of a JVM; the first test that needs it starts it, and it ends with the JVM. It runs as another user where
 * the tests run as root, which PostgreSQL refuses. Register it as a field that is not static.
 */
public final class EmptyDatabase implements AfterEachCallback {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Initialized at the first use. */
  private static final class Server {
    static final EmbeddedPostgres ONE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String name = "";

  /** Its name, as messages show it. */
  public String name() {
    if (name.isEmpty()) {
      String next = "test" + COUNT.incrementAndGet();
      onServer("CREATE DATABASE " + next);
      name = next;
    }
    return name;
  }

  /** With the user who may do everything. */
  public String url() {
    return Server.ONE.getJdbcUrl("postgres", name());
  }

  /** Past the list of drivers: a plugin that stops takes its own off. */
  public Connection connect() throws SQLException {
    return connect(name());
  }

  /** Also of what a test left open. */
  @Override
  public void afterEach(ExtensionContext context) {
    if (!name.isEmpty()) {
      onServer("DROP DATABASE " + name + " WITH (FORCE)");
      name = "";
    }
  }

  private static void onServer(String sql) {
    try (Connection connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Connection connect(String database) throws SQLException {
    return new Driver().connect(Server.ONE.getJdbcUrl("postgres", database), new Properties());
  }
}
