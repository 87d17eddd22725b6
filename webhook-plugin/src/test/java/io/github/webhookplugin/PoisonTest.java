package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events and rows that do harm, and clocks that jump: none of them keeps anything else waiting. */
class PoisonTest extends OpenChannel {
  /** Three loops in each other: as many steps as a template is given time for. */
  private static final String SLOW =
      "{\"x\":\"{{#data.list}}{{#data.list}}{{#data.list}}{{#none}}x{{/none}}{{/data.list}}{{/data.list}}{{/data.list}}\"}";

  private static final String HUGE =
      "{\"x\":\"{{#data.list}}{{#data.list}}{{message}}{{/data.list}}{{/data.list}}\"}";

  @Test
  void a_thousand_events_that_take_all_time_and_memory_there_is_leave_a_neighbour_its_pace() {
    apply(Map.of("retryCount", 0));
    configure(
        service("Slow", "/slow", "body", SLOW, "eventTypes", List.of("bad")),
        service("Slow too", "/slow", "body", SLOW, "eventTypes", List.of("bad")),
        service("Slow as well", "/slow", "body", SLOW, "eventTypes", List.of("bad")),
        service("Slow again", "/slow", "body", SLOW, "eventTypes", List.of("bad")),
        service("Huge", "/huge", "body", HUGE, "eventTypes", List.of("bad")),
        service("Healthy", "/good", "eventTypes", List.of("good")));
    var bad = NotificationEvent.of("bad")
        .message("m".repeat(1_000))
        .data("list", IntStream.range(0, 400).boxed().toList())
        .build();
    for (int i = 0; i < 1_000; i++) {
      webhooks.publishAsync(bad);
    }

    long began = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      webhooks.publish(NotificationEvent.of("good").build());
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> receiver.got("/good").size() == 200);
    long took = System.nanoTime() - began;

    // a lane that keeps its thread for 32 of them makes this 20 s
    assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(10));
    assertThat(receiver.got("/slow")).isEmpty();
    assertThat(receiver.got("/huge")).isEmpty();
    assertThat(receipts)
        .filteredOn(one -> !one.service().equals("Healthy"))
        .allMatch(one -> one.outcome() == Outcome.FAILED)
        .extracting(DeliveryReceipt::reason)
        .allMatch(reason -> reason.startsWith("The template "));
  }

  @Test
  void a_stored_event_that_cannot_be_read_is_set_aside_and_blocks_nobody() {
    apply(Map.of("retryCount", 0));
    configure(service("Orders", "/orders"));
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      OpenChannel.pass(gate);
      return new Receiver.Reply(200, "");
    });
    for (int i = 0; i < 20; i++) {
      webhooks.publish(anEvent());
    }
    webhooks.stop(Duration.ofSeconds(1));
    int kept = update("UPDATE wh_queue SET owner = 0");
    update("UPDATE wh_event SET body = CAST('{\"type\": \"t' AS BLOB) WHERE event IN"
        + " (SELECT event FROM wh_queue ORDER BY delivery LIMIT 3)");
    gate.countDown();
    receipts.clear();

    start();
    webhooks.publish(anEvent());

    assertThat(receipts(kept + 1))
        .filteredOn(one -> one.outcome() == Outcome.FAILED)
        .hasSize(3)
        .allMatch(one -> one.reason().startsWith("The stored event cannot be read"));
    assertThat(receipts).filteredOn(one -> one.outcome() == Outcome.DELIVERED).hasSize(kept - 2);
  }

  @Test
  void a_clock_that_jumps_a_day_ahead_or_back_stops_nothing() {
    configure(service("Orders", "/orders"));
    webhooks.publish(anEvent());
    receipts(1);

    clock.forward(Duration.ofDays(1));
    webhooks.publish(anEvent());
    receipts(2);
    clock.forward(Duration.ofDays(-2));
    webhooks.publish(anEvent());
    receipts(3);

    receiver.answers(500, "later");
    webhooks.publish(anEvent());
    await().until(() -> receiver.got("/orders").size() == 4);
    receiver.answers(200, "ok");
    // the retry is due a minute from the time that it is now, however late it was before
    await().until(() -> {
      clock.forward(Duration.ofSeconds(61));
      return receipts.size() == 4;
    });
    assertThat(receipts).allMatch(one -> one.outcome() == Outcome.DELIVERED);
  }

  private int update(String sql) {
    try (var beside = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("webhook.db"));
        var statement = beside.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
