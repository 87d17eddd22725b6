package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Trying deliveries now that wait for their next try, and stopping them. */
class AdminPendingTest extends AdminFixture {
  private static final String WAITS =
      " The delivery waits until that has changed. Nothing was done.";

  @Test
  void retry_now_moves_the_pending_try_and_adds_none() {
    service("Ops", ", 'retry': {'mode': 'fixed', 'count': 2, 'interval': 60}");
    String id = failing("Ops").get(0);

    AdminResponse answer = post("deliveries/" + id + "/retry", "");

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    assertThat(json(answer).path("sentence").asText()).contains("in place of");
    await().until(() -> tries(id) == 2);
    clock.forward(Duration.ofSeconds(60));
    await().until(() -> line(id).path("state").asText().equals("failed"));
    assertThat(tries(id)).as("three in all, as planned").isEqualTo(3);
    assertThat(receiver.got()).hasSize(3);
    assertThat(receiver.got()).extracting(Receiver.Got::id).containsOnly(id);
  }

  @Test
  void what_is_stopped_has_failed_with_a_sentence_and_is_told_to_listeners() {
    service("Ops", "");
    String id = failing("Ops").get(0);

    AdminResponse answer = post("deliveries/" + id + "/stop", "{}");

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    assertThat(line(id).path("state").asText()).isEqualTo("failed");
    assertThat(line(id).path("sentence").asText()).isEqualTo("Stopped by ann.");
    assertThat(line(id).path("status").asInt()).isEqualTo(503);
    JsonNode attempts = json(get("deliveries/" + id)).path("attempts");
    assertThat(attempts).hasSize(1);
    assertThat(attempts.get(0).path("sentence").asText()).contains("503");
    await().until(() -> !receipts.isEmpty());
    assertThat(receipts.get(0).outcome()).isEqualTo(DeliveryReceipt.Outcome.FAILED);
    assertThat(receipts.get(0).reason()).isEqualTo("Stopped by ann.");
    assertThat(receipts.get(0).tries()).isEqualTo(1);
    clock.forward(Duration.ofHours(1));
    assertThat(json(get("deliveries?state=waiting,sending")).path("deliveries")).isEmpty();
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void what_was_stopped_can_be_sent_again_with_the_same_body() {
    service("Ops", "");
    String id = failing("Ops").get(0);
    post("deliveries/" + id + "/stop", "");
    receiver.answers(200, "ok");

    var answer = post("deliveries/" + id + "/redeliver", "{'body': 'same'}");

    assertThat(answer.status()).as(text(answer)).isEqualTo(202);
    deliveries("delivered", 1);
    assertThat(receiver.got().get(1).body()).isEqualTo(receiver.got().get(0).body());
  }

  @Test
  void what_has_ended_can_be_neither_tried_nor_stopped() {
    service("Ops", "");
    publish(NotificationEvent.of("a").build());
    String id = deliveries("delivered", 1).get(0);

    for (String what : new String[] {"retry", "stop"}) {
      AdminResponse answer = post("deliveries/" + id + "/" + what, "");
      assertProblem(answer, 409);
      assertThat(detail(answer)).startsWith("This delivery has ended").contains("redeliver");
    }
    assertProblem(post("deliveries/" + UUID.randomUUID() + "/retry", ""), 404);
    assertProblem(post("deliveries/x/stop", ""), 404);
  }

  @Test
  void what_is_being_sent_can_be_neither_tried_nor_stopped() {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      OpenChannel.pass(gate);
      return new Receiver.Reply(200, "ok");
    });
    service("Ops", "");
    publish(NotificationEvent.of("a").build());
    await().until(() -> !receiver.got().isEmpty());
    String id = deliveries("sending", 1).get(0);

    AdminResponse retry = post("deliveries/" + id + "/retry", "");
    AdminResponse stop = post("deliveries/" + id + "/stop", "");
    gate.countDown();

