package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One bad receiver harms no other. */
class NeighboursTest extends OpenChannel {
  private static final String GOOD = "Healthy";

  @Test
  @SuppressWarnings("unchecked")
  void a_healthy_service_gets_everything_while_a_hundred_others_hang() {
    int hanging = 100;
    int events = 50;
    var gate = hangBelow("/hang");
    configure(Stream.concat(
            IntStream.range(0, hanging)
                .mapToObj(i -> service("Hanging " + i, "/hang" + i, "timeout", 60)),
            Stream.of(service(GOOD, "/good")))
        .toArray(Map[]::new));

    publish(events);

    // nobody opens the gate before the healthy one has got all
    assertThat(receipts(events)).extracting(DeliveryReceipt::service).containsOnly(GOOD);
    assertThat(receiver.got("/good"))
        .extracting(Receiver.Got::id)
        .doesNotHaveDuplicates()
        .hasSize(events);
    gate.countDown();
    await().until(() -> receipts.size() == events * (hanging + 1));
    assertThat(receipts)
        .allMatch(receipt -> receipt.outcome() == Outcome.DELIVERED && receipt.tries() == 1);
    assertThat(receiver.got()).hasSize(events * (hanging + 1));
  }

  @Test
  void a_healthy_service_gets_more_than_a_lane_of_a_hanging_one_can_hold() {
    var gate = hangBelow("/hang");
    configure(service("Hanging", "/hang", "timeout", 60), service(GOOD, "/good"));
    int events = 1_500;

    for (int i = 0; i < events; i++) {
      webhooks.publishAsync(anEvent());
    }

    await().until(() -> receiver.got("/good").size() == events);
    gate.countDown();
    assertThat(receipts(2 * events)).allMatch(receipt -> receipt.tries() == 1);
    assertThat(receiver.got("/hang"))
        .extracting(Receiver.Got::id)
        .doesNotHaveDuplicates()
        .hasSize(events);
  }

  @Test
  void a_service_whose_template_fails_to_render_fails_alone_and_only_for_that_event() {
    configure(
        service("Long header", "/long", "headers", "X-Message: {{message}}"),
        service(GOOD, "/good"));

    webhooks.publish(NotificationEvent.of("t").message("x".repeat(9_000)).build());
    receipts(2);
    webhooks.publish(NotificationEvent.of("t").message("short").build());

    assertThat(receipts(4))
        .filteredOn(receipt -> receipt.service().equals(GOOD))
        .hasSize(2)
        .allMatch(receipt -> receipt.outcome() == Outcome.DELIVERED);
    assertThat(receipts(4))
        .filteredOn(receipt -> receipt.outcome() == Outcome.FAILED)
        .singleElement()
        .satisfies(receipt -> {
          assertThat(receipt.service()).isEqualTo("Long header");
          assertThat(receipt.reason()).contains("X-Message", "8 KiB").doesNotContain("xxx");
        });
    assertThat(receiver.got("/long")).hasSize(1);
  }

  @Test
  void a_receiver_that_resets_every_connection_costs_its_own_deliveries_only() throws Exception {
    apply(Map.of("retryCount", 0));
    try (var resetting = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      var accepting = new Thread(() -> resetAll(resetting));
      accepting.start();
      configure(
          Map.of("name", "Resetting", "url", "http://127.0.0.1:" + resetting.getLocalPort() + "/"),
          service(GOOD, "/good"));

      publish(100);

      assertThat(outcomes(receipts(200), GOOD)).containsOnly(Outcome.DELIVERED).hasSize(100);
      assertThat(outcomes(receipts(200), "Resetting"))
          .containsOnly(Outcome.FAILED)
          .hasSize(100);
      assertThat(count(State.SENDING) + count(State.WAITING)).isZero();
      resetting.close();
      accepting.join();
    }
  }

  private static List<Outcome> outcomes(List<DeliveryReceipt> receipts, String service) {
    return receipts.stream()
        .filter(receipt -> receipt.service().equals(service))
        .map(DeliveryReceipt::outcome)
        .toList();
  }

  private void publish(int events) {
    for (int i = 0; i < events; i++) {
      webhooks.publish(anEvent());
    }
  }

  private CountDownLatch hangBelow(String path) {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      if (request.path().startsWith(path)) {
        pass(gate);
      }
      return new Receiver.Reply(200, "ok");
    });
    return gate;
  }

  private static void resetAll(ServerSocket server) {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          socket.setSoLinger(true, 0);
        }
      }
    } catch (IOException closed) {
      // the test is over
    }
  }
}
