package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A host that stood still for longer than its leases: a closed laptop, a paused machine, a stopped process. */
class StandstillTest extends OpenChannel {
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofMinutes(10);

  @Test
  void what_is_still_ours_is_sent_once() {
    CountDownLatch gate = hangOneAtATime();
    for (int i = 0; i < 5; i++) {
      webhooks.publish(anEvent());
    }
    got(1);

    clock.forward(LONGER_THAN_A_LEASE);
    await().until(() -> leases() == 5);
    gate.countDown();

    assertThat(receipts(5)).allMatch(receipt -> receipt.tries() == 1);
    await().until(() -> webhooks.health().waiting() == 0);
    assertThat(receiver.got())
        .extracting(Receiver.Got::id)
        .doesNotHaveDuplicates()
        .hasSize(5);
  }

  @Test
  void what_another_node_took_over_meanwhile_is_not_sent_until_that_one_loses_it() {
    CountDownLatch gate = hangOneAtATime();
    for (int i = 0; i < 5; i++) {
      webhooks.publish(anEvent());
    }
    got(1);
    long until = clock.instant().plus(LONGER_THAN_A_LEASE.multipliedBy(2)).toEpochMilli();
    run("UPDATE wh_queue SET owner = 99, due = " + until);

    clock.forward(LONGER_THAN_A_LEASE);
    gate.countDown();

    await().until(() -> count(State.DELIVERED) == 1);
    webhooks.publish(anEvent());
    assertThat(receipts(2)).allMatch(receipt -> receipt.tries() == 1);
    assertThat(receiver.got()).as("in flight before, and new since").hasSize(2);

    clock.forward(LONGER_THAN_A_LEASE);
    assertThat(receipts(6)).allMatch(receipt -> receipt.tries() == 1);
    assertThat(receiver.got()).extracting(Receiver.Got::id).doesNotHaveDuplicates();
  }

  private CountDownLatch hangOneAtATime() {
    configure(service("Orders", "/orders", "concurrency", 1, "timeout", 60));
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(gate);
      return new Receiver.Reply(200, "ok");
    });
    return gate;
  }

  /** Deliveries that are leased to somebody from now on. */
  private int leases() {
    return query("SELECT COUNT(*) FROM wh_queue WHERE owner <> 0 AND due > " + clock.millis());
  }

  private void run(String sql) {
    try (var beside = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("webhook.db"));
        var statement = beside.createStatement()) {
      statement.execute("PRAGMA busy_timeout=5000");
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int query(String sql) {
    try (var beside = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("webhook.db"));
        var statement = beside.createStatement()) {
      return statement.executeQuery(sql).getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
