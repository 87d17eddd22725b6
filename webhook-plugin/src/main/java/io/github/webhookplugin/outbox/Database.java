package io.github.webhookplugin.outbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one database. Never through {@code DriverManager}, which would keep the plugin's class
 * loader alive and cannot see drivers inside it anyway.
 */
public final class Database implements AutoCloseable {
  private final SqlDialect dialect;
  private final String url;
  private final @Nullable OwnedFile file;

  private Database(SqlDialect dialect, String url, @Nullable OwnedFile file) {
    this.dialect = dialect;
    this.url = url;
    this.file = file;
  }

  /**
   * Takes hold of a database without connecting yet.
   *
   * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql:...}; may hold a password
   * @param workDirectory where SQLite's native library is unpacked
   * @throws StoreException if another process uses the file, or it cannot be made
   */
  public static Database of(String jdbcUrl, Path workDirectory) {
    SqlDialect dialect = SqlDialect.of(jdbcUrl);
    if (dialect == SqlDialect.POSTGRESQL) {
      return new Database(dialect, jdbcUrl, null);
    }
    Path path = Path.of(jdbcUrl.substring("jdbc:sqlite:".length())).toAbsolutePath();
    return new Database(dialect, "jdbc:sqlite:" + path, OwnedFile.take(path, workDirectory));
  }

  SqlDialect dialect() {
    return dialect;
  }

  /** What an operator may read of where the data lies: a path, or host and database without credentials. */
  public String place() {
    return file == null
        ? url.replaceFirst("\\?.*$", "").replaceFirst("//[^/@]*@", "//")
        : file.path.toString();
  }

  /** A connection that commits when told, synced to disk at every commit. */
  Connection connect() throws SQLException {
    Connection connection =
        file == null ? PostgreSql.connect(url) : Sqlite.connect(url, file.path, file.natives);
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public void close() {
    if (file == null) {
      PostgreSql.forget();
    } else {
      file.close();
    }
  }

  /** Loaded only when a SQLite file is used. */
  private static final class Sqlite {
    private static final Object LOADING = new Object();

    static Connection connect(String url, Path path, Path natives) throws SQLException {
      // sqlite-jdbc reads the place to unpack its library from a system property of the whole JVM:
      // lend it one
      synchronized (LOADING) {
        String before = System.getProperty("org.sqlite.tmpdir");
        System.setProperty("org.sqlite.tmpdir", natives.toString());
        try {
          return opened(
              new org.sqlite.jdbc4.JDBC4Connection(url, path.toString(), new Properties()));
        } finally {
          if (before == null) {
            System.clearProperty("org.sqlite.tmpdir");
          } else {
            System.setProperty("org.sqlite.tmpdir", before);
          }
        }
      }
    }

    private static Connection opened(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout=10000");
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
        statement.execute("PRAGMA wal_autocheckpoint=8000");
        statement.execute("PRAGMA journal_size_limit=67108864");
        statement.execute("PRAGMA temp_store=MEMORY");
        statement.execute("PRAGMA cache_size=-65536");
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return connection;
    }
  }

  /** Loaded only when PostgreSQL is used. */
  private static final class PostgreSql {
    static Connection connect(String url) throws SQLException {
      var settings = new Properties();
      settings.setProperty("reWriteBatchedInserts", "true");
      settings.setProperty("ApplicationName", "webhook-plugin");
      settings.setProperty("connectTimeout", "10");
      settings.setProperty("tcpKeepAlive", "true");
      settings.setProperty("socketTimeout", "30");
      Connection connection = new org.postgresql.Driver().connect(url, settings);
      if (connection == null) {
        throw new SQLException("the PostgreSQL driver does not take this JDBC URL");
      }
      return connection;
    }

    /**
     * The driver registers itself when it is loaded; undone so that the plugin's class loader can go. A driver on
     * the host's own class path is the host's.
     */
    static void forget() {
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

  /** A database file that this process alone uses, told to others by a lock on a file beside it. */
  private record OwnedFile(Path path, Path natives, FileChannel channel, FileLock lock) {
    static OwnedFile take(Path path, Path workDirectory) {
      Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
      FileChannel channel = null;
      try {
        Files.createDirectories(lockFile.getParent());
        channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
          channel.close();
          throw inUse(path);
        }
        Path natives = Files.createDirectories(workDirectory.resolve("native"));
        sweep(natives);
        return new OwnedFile(path, natives, channel, lock);
      } catch (OverlappingFileLockException e) {
        closeQuietly(channel);
        throw inUse(path);
      } catch (IOException e) {
        closeQuietly(channel);
        throw new StoreException(
            "the database file " + path + " cannot be used (" + e
                + "); check that its folder exists and can be written",
            e);
      }
    }

    void close() {
      try {
        sweep(natives);
        lock.release();
        channel.close();
      } catch (IOException e) {
        throw new StoreException("the lock on " + path + " could not be released", e);
      }
    }

    /** sqlite-jdbc leaves its unpacked library behind whenever a JVM is killed. */
    private static void sweep(Path natives) throws IOException {
      try (var files = Files.list(natives)) {
        for (Path old : files.toList()) {
          Files.deleteIfExists(old);
        }
      }
    }

    private static StoreException inUse(Path path) {
      return new StoreException(
          "the database file " + path
              + " is in use by another host; give each host its own data directory, or share a PostgreSQL database");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
      if (channel != null) {
        try {
          channel.close();
        } catch (IOException ignored) {
          // the first failure is the one to report
        }
      }
    }
  }
}
