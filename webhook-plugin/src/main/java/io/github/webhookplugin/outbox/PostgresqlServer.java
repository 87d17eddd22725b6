package io.github.webhookplugin.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Connections to PostgreSQL by the driver inside the plugin. Loaded only when it is used. */
final class PostgresqlServer implements ConnectionSource {
  private final String url;

  PostgresqlServer(String url) {
    this.url = url;
  }

  @Override
  public Connection connect() throws SQLException {
    var settings = new Properties();
    settings.setProperty("reWriteBatchedInserts", "true");
    settings.setProperty("ApplicationName", "webhook-plugin");
    // its exceptions would repeat the values of a statement: whole events
    settings.setProperty("logServerErrorDetail", "false");
    settings.setProperty("connectTimeout", "10");
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("socketTimeout", "30");
    Connection connection = new org.postgresql.Driver().connect(url, settings);
    if (connection == null) {
      throw new SQLException("the PostgreSQL driver does not take this JDBC URL");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET " + ConnectionSettings.LET_GO + " = 10000");
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  @Override
  public String place() {
    return ConnectionSource.withoutCredentials(url);
  }

  /**
   * The driver registers itself when it is loaded; undone so that the plugin's class loader can go. A driver on
   * the host's own class path is the host's.
   */
  @Override
  public void close() {
    try {
      boolean ours =
          org.postgresql.Driver.class.getClassLoader() != ClassLoader.getSystemClassLoader();
      if (ours && org.postgresql.Driver.isRegistered()) {
        org.postgresql.Driver.deregister();
      }
    } catch (SQLException e) {
      throw new StoreException("the PostgreSQL driver could not be deregistered", e);
    }
  }
}
