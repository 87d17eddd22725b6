package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PendingPublication;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** In a PostgreSQL database that channel and host reach by connections of their own. */
class PostgresqlHostTransactionTest extends HostTransactionContract {
  @RegisterExtension
  final EmptyDatabase database = new EmptyDatabase();

  @RegisterExtension
  final EmptyDatabase another = new EmptyDatabase();

  @Override
  HostContext.Builder context() {
    return super.context().jdbcUrl(database.url());
  }

  @Override
  DataSource hosts() {
    return source(database);
  }

  @Override
  DataSource elsewhere() {
    return source(another);
  }

  @Override
  List<String> breaking() {
    return List.of(
        "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$",
        "CREATE TRIGGER broken BEFORE INSERT ON wh_queue FOR EACH ROW EXECUTE FUNCTION broken()");
  }

  /** The server ends it, so the client cannot say goodbye. */
  @Override
  void die(Connection connection) throws SQLException {
    int backend = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    try (Connection admin = hosts().getConnection()) {
      run(admin, "SELECT pg_terminate_backend(" + backend + ", 5000)");
    }
    assertThat(connection.isValid(1)).isFalse();
  }

  @Test
  void an_open_transaction_keeps_nobody_else_waiting() throws Exception {
    apply(Map.of("enabled", false));
    try (Connection open = hosts().getConnection()) {
      open.setAutoCommit(false);
      PendingPublication pending = webhooks.publish(titled("held"), open);

      webhooks.publishAsync(titled("skipped too")).get(5, TimeUnit.SECONDS);
      apply(Map.of("enabled", true));
      webhooks.publishAsync(titled("sent")).get(5, TimeUnit.SECONDS);

      receipts(2);
      assertThat(receiver.got()).hasSize(1);
      open.commit();
      pending.committed();
    }
    assertThat(receipts(3)).hasSize(3);
  }

  @Test
  void a_deduplication_key_in_an_open_transaction_refuses_that_event_alone_for_now()
      throws Exception {
    var keyed = NotificationEvent.of("order.paid").deduplicationKey("a");
    try (Connection open = hosts().getConnection()) {
      open.setAutoCommit(false);
      webhooks.publish(keyed.build(), open);
      var again = NotificationEvent.of("order.paid").deduplicationKey("a").build();

      PublishException refused =
          catchThrowableOfType(PublishException.class, () -> webhooks.publish(again));

      assertThat(refused.reason()).isEqualTo(Reason.BUSY);
      assertThat(refused).hasMessageContaining("deduplication key");
      assertThat(webhooks.publish(titled("without")).deliveries()).isEqualTo(1);
      open.rollback();
      assertThat(webhooks.publish(again).duplicate()).isFalse();
    }
    assertThat(receipts(2)).hasSize(2);
  }

  @Test
  void another_schema_than_the_channels_is_refused() throws SQLException {
    try (Connection connection = hosts().getConnection()) {
      run(connection, "CREATE SCHEMA app");
      run(connection, "SET search_path = app");
      connection.setAutoCommit(false);

      assertThatThrownBy(() -> webhooks.publish(titled("a"), connection))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("schema");
    }
  }

  private static DataSource source(EmptyDatabase database) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.url());
    return source;
  }
}
