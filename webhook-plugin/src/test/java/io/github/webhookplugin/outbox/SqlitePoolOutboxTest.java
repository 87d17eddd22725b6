package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The store in a SQLite file that it reaches by the host's own driver. */
class SqlitePoolOutboxTest extends OutboxContract {
  @TempDir
  Path folder;

  @Override
  Database database() {
    return Database.of(pool("jdbc:sqlite:" + folder.resolve("app.db")));
  }

  @Test
  void a_second_host_on_the_same_file_is_refused() {
    assertThatThrownBy(this::database)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("app.db")
        .hasMessageContaining("in use");
    assertThatThrownBy(
            () -> Database.of("jdbc:sqlite:" + folder.resolve("app.db"), folder.resolve("work")))
        .hasMessageContaining("in use");
  }

  @Test
  void a_database_in_memory_is_refused() {
    assertThatThrownBy(() -> Database.of(pool("jdbc:sqlite::memory:")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("without a file");
  }

  @Test
  void another_kind_of_database_is_refused_by_its_name() throws SQLException {
    try (var lending = new LendingPool("jdbc:sqlite:" + folder.resolve("other.db"))) {
      lending.product = "MySQL";

      assertThatThrownBy(() -> Database.of(lending))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("MySQL")
          .hasMessageContaining("PostgreSQL or SQLite")
          .hasMessageContaining("jdbcUrl");
      assertThat(lending.out).as("given back").isZero();
    }
  }

  @Test
  void a_pool_that_gives_nothing_is_said_to_give_nothing() {
    assertThatThrownBy(() -> Database.of(pool("jdbc:sqlite:" + folder)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("gives no connection");
  }

  @Test
  void a_connection_is_synced_while_it_is_lent_and_given_back_as_it_was() throws SQLException {
    try (var lending = new LendingPool("jdbc:sqlite:" + folder.resolve("lent.db"))) {
      set(lending.connection, "busy_timeout", 17);
      set(lending.connection, "synchronous", 1);
      try (Database lent = Database.of(lending)) {
        Statements sql = lent.statements();
        assertThat(get(lending.connection, "synchronous")).as("FULL").isEqualTo(2);
        assertThat(get(lending.connection, "busy_timeout")).isEqualTo(10_000);
        assertThat(lending.connection.getAutoCommit()).isFalse();
        sql.close();
      }

      assertThat(get(lending.connection, "synchronous")).isEqualTo(1);
      assertThat(get(lending.connection, "busy_timeout")).isEqualTo(17);
      assertThat(lending.connection.getAutoCommit()).isTrue();
      assertThat(lending.out).isZero();
    }
  }

  @Test
  void a_transaction_has_the_file_to_itself_before_it_reads() throws SQLException {
    try (var host = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"))) {
      set(host, "busy_timeout", 0);
      run(host, "CREATE TABLE orders (n INTEGER)");

      outbox.transaction(() -> {
        assertThatThrownBy(() -> run(host, "INSERT INTO orders VALUES (1)"))
            .as("it would make what was read old, and the write below fail")
            .hasMessageContaining("SQLITE_BUSY");
        return outbox.settingsVersion();
      });

      run(host, "INSERT INTO orders VALUES (1)");
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void set(Connection connection, String name, int value) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA " + name + "=" + value);
    }
  }

  private static int get(Connection connection, String name) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA " + name)) {
      return row.getInt(1);
    }
  }

  static SQLiteDataSource pool(String url) {
    var pool = new SQLiteDataSource();
    pool.setUrl(url);
    return pool;
  }
}
