package io.github.webhookplugin.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/** Connections to a SQLite file by the driver inside the plugin. Loaded only when it is used. */
final class SqliteFile implements ConnectionSource {
  private static final Object LOADING = new Object();

  private final Path path;
  private final Path natives;
  private final OwnedFile owned;

  private SqliteFile(Path path, Path natives, OwnedFile owned) {
    this.path = path;
    this.natives = natives;
    this.owned = owned;
  }

  static SqliteFile of(String url, Path workDirectory) {
    Path path = Path.of(url.substring("jdbc:sqlite:".length())).toAbsolutePath();
    OwnedFile owned = OwnedFile.take(path);
    try {
      Path natives = Files.createDirectories(workDirectory.resolve("native"));
      sweep(natives);
      return new SqliteFile(path, natives, owned);
    } catch (IOException e) {
      owned.close();
      throw OwnedFile.unusable(path, e);
    }
  }

  @Override
  public Connection connect() throws SQLException {
    // sqlite-jdbc reads the place to unpack its library from a system property of the whole JVM:
    // lend it one
    synchronized (LOADING) {
      String before = System.getProperty("org.sqlite.tmpdir");
      System.setProperty("org.sqlite.tmpdir", natives.toString());
      try {
        return opened(new org.sqlite.jdbc4.JDBC4Connection(
            "jdbc:sqlite:" + path, path.toString(), new Properties()));
      } finally {
        if (before == null) {
          System.clearProperty("org.sqlite.tmpdir");
        } else {
          System.setProperty("org.sqlite.tmpdir", before);
        }
      }
    }
  }

  @Override
  public String place() {
    return path.toString();
  }

  @Override
  public void close() {
    try {
      sweep(natives);
    } catch (IOException e) {
      throw new StoreException("the folder " + natives + " could not be emptied", e);
    } finally {
      owned.close();
    }
  }

  /**
   * Only connections of the SQLite library inside the plugin: two copies of it in one process do not see each other's
   * locks, both write at once, and what one has committed is lost (sqlite.org/howtocorrupt.html, section 2.2.1).
   */
  @Override
  public Optional<String> problemOf(Connection hosts) throws SQLException {
    return hosts.isWrapperFor(org.sqlite.SQLiteConnection.class)
        ? Optional.empty()
        : Optional.of(
            "the connection is of another copy of the SQLite library than the channel's: two copies in one process"
                + " do not see each other's locks and would lose data; open the channel with"
                + " HostContext.Builder.dataSource and a data source of your own driver");
  }

  private static Connection opened(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=10000");
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("PRAGMA wal_autocheckpoint=1000");
      statement.execute("PRAGMA journal_size_limit=67108864");
      statement.execute("PRAGMA temp_store=MEMORY");
      statement.execute("PRAGMA cache_size=-8192");
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /** sqlite-jdbc leaves its unpacked library behind whenever a JVM is killed. */
  private static void sweep(Path natives) throws IOException {
    try (var files = Files.list(natives)) {
      for (Path old : files.toList()) {
        Files.deleteIfExists(old);
      }
    }
  }
}
