package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishReceipt;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.LogFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of one event, from the host's call to the receipt. Read this test first. */
class FlowTest {
  @TempDir
  Path data;

  private final MutableClock clock = MutableClock.atSomeMorning();
  private final List<DeliveryReceipt> receipts = new CopyOnWriteArrayList<>();
  private Receiver receiver;
  private WebhookRuntime webhooks;

  @BeforeEach
  void open() throws Exception {
    receiver = new Receiver();
    start();
  }

  @AfterEach
  void close() {
    webhooks.stop(Duration.ofSeconds(5));
    receiver.close();
  }

  @Test
  void an_event_arrives_rendered_and_its_receipt_comes_back() {
    configure(service("Orders", "/orders"));

    PublishReceipt accepted = webhooks.publish(NotificationEvent.of("order.paid")
        .title("Order \"10477\"")
        .message("paid\nin full")
        .build());

    DeliveryReceipt receipt = theReceipt();
    assertThat(accepted.deliveries()).isEqualTo(1);
    assertThat(receipt.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt.eventId()).isEqualTo(accepted.eventId());
    assertThat(receipt.service()).isEqualTo("Orders");
    Receiver.Got got = receiver.got("/orders").get(0);
    assertThat(got.id()).isEqualTo(receipt.deliveryId());
    assertThat(got.headers()).containsEntry("content-type", "application/json; charset=utf-8");
    assertThat(got.body())
        .contains("\"title\": \"Order \\\"10477\\\"\"", "\"message\": \"paid\\nin full\"");
  }

  @Test
  void a_failed_attempt_is_tried_again_with_the_same_id_and_body_when_its_interval_has_passed() {
    configure(service("Orders", "/orders"));
    receiver.answers(503, "busy");

    webhooks.publish(anEvent());

    await().until(() -> waitingAfter(1));
    receiver.answers(200, "ok");
    clock.forward(Duration.ofSeconds(60));
    DeliveryReceipt receipt = theReceipt();
    assertThat(receipt.tries()).isEqualTo(2);
    assertThat(receiver.got()).hasSize(2);
    assertThat(receiver.got().get(1).id()).isEqualTo(receiver.got().get(0).id());
    assertThat(receiver.got().get(1).body()).isEqualTo(receiver.got().get(0).body());
  }

  @Test
  void when_the_retries_are_used_up_the_delivery_has_failed() {
    configure(service("Orders", "/orders"));
    receiver.answers(503, "busy");

    webhooks.publish(anEvent());

    for (int retry = 1; retry <= 3; retry++) {
      int tries = retry;
      await().until(() -> waitingAfter(tries));
      clock.forward(Duration.ofSeconds(60));
    }
    assertThat(theReceipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(theReceipt().reason()).isEqualTo("Status 503 is not from 200 to 299.");
    assertThat(theReceipt().tries()).isEqualTo(4);
  }

  @Test
  void what_was_accepted_is_delivered_after_a_restart() {
    configure(service("Orders", "/orders"));
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    await().until(() -> waitingAfter(1));

    webhooks.stop(Duration.ofSeconds(5));
    receiver.answers(200, "ok");
    clock.forward(Duration.ofSeconds(60));
    start();

    assertThat(theReceipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receiver.got().get(1).id()).isEqualTo(receiver.got().get(0).id());
  }

  @Test
  void switched_off_events_are_recorded_as_skipped() {
    configure(service("Orders", "/orders"));
    webhooks.apply(Map.of("enabled", false), "test");

    PublishReceipt accepted = webhooks.publish(anEvent());

    assertThat(accepted.deliveries()).isZero();
    assertThat(accepted.skipped()).isEqualTo(1);
    assertThat(theReceipt().outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void publish_refuses_to_wait_for_its_own_thread() {
    configure(service("Orders", "/orders"));

    // a stage runs on the store thread unless it was stored before the stage was chained
    var refused = Stream.generate(() -> webhooks
            .publishAsync(anEvent())
            .thenApply(receipt -> webhooks.publish(anEvent()))
            .handle((receipt, failure) -> Optional.ofNullable(failure))
            .join())
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();

    assertThat(refused).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(refused.getCause()).hasMessageContaining("publishAsync");
  }

  private boolean waitingAfter(int tries) {
    return webhooks.deliveries().page(LogFilter.ALL, Long.MAX_VALUE, 1).stream()
        .anyMatch(row -> row.state() == DeliveryRow.State.WAITING && row.tries() == tries);
  }

  private void start() {
    webhooks = WebhookRuntime.open(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .clock(clock)
        .listener(receipts::add)
        .build());
  }

  private void configure(Map<String, Object> service) {
    assertThat(webhooks.apply(Map.of("services", List.of(service)), "test")).isEmpty();
  }

  private Map<String, Object> service(String name, String path) {
    return Map.of("name", name, "url", receiver.url(path));
  }

  private static NotificationEvent anEvent() {
    return NotificationEvent.of("order.paid").title("Order 10477").build();
  }

  private DeliveryReceipt theReceipt() {
    await().until(() -> !receipts.isEmpty());
    return receipts.get(0);
  }
}
