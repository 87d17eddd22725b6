package io.github.webhookplugin.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Connections to SQLite files with the driver inside the plugin's JAR. */
final class Sqlite {
  private static final String NATIVE_LIBRARY = "org.sqlite.tmpdir";

  private Sqlite() {}

  /** Opens or makes a file; the driver's native library is unpacked beside it. */
  static Connection connect(Path file) throws SQLException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    System.setProperty(NATIVE_LIBRARY, folder.toString());
    try {
      return DriverManager.getConnection("jdbc:sqlite:" + file);
    } finally {
      System.clearProperty(NATIVE_LIBRARY);
    }
  }

  /** Sets pragmas, each as {@code name=value}. */
  static void set(Connection connection, String... pragmas) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String pragma : pragmas) {
        statement.execute("PRAGMA " + pragma);
      }
    }
  }
}
