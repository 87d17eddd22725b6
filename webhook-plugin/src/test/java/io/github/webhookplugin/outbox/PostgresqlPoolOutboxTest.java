package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.webhookplugin.EmptyDatabase;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** The store in a PostgreSQL database that it reaches by the host's pool. */
class PostgresqlPoolOutboxTest extends OutboxContract {
  @RegisterExtension
  final EmptyDatabase own = new EmptyDatabase();

  private HikariDataSource pool;

  @Override
  Database database() {
    var config = new HikariConfig();
    config.setJdbcUrl(own.url());
    config.setMaximumPoolSize(4);
    pool = new HikariDataSource(config);
    return Database.of(pool);
  }

  @Override
  @AfterEach
  void close() {
    super.close();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections())
        .as("all given back")
        .isZero();
    pool.close();
  }

  @Test
  void two_connections_of_the_pool_are_held_and_no_more() {
    log.pending();
    claim(1);

    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(2);
  }

  @Test
  void a_connection_that_broke_is_replaced() throws Exception {
    try (Connection admin = pool.getConnection();
        var statement = admin.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    assertThatThrownBy(() -> accept(NewEvent.Hold.FREE)).isInstanceOf(StoreException.class);
    accept(NewEvent.Hold.FREE);

    assertThat(claim(10)).hasSize(1);
  }

  @Test
  void a_connection_is_given_back_as_it_was_lent() throws Exception {
    for (boolean autoCommit : new boolean[] {true, false}) {
      try (var lending = new LendingPool(own.url())) {
        lending.connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        lending.connection.setAutoCommit(autoCommit);
        try (Database lent = Database.of(lending)) {
          Statements sql = lent.statements();
          assertThat(lending.connection.getAutoCommit()).isFalse();
          assertThat(sql.list("SHOW transaction_isolation", row -> row.getString(1)))
              .containsExactly("read committed");
          sql.close();
        }

        assertThat(lending.connection.getAutoCommit()).isEqualTo(autoCommit);
        assertThat(lending.connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(lending.out).as("given back").isZero();
      }
    }
  }

  @Test
  void its_place_shows_no_password() {
    var secret = new PGSimpleDataSource();
    secret.setUrl(own.url() + "&password=hunter2");

    try (Database over = Database.of((DataSource) secret)) {
      assertThat(over.place()).startsWith("jdbc:postgresql://").doesNotContain("hunter2");
    }
  }
}
