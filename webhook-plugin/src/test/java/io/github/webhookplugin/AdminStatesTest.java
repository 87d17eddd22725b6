package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The five states of a service, as an admin sees them (seed rows W-18, W-27 to W-30, W-85). */
class AdminStatesTest extends AdminFixture {
  @Test
  void W_18_W_85_X_23_a_service_walks_through_all_five_states_and_back() {
    String id = service("Orders", ", 'retry': {'mode': 'fixed', 'count': 1, 'interval': 60}");
    assertThat(status(id).path("failureDetails").isNull()).isTrue();
    assertThat(state(id)).isEqualTo("active");

    receiver.answers(503, "busy");
    publish(event());
    awaitState(id, "awaitingRetry");
    JsonNode details = status(id).path("failureDetails");
    assertThat(details.path("lastFailedStatusCode").asInt()).isEqualTo(503);
    assertThat(details.path("lastFailedReason").asText())
        .isEqualTo("Status 503 is not from 200 to 299.");
    assertThat(Instant.parse(details.path("lastFailedAt").asText()))
        .isBetween(clock.instant(), clock.instant().plusSeconds(5));
    assertThat(Instant.parse(details.path("nextAttempt").asText()))
        .isEqualTo(clock.instant().plusSeconds(60));

    clock.forward(Duration.ofSeconds(60));
    awaitState(id, "retryLimitReached");
    assertThat(status(id).path("failureDetails").has("nextAttempt")).isFalse();

    for (int day = 1; day <= 4; day++) {
      clock.forward(Duration.ofDays(1));
      publish(event());
      deliveries("waiting", 1);
      clock.forward(Duration.ofSeconds(60));
      deliveries("failed", day + 1);
      assertThat(state(id)).isEqualTo("retryLimitReached");
    }
    clock.forward(Duration.ofDays(1));
    publish(event());
    awaitState(id, "failed");
    assertThat(status(id).path("stopped").path("reason").asText())
        .startsWith("Nothing but failures for 5 days.");
    assertThat(status(id).path("enabled").asBoolean()).isTrue();

    send("PATCH", "services/" + id, "{'enabled': false}");
    assertThat(state(id)).isEqualTo("disabled");
    receiver.answers(200, "ok");
    send("PATCH", "services/" + id, "{'enabled': true}");
    awaitState(id, "active");
    // what waited was due a minute after it failed
    clock.forward(Duration.ofSeconds(60));
    deliveries("delivered", 1);
    assertThat(state(id)).isEqualTo("active");
    assertThat(status(id).path("stopped").isNull()).isTrue();
  }

  @Test
  void W_85_X_23_one_success_clears_a_used_up_schedule() {
    String id = service("Orders", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 60}");
    receiver.answers(503, "busy");
    publish(event());
    awaitState(id, "retryLimitReached");

    receiver.answers(200, "ok");
    publish(event());

    awaitState(id, "active");
    assertThat(status(id).path("failureDetails").path("lastFailedStatusCode").asInt())
        .as("the last failure stays to be read")
        .isEqualTo(503);
  }

  @Test
  void a_failure_without_an_answer_has_no_status_code() {
    String id = service("Orders", "");
    receiver.close();

    publish(event());

    awaitState(id, "awaitingRetry");
    assertThat(status(id).path("failureDetails").has("lastFailedStatusCode")).isFalse();
    assertThat(status(id).path("failureDetails").path("lastFailedReason").asText())
        .isNotBlank();
  }

  @Test
  void the_list_says_the_same_as_the_service_itself() {
    String id = service("Orders", "");
    receiver.answers(503, "busy");
    publish(event());
    awaitState(id, "awaitingRetry");

    assertThat(json(get("services")).path("services").get(0).path("status")).isEqualTo(status(id));
  }

  @Test
  void what_the_service_answers_can_be_sent_back() {
    String id = service("Orders", "");

    var answer = send("PUT", "services/" + id, text(get("services/" + id)).replace('"', '\''));

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
  }

  @Test
  void resuming_a_service_that_runs_changes_nothing() {
    String id = service("Orders", "");

    var answer = post("services/" + id + "/resume", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("resumed").asBoolean()).isFalse();
    assertThat(json(answer).path("status").path("state").asText()).isEqualTo("active");
    assertProblem(post("services/7f000000-0000-4000-8000-000000000000/resume", ""), 404);
    assertThat(call("GET", "services/" + id + "/resume", Map.of(), "").status()).isEqualTo(405);
  }

  @Test
  void deliveries_say_which_other_delivery_they_come_from() {
    String hook = service("Hook", "");
    String backup = service("Backup", "");
    String id = service(
        "Orders",
        ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 60}, 'fallback': '" + backup
            + "', 'downstream': {'service': '" + hook + "', 'on': ['failed']}");
    receiver.answers(503, "busy");
    send("PATCH", "services/" + hook, "{'enabled': false}");
    send("PATCH", "services/" + backup, "{'enabled': false}");

    publish(event());

    await().until(() -> deliveriesOf(hook).size() == 2);
    String failed = deliveriesOf(id).get(0).path("id").asText();
    assertThat(deliveriesOf(id).get(0).path("sentence").asText())
        .isEqualTo("Status 503 is not from 200 to 299. "
            + "Its fallback “Backup” does not get it either.");
    assertThat(deliveriesOf(backup).findValuesAsText("fallbackOf")).contains(failed);
    assertThat(deliveriesOf(hook).findValuesAsText("followUpOf")).contains(failed);
    assertThat(deliveriesOf(hook).findValuesAsText("redeliveryOf")).containsOnly("null");
    assertThat(json(get("deliveries?type=webhook.delivery.failed")).path("deliveries"))
        .hasSize(1);
  }

  private JsonNode deliveriesOf(String service) {
    return json(get("deliveries?service=" + service)).path("deliveries");
  }

  private static NotificationEvent event() {
    return NotificationEvent.of("order.paid").build();
  }

  private JsonNode status(String id) {
    return json(get("services/" + id)).path("status");
  }

  private String state(String id) {
    return status(id).path("state").asText();
  }

  private void awaitState(String id, String state) {
    await().until(() -> state(id).equals(state));
  }
}
