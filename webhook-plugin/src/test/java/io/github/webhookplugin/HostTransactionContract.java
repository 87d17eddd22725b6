package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PendingPublication;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.api.PublishReceipt;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Publishing in the host's own transaction, on every database. The clock stands still unless a test turns it, so
 * nothing is found by looking: what is delivered was told of.
 */
abstract class HostTransactionContract extends OpenChannel {
  private Connection host;

  /** Where the host has its own tables, and the channel its own. */
  abstract DataSource hosts();

  /** A database that is not the channel's. */
  abstract DataSource elsewhere();

  /** Makes every insert of an event fail. */
  abstract List<String> breaking();

  @BeforeEach
  void connect() throws SQLException {
    configure(service("Orders", "/orders", "concurrency", 1, "body", "\"{{title}}\""));
    host = hosts().getConnection();
    run(host, "CREATE TABLE orders (n INTEGER)");
    host.setAutoCommit(false);
  }

  @AfterEach
  void disconnect() throws SQLException {
    host.close();
  }

  @Test
  void what_is_committed_is_delivered_at_once_when_the_host_says_so() throws SQLException {
    PendingPublication pending = webhooks.publish(titled("a"), host);

    assertThat(pending.receipt()).extracting(PublishReceipt::deliveries).isEqualTo(1);
    host.commit();
    pending.committed();

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt().eventId()).isEqualTo(pending.receipt().eventId());
    assertThat(got().body()).isEqualTo("\"a\"");
    pending.committed();
    assertThat(log()).hasSize(1);
  }

  @Test
  void what_is_committed_is_found_soon_when_the_host_says_nothing() throws SQLException {
    webhooks.publish(titled("a"), host);
    host.commit();

    clock.forward(Duration.ofMillis(500));

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void what_is_rolled_back_never_was_whatever_the_host_says() throws SQLException {
    PendingPublication pending = webhooks.publish(titled("a"), host);
    host.rollback();
    pending.committed();
    webhooks.publish(titled("b"));
    receipt();
    clock.forward(Duration.ofMinutes(10));
    webhooks.publish(titled("c"));

    receipts(2);
    assertThat(receiver.got()).extracting(Receiver.Got::body).containsExactly("\"b\"", "\"c\"");
    assertThat(log()).hasSize(2);
    assertThat(count("wh_event")).isEqualTo(2);
  }

  @Test
  void what_is_said_to_be_committed_before_it_is_goes_out_after_the_commit() throws SQLException {
    PendingPublication pending = webhooks.publish(titled("a"), host);
    pending.committed();
    assertThat(receiver.got()).isEmpty();
    host.commit();

    clock.forward(Duration.ofMillis(500));

    got(1);
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void a_host_that_dies_before_the_commit_has_published_nothing() throws SQLException {
    webhooks.publish(titled("a"), host);
    run(host, "INSERT INTO orders VALUES (1)");
    die(host);

    clock.forward(Duration.ofMinutes(10));
    webhooks.publish(titled("b"));

    receipt();
    assertThat(receiver.got()).extracting(Receiver.Got::body).containsExactly("\"b\"");
    assertThat(count("orders")).isZero();
  }

  @Test
  void the_hosts_row_and_its_event_stand_or_fall_together() throws SQLException {
    run(host, "INSERT INTO orders VALUES (1)");
    PendingPublication first = webhooks.publish(titled("1"), host);
    host.commit();
    first.committed();
    run(host, "INSERT INTO orders VALUES (2)");
    webhooks.publish(titled("2"), host);
    host.rollback();

    receipt();
    assertThat(count("orders")).isEqualTo(1);
    assertThat(count("wh_event")).isEqualTo(1);
  }

  @Test
  void many_of_one_transaction_arrive_in_their_order() throws SQLException {
    var pending = new ArrayList<PendingPublication>();
    var titles = new ArrayList<String>();
    for (int i = 0; i < 300; i++) {
      pending.add(webhooks.publish(titled("t" + i), host));
      titles.add("\"t" + i + "\"");
      clock.forward(Duration.ofMillis(1));
    }
    host.commit();
    pending.forEach(PendingPublication::committed);

    receipts(300);
    assertThat(receiver.got()).extracting(Receiver.Got::body).containsExactlyElementsOf(titles);
  }

  @Test
  void events_of_a_transaction_go_together_where_a_service_wants_batches() throws SQLException {
    configure(service("Batched", "/batched", "batchSize", 3, "batchWait", 30));
    var pending = new ArrayList<PendingPublication>();
    for (int i = 0; i < 6; i++) {
      pending.add(webhooks.publish(titled("t" + i), host));
    }
    host.commit();
    pending.forEach(PendingPublication::committed);

    receipts(6);
    assertThat(receiver.got("/batched"))
        .hasSize(2)
        .allSatisfy(request ->
            assertThat(request.body()).containsPattern("(?s)\"t[03]\".*\"t[14]\".*\"t[25]\""));
  }

  @Test
  void the_connection_is_left_as_it_was() throws SQLException {
    int isolation = host.getTransactionIsolation();

    webhooks.publish(titled("a"), host);

    assertThat(host.isClosed()).isFalse();
    assertThat(host.getAutoCommit()).isFalse();
    assertThat(host.getTransactionIsolation()).isEqualTo(isolation);
    assertThat(count("wh_event")).as("nothing is committed by us").isZero();
  }

  @Test
  void a_failure_of_ours_leaves_the_hosts_transaction_usable() throws SQLException {
    try (Connection admin = hosts().getConnection()) {
      for (String statement : breaking()) {
        run(admin, statement);
      }
    }
    run(host, "INSERT INTO orders VALUES (1)");

    PublishException refused =
        catchThrowableOfType(PublishException.class, () -> webhooks.publish(titled("a"), host));

    assertThat(refused.reason()).isEqualTo(Reason.STORE);
    assertThat(refused).hasMessageContaining("disk full");
    run(host, "INSERT INTO orders VALUES (2)");
    host.commit();
    assertThat(count("orders")).isEqualTo(2);
    assertThat(count("wh_event")).isZero();
    assertThat(count("wh_queue")).isZero();
  }

  @Test
  void a_connection_in_autocommit_mode_is_refused() throws SQLException {
    host.setAutoCommit(true);

    assertThatThrownBy(() -> webhooks.publish(titled("a"), host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("autocommit")
        .hasMessageContaining("setAutoCommit(false)");
    assertThat(count("wh_event")).isZero();
  }

  @Test
  void a_connection_to_another_database_is_refused_and_stays_usable() throws SQLException {
    try (Connection other = elsewhere().getConnection()) {
      other.setAutoCommit(false);
      run(other, "CREATE TABLE orders (n INTEGER)");

      assertThatThrownBy(() -> webhooks.publish(titled("a"), other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not to the channel's database")
          .hasMessageContaining("wh_meta");

      run(other, "CREATE TABLE wh_meta (name VARCHAR(64), value VARCHAR(200))");
      run(other, "INSERT INTO wh_meta VALUES ('installation', '1')");
      assertThatThrownBy(() -> webhooks.publish(titled("a"), other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another installation");
      run(other, "INSERT INTO orders VALUES (1)");
      other.rollback();
    }
  }

  @Test
  void a_broken_connection_is_an_error_of_the_store() throws SQLException {
    host.close();

    assertThat(
            catchThrowableOfType(PublishException.class, () -> webhooks.publish(titled("a"), host))
                .reason())
        .isEqualTo(Reason.STORE);
  }

  @Test
  void a_deduplication_key_goes_with_the_transaction() throws SQLException {
    webhooks.publish(keyed("a", "first"), host);
    host.rollback();
    PendingPublication second = webhooks.publish(keyed("a", "second"), host);
    PendingPublication third = webhooks.publish(keyed("a", "third"), host);
    host.commit();
    second.committed();
    third.committed();

    assertThat(second.receipt().duplicate()).isFalse();
    assertThat(third.receipt()).isEqualTo(PublishReceipt.duplicateOf("second"));
    assertThat(webhooks.publish(keyed("a", "fourth")))
        .isEqualTo(PublishReceipt.duplicateOf("second"));
    receipt();
    assertThat(log()).hasSize(1);
    assertThat(count("wh_event")).isEqualTo(1);
  }

  @Test
  void what_is_skipped_is_logged_with_the_commit_and_counted_and_told_once_the_host_says_so()
      throws Exception {
    apply(Map.of("enabled", false));

    PendingPublication rolledBack = webhooks.publish(titled("a"), host);
    host.rollback();
    rolledBack.committed();
    PendingPublication pending = webhooks.publish(titled("b"), host);
    host.commit();
    assertThat(count(State.SKIPPED)).isEqualTo(1);
    assertThat(count("wh_tally")).isZero();
    pending.committed();

    assertThat(pending.receipt().skipped()).isEqualTo(1);
    assertThat(receipt().outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(receipt().eventId()).isEqualTo(pending.receipt().eventId());
    assertThat(count("wh_tally")).isEqualTo(1);
    assertThat(receipts).hasSize(1);
  }

  @Test
  void an_event_that_is_too_large_is_refused() {
    var large = NotificationEvent.of("t").message("x".repeat(1 << 20)).build();

    assertThat(catchThrowableOfType(PublishException.class, () -> webhooks.publish(large, host))
            .reason())
        .isEqualTo(Reason.INVALID);
  }

  @Test
  void what_is_committed_while_the_plugin_is_stopped_is_delivered_after_the_next_start()
      throws SQLException {
    PendingPublication pending = webhooks.publish(titled("a"), host);
    webhooks.stop(BOUND);
    assertThat(
            catchThrowableOfType(PublishException.class, () -> webhooks.publish(titled("b"), host))
                .reason())
        .isEqualTo(Reason.CLOSED);
    host.commit();
    pending.committed();

    start();

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receiver.got()).hasSize(1);
  }

  /** Ends the connection as the death of its process would. */
  void die(Connection connection) throws SQLException {
    connection.close();
  }

  int count(String table) throws SQLException {
    try (Connection connection = hosts().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static NotificationEvent titled(String title) {
    return NotificationEvent.of("order.paid").title(title).build();
  }

  private static NotificationEvent keyed(String key, String id) {
    return NotificationEvent.of("order.paid").id(id).deduplicationKey(key).build();
  }
}