    assertProblem(retry, 409);
    assertProblem(stop, 409);
    assertThat(detail(stop)).contains("is being sent at this moment");
    assertThat(deliveries("delivered", 1)).containsExactly(id);
  }

  @Test
  void a_try_that_cannot_be_says_what_it_waits_for() {
    String service = service("Ops", ", 'retry': {'mode': 'fixed', 'count': 20, 'interval': 60}");
    String id = failing("Ops").get(0);

    send("PATCH", "services/" + service, "{'enabled': false}");
    assertThat(refusedRetry(id)).isEqualTo("Its service “Ops” is switched off." + WAITS);
    assertThat(text(post("deliveries/retry", "{'filter': {}}")))
        .isEqualTo(
            "{\"retried\":0,\"waiting\":1,\"more\":false,"
                + "\"sentence\":\"1 wait on, because their services are switched off, stopped or paused.\"}");
    send("PATCH", "services/" + service, "{'enabled': true}");

    webhooks.apply(Map.of("enabled", false), "test");
    assertThat(refusedRetry(id)).isEqualTo("Sending is switched off for all services." + WAITS);
    webhooks.apply(Map.of("enabled", true), "test");

    for (int tries = 2; tries <= 10; tries++) {
      int now = tries;
      clock.forward(Duration.ofSeconds(2));
      post("deliveries/" + id + "/retry", "");
      await().until(() -> tries(id) == now);
    }
    assertThat(text(post("deliveries/" + id + "/retry", "")))
        .as("ten failures in a row open the circuit")
        .contains("It is due now", "Its service is paused until 2026-11-21T08:");

    clock.forward(Duration.ofDays(5).plusMinutes(1));
    await().until(this::stopped);
    assertThat(refusedRetry(id))
        .startsWith("Its service “Ops” was stopped. Nothing but failures for 5 days.")
        .endsWith(WAITS);
    assertThat(receiver.got()).hasSize(11);
  }

  private boolean stopped() {
    JsonNode status = json(get("services")).path("services").get(0).path("status");
    return status.path("stopped").has("reason");
  }

  private String refusedRetry(String id) {
    AdminResponse answer = post("deliveries/" + id + "/retry", "");
    assertProblem(answer, 409);
    return detail(answer);
  }

  @Test
  void all_that_wait_for_one_service_are_tried_now() {
    String ops = service("Ops", "");
    failing("Ops");
    failing("Ops");
    service("Other", "");
    receiver.answers(request -> new Receiver.Reply(request.path().equals("/in") ? 503 : 200, ""));
    failing("Other");
    int before = receiver.got().size();

    AdminResponse answer = post("deliveries/retry", "{'filter': {'service': '" + ops + "'}}");

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    assertThat(json(answer).path("retried").asInt()).isEqualTo(3);
    assertThat(json(answer).path("more").asBoolean()).isFalse();
    await().until(() -> receiver.got().size() == before + 3);
  }

  @Test
  void all_that_wait_for_one_service_are_stopped_in_parts() {
    String ops = service("Ops", ", 'enabled': true");
    receiver.answers(503, "busy");
    for (int i = 0; i < 450; i++) {
      publish(NotificationEvent.of("a").build());
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> receiver.got().size() == 450);
    await().until(() -> json(get("deliveries?state=sending")).path("deliveries").isEmpty());

    AdminResponse answer = post("deliveries/stop", "{'filter': {'service': '" + ops + "'}}");

    assertThat(text(answer)).isEqualTo("{\"stopped\":450,\"more\":false}");
    await().until(() -> receipts.size() == 450);
    assertThat(json(get("stats")).path("total").path("failed").asInt()).isEqualTo(450);
    assertThat(json(get("stats")).path("pending").asInt()).isZero();
  }

  @Test
  void a_filter_that_says_nothing_known_is_refused_all_at_once() {
    assertProblem(post("deliveries/stop", "{}"), 422, "/filter");
    assertProblem(post("deliveries/retry", "{'filter': 7, 'rate': 1}"), 422, "/filter", "/rate");
    assertProblem(
        post(
            "deliveries/retry",
            "{'filter': {'service': 'x', 'event': 'y', 'since': 'z', 'until': 1, 'states': []}}"),
        422,
        "/filter/service",
        "/filter/event",
        "/filter/since",
        "/filter/until",
        "/filter/states");
    assertProblem(call("POST", "deliveries/stop", Map.of(), "{}"), 415);
  }

  /** Publishes an event that fails once for every service, and gives what waits of one, newest first. */
  private List<String> failing(String service) {
    int before = receiver.got().size();
    int services = json(get("services")).path("services").size();
    receiver.answers(503, "busy");
    publish(NotificationEvent.of("order.paid").title("Say \"hi\"").build());
    await().until(() -> receiver.got().size() == before + services);
    await().until(() -> json(get("deliveries?state=sending")).path("deliveries").isEmpty());
    var ids = new ArrayList<String>();
    for (JsonNode line : json(get("deliveries?state=waiting")).path("deliveries")) {
      if (line.path("service").path("name").asText().equals(service)) {
        ids.add(line.path("id").asText());
      }
    }
    return ids;
  }

  private JsonNode line(String id) {
    return json(get("deliveries/" + id));
  }

  private int tries(String id) {
    return line(id).path("tries").asInt();
  }

  private static String detail(AdminResponse answer) {
    return json(answer).path("detail").asText();
  }
}
