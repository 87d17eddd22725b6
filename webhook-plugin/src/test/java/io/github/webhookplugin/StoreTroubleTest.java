package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A store that fails for a while. The fault is a trigger in the real database, put there over a connection of the
 * test's own: every statement that it hits fails as on a full disk.
 */
class StoreTroubleTest extends OpenChannel {
  private Connection beside;

  @BeforeEach
  void connect() throws SQLException {
    beside = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("webhook.db"));
    configure(service("Orders", "/orders"));
  }

  @AfterEach
  void disconnect() throws SQLException {
    beside.close();
  }

  @Test
  void an_event_that_cannot_be_stored_is_refused_with_the_cause_and_never_sent() {
    fail("INSERT ON wh_event");

    PublishException refused = refused();

    assertThat(refused.reason()).isEqualTo(Reason.STORE);
    assertThat(refused).hasMessageContaining("disk full").hasMessageContaining("webhook.db");
    repair();
    webhooks.publish(anEvent());
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receiver.got()).hasSize(1);
    assertThat(log()).hasSize(1);
  }

  @Test
  void all_or_nothing_of_an_event_is_kept_when_its_deliveries_cannot_be_stored() throws Exception {
    fail("INSERT ON wh_queue");

    assertThat(refused().reason()).isEqualTo(Reason.STORE);

    repair();
    try (Statement query = beside.createStatement()) {
      assertThat(query.executeQuery("SELECT COUNT(*) FROM wh_event").getInt(1)).isZero();
    }
  }

  @Test
  void what_was_delivered_meanwhile_is_logged_once_when_the_store_works_again() {
    var gate = hang();
    webhooks.publish(anEvent());
    got(1);
    fail("INSERT ON wh_log");

    gate.countDown();

    await().until(() -> webhooks.health().state() == Health.State.DEGRADED);
    assertThat(webhooks.health().message()).contains("disk full");
    assertThat(refused().reason()).isEqualTo(Reason.STORE);
    assertThat(receipts).as("told after the commit only").isEmpty();
    repair();
    assertThat(receipt().tries()).isEqualTo(1);
    await().until(() -> webhooks.health().state() == Health.State.UP);
    assertThat(count(State.DELIVERED)).isEqualTo(1);
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void a_retry_that_cannot_be_written_down_is_not_lost() {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(gate);
      return new Receiver.Reply(503, "busy");
    });
    webhooks.publish(anEvent());
    got(1);
    fail("INSERT ON wh_attempt");
    gate.countDown();
    await().until(() -> webhooks.health().state() == Health.State.DEGRADED);

    repair();
    waitingAfter(1);
    receiver.answers(200, "ok");
    clock.forward(INTERVAL);

    assertThat(receipt().tries()).isEqualTo(2);
    assertThat(got(2)).extracting(Receiver.Got::id).containsOnly(receipt().deliveryId());
  }

  @Test
  void what_was_accepted_before_the_trouble_is_delivered_during_it() {
    configure(service("Orders", "/orders", "concurrency", 1));
    var gate = hang();
    for (int i = 0; i < 20; i++) {
      webhooks.publish(anEvent());
    }
    fail("INSERT ON wh_log");

    gate.countDown();

    got(20);
    repair();
    assertThat(receipts(20)).allMatch(receipt -> receipt.tries() == 1);
    assertThat(receiver.got())
        .extracting(Receiver.Got::id)
        .doesNotHaveDuplicates()
        .hasSize(20);
  }

  @Test
  void settings_that_cannot_be_stored_do_not_come_into_force() {
    fail("INSERT ON wh_setting_change");

    assertThat(
            catchThrowableOfType(RuntimeException.class, () -> change("Orders", "enabled", false)))
        .hasMessageContaining("disk full");

    assertThat(services().get(0)).containsEntry("enabled", true);
    repair();
    assertThat(webhooks.publish(anEvent()).deliveries()).isEqualTo(1);
  }

  @Test
  void stopping_while_the_store_fails_ends_and_what_it_has_is_delivered_after_the_next_start() {
    var gate = hang();
    webhooks.publish(anEvent());
    got(1);
    fail("INSERT ON wh_log");
    gate.countDown();
    await().until(() -> webhooks.health().state() == Health.State.DEGRADED);

    webhooks.stop(BOUND);
    assertThat(StopAndRestartTest.threadsOfOurs()).isEmpty();
    repair();
    start();

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(got(2))
        .as("sent again, at least once is the promise")
        .extracting(Receiver.Got::id)
        .containsOnly(receipt().deliveryId());
  }

  @Test
  void health_says_so_and_does_not_throw_when_the_store_cannot_be_read() {
    run("ALTER TABLE wh_queue RENAME TO wh_lost");

    assertThat(webhooks.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(webhooks.health().message()).contains("webhook.db");

    run("ALTER TABLE wh_lost RENAME TO wh_queue");
    await().until(() -> webhooks.health().state() == Health.State.UP);
  }

  private PublishException refused() {
    return catchThrowableOfType(PublishException.class, () -> webhooks.publish(anEvent()));
  }

  private CountDownLatch hang() {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(gate);
      return new Receiver.Reply(200, "ok");
    });
    return gate;
  }

  private void fail(String on) {
    run("CREATE TRIGGER broken BEFORE " + on + " BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  }

  private void repair() {
    run("DROP TRIGGER broken");
  }

  private void run(String sql) {
    try (Statement statement = beside.createStatement()) {
      statement.execute("PRAGMA busy_timeout=5000");
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
