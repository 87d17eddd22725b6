package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.outbox.DeliveryRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The traps of the seed about when something is tried again, and where it goes, on the way that events take. */
class DeliveryTrapRowsTest extends OpenChannel {
  @Test
  void X_15_a_redirect_is_not_followed() {
    receiver.answers(request -> request.path().equals("/old")
        ? new Receiver.Reply(307, "", Map.of("Location", receiver.url("/new")))
        : new Receiver.Reply(200, "ok"));
    configure(service("Moved", "/old"));

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receiver.got()).extracting(Receiver.Got::path).containsExactly("/old");
  }

  @Test
  void X_22_W_84_each_wait_of_the_schedule_begins_when_the_try_before_it_has_failed() {
    configure(service(
        "Orders", "/o", "retry", Map.of("mode", "named", "name", "openMetadata", "jitter", 0)));
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    var waits = List.of("PT1M", "PT5M", "PT15M", "PT1H", "PT4H", "PT12H");

    for (int tries = 1; tries <= waits.size(); tries++) {
      Duration wait = Duration.parse(waits.get(tries - 1));
      assertThat(Duration.ofMillis(waitingAfter(tries).at() - clock.millis())).isEqualTo(wait);
      clock.forward(wait);
    }

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(7);
  }

  @Test
  void X_30_a_service_retries_as_all_do_unless_it_says_otherwise() {
    apply(Map.of("retryCount", 1, "retryInterval", 77));
    configure(
        service("As all", "/a"),
        service("Fixed", "/f", "retry", Map.of("mode", "fixed", "count", 1, "interval", 11)),
        service(
            "Scheduled",
            "/s",
            "retry",
            Map.of("mode", "schedule", "schedule", List.of(22, 33), "jitter", 0)));
    receiver.answers(503, "busy");

    webhooks.publish(anEvent());

    await().until(() -> count(DeliveryRow.State.WAITING) == 3);
    assertThat(waitOf("As all")).isEqualTo(Duration.ofSeconds(77));
    assertThat(waitOf("Fixed")).isEqualTo(Duration.ofSeconds(11));
    assertThat(waitOf("Scheduled")).isEqualTo(Duration.ofSeconds(22));
  }

  @Test
  void X_40_a_put_with_the_events_id_in_its_address_overwrites_only_itself() {
    configure(service("Rest", "/events/{{eventId}}", "method", "PUT"));
    receiver.answers(503, "busy");
    webhooks.publish(NotificationEvent.of("t").id("e-1").build());
    waitingAfter(1);
    receiver.answers(200, "ok");
    clock.forward(INTERVAL);
    receipt();

    webhooks.publish(NotificationEvent.of("t").id("e-2").build());

    receipts(2);
    assertThat(receiver.got())
        .extracting(got -> got.method() + " " + got.path())
        .containsExactly("PUT /events/e-1", "PUT /events/e-1", "PUT /events/e-2");
  }

  @Test
  void X_46_a_port_that_nobody_listens_on_is_tried_again() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    waitsFor("http://127.0.0.1:" + port + "/");
  }

  @Test
  void X_46_a_name_that_nobody_has_is_tried_again() {
    waitsFor("http://nobody.invalid/");
  }

  @Test
  void X_46_a_connection_that_is_reset_is_tried_again() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var resetting = new Thread(() -> reset(socket), "resetting");
      resetting.start();

      waitsFor("http://127.0.0.1:" + socket.getLocalPort() + "/");

      resetting.join();
    }
  }

  @Test
  void X_46_a_receiver_that_does_not_answer_in_time_is_tried_again() {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(gate);
      return new Receiver.Reply(200, "late");
    });

    waitsFor(receiver.url("/slow"));

    gate.countDown();
  }

  /** The address fails at its first try, which counts as one, and the second is an interval later. */
  private void waitsFor(String url) {
    var service = service("Failing", "/", "timeout", 1);
    service.put("url", url);
    configure(service);

    webhooks.publish(anEvent());

    DeliveryRow row = waitingAfter(1);
    assertThat(row.at() - clock.millis()).isEqualTo(INTERVAL.toMillis());
    assertThat(row.status()).as("no answer, no status").isNull();
  }

  private static void reset(ServerSocket socket) {
    try (Socket connection = socket.accept()) {
      connection.setSoLinger(true, 0);
    } catch (IOException e) {
      throw new IllegalStateException("nobody came", e);
    }
  }

  private Duration waitOf(String service) {
    var answer = AdminFixture.json(webhooks.admin(
        new AdminRequest("GET", "api/v1/deliveries", Map.of(), Map.of(), new byte[0], "ann")));
    for (JsonNode each : answer.path("deliveries")) {
      if (each.at("/service/name").asText().equals(service)) {
        return Duration.between(
            clock.instant(), Instant.parse(each.path("nextTryAt").asText()));
      }
    }
    throw new AssertionError(answer.toString());
  }
}
