package io.github.webhookplugin.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections out of the host's own pool. They are set up for the store and given back as they came. Only interfaces
 * of {@code java.sql}: the driver is the host's, of another class loader.
 */
final class HostPool implements ConnectionSource {
  private final DataSource hosts;
  private final SqlDialect dialect;
  private final String place;
  private final @Nullable OwnedFile file;
  private final Map<Connection, ConnectionSettings> lent =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private HostPool(DataSource hosts, SqlDialect dialect, String place, @Nullable OwnedFile file) {
    this.hosts = hosts;
    this.dialect = dialect;
    this.place = place;
    this.file = file;
  }

  /** Looks at what the pool leads to. */
  static HostPool of(DataSource hosts) {
    try (Connection connection = hosts.getConnection()) {
      DatabaseMetaData about = connection.getMetaData();
      String product = about.getDatabaseProductName();
      if (product.equals(SqlDialect.POSTGRESQL.product())) {
        String url = ConnectionSource.withoutCredentials(Objects.toString(about.getURL(), product));
        return new HostPool(hosts, SqlDialect.POSTGRESQL, url, null);
      }
      if (product.equals(SqlDialect.SQLITE.product())) {
        Path path = file(connection);
        return new HostPool(hosts, SqlDialect.SQLITE, path.toString(), OwnedFile.take(path));
      }
      throw new StoreException("the data source leads to " + product
          + "; the plugin stores in PostgreSQL or SQLite: give another data source, or leave it out and give a"
          + " jdbcUrl or neither");
    } catch (SQLException e) {
      throw new StoreException("the data source gives no connection: " + e.getMessage(), e);
    }
  }

  SqlDialect dialect() {
    return dialect;
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = hosts.getConnection();
    try {
      lent.put(connection, ConnectionSettings.change(connection, dialect));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  @Override
  public void giveBack(Connection connection) throws SQLException {
    ConnectionSettings usual = lent.remove(connection);
    try (connection) {
      if (usual != null && !connection.isClosed()) {
        usual.restore(connection);
      }
    }
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private static Path file(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var databases = statement.executeQuery("PRAGMA database_list")) {
      while (databases.next()) {
        String file = databases.getString("file");
        if (databases.getString("name").equals("main") && file != null && !file.isEmpty()) {
          return Path.of(file).toAbsolutePath();
        }
      }
    }
    throw new StoreException(
        "the data source leads to a SQLite database without a file: what is accepted must survive a crash; give a file");
  }
}
