package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.receivers.DingTalkFlow;
import io.github.webhookplugin.receivers.Slack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenMetadata's pages promise of webhooks and advise for their receivers, row by row. */
class OpenMetadataPracticeRowsTest extends PresetFlow {
  private static final Path GUIDE = Path.of("../docs/receivers-guide.md");

  @ParameterizedTest
  @CsvSource({"/, 200", "/a/deep/path.php?with=query, 201", "/empty, 204"})
  void W_03_a_name_and_the_address_of_anything_that_takes_a_post_is_enough(
      String path, int status) {
    receiver.answers(status, "");
    var made = post("services", "{'name': 'Any', 'url': '%s'}".formatted(receiver.url(path)));
    assertThat(made.status()).as(text(made)).isEqualTo(201);

    publish(anEvent().build());

    delivered();
    Receiver.Got got = receiver.got().get(0);
    assertThat(got.method() + " " + got.path()).isEqualTo("POST " + path);
  }

  @Test
  void W_04_the_payload_is_the_complete_entity_or_what_the_template_picks() throws IOException {
    service("Complete", ", 'body': '{{entity}}'");
    service("Picked", ", 'body': '{`is`: `{{entity.name}}`, `by`: `{{actor.name}}`}'");
    JsonNode page = OpenMetadataImportTest.example("webhook-payload");

    publish(OpenMetadataPayload.event(page));
    deliveries("delivered", 2);

    assertThat(receiver.got())
        .extracting(got -> parsedAsIs(got.body()))
        .containsExactlyInAnyOrder(
            page.path("entity"), JSON.createObjectNode().put("is", "customers").put("by", ""));
  }

  @Test
  void W_16_one_event_reaches_an_external_system_an_application_and_an_integration() {
    var system = new Slack();
    var integration = new DingTalkFlow();
    service("slack", system, "{}");
    service("Application", "");
    service("dingtalk-flow", integration, "{}");

    publish(anEvent().build());
    deliveries("delivered", 3);

    assertThat(system.taken()).hasSize(1);
    assertThat(integration.taken()).hasSize(1);
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void W_87_a_receiver_that_remembers_event_ids_acts_once() {
    service(
        "Orders",
        ", 'headers': [{'name': 'X-Event-Id', 'value': '{{eventId}}'}],"
            + " 'body': '{`eventId`: `{{eventId}}`}'");
    receiver.answers(503, "took it, and failed to say so");
    publish(anEvent().id("e-1").build());
    clock.forward(waiting(1));
    Duration wait = waiting(2);
    receiver.answers(200, "ok");
    clock.forward(wait);
    String delivery = deliveries("delivered", 1).get(0);
    post("deliveries/" + delivery + "/redeliver", "{'id': 'new'}");
    deliveries("delivered", 2);

    var seen = new HashSet<String>();
    for (Receiver.Got got : receiver.got()) {
      seen.add(parsedAsIs(got.body()).path("eventId").asText());
      assertThat(got.headers()).containsEntry("x-event-id", "e-1");
    }
    assertThat(receiver.got()).hasSize(4);
    assertThat(seen).as("whatever is sent again").containsExactly("e-1");
    assertThat(receiver.got().subList(0, 3))
        .extracting(Receiver.Got::id)
        .as("the tries of one delivery")
        .containsOnly(receiver.got().get(0).id())
        .doesNotContain(receiver.got().get(3).id());
  }

  @Test
  void W_90_success_rate_and_the_patterns_of_failures_are_there_for_a_day_and_a_week() {
    service("Orders", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    receiver.answers(400, "who are you");
    publish(anEvent().build());
    deliveries("failed", 1);
    clock.forward(Duration.ofDays(3));
    receiver.answers(200, "ok");
    publish(anEvent().build());
    deliveries("delivered", 1);

    assertThat(rate(24)).isEqualTo("100.0");
    assertThat(rate(24 * 7)).isEqualTo("50.0");
    assertThat(json(get("deliveries?state=failed")).at("/deliveries/0").toString())
        .contains("Status 400 is not from 200 to 299.");
  }

  @Test
  void W_90_failures_are_told_by_class_with_the_course_of_the_day_and_what_waits() {
    service("Orders", ", 'retry': {'mode': 'fixed', 'count': 1, 'interval': 600}");
    receiver.answers(429, "slow down");
    publish(anEvent().build());
    deliveries("waiting", 1);
    receiver.answers(400, "who are you");
    clock.forward(Duration.ofMinutes(5));
    deliveries("failed", 1);
    clock.forward(Duration.ofDays(2));
    receiver.answers(200, "ok");
    publish(anEvent().build());
    deliveries("delivered", 1);
    receiver.answers(500, "oh");
    publish(anEvent().build());
    deliveries("waiting", 1);

    JsonNode orders = json(get("stats")).at("/services/0");
    assertThat(orders.at("/lastDay/failures").toString())
        .isEqualTo("{\"5xx\":{\"tries\":1,\"deliveries\":0}}");
    assertThat(orders.at("/lastDay/successRate").asText()).isEqualTo("100.0");
    assertThat(orders.at("/lastWeek/failures/4xx").toString())
        .isEqualTo("{\"tries\":1,\"deliveries\":1}");
    assertThat(orders.at("/lastWeek/failures/throttled/tries").asInt()).isEqualTo(1);
    assertThat(orders.at("/lastWeek/successRate").asText()).isEqualTo("50.0");
    assertThat(orders.at("/lastDay/hourly/delivered")).hasSize(24);
    assertThat(orders.at("/lastDay/hourly/delivered/23").asInt()).isEqualTo(1);
    assertThat(orders.at("/lastDay/responseMillis/p50").asInt()).isPositive();
    assertThat(orders.at("/waiting/retries").asInt()).isEqualTo(1);
    assertThat(orders.at("/waiting/next").asText())
        .isEqualTo(clock.instant().plusSeconds(600).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | DELIVERED | a status from 200 to 299, in time | taken, if",
        "204 | DELIVERED | a status from 200 to 299, in time | taken, if",
        "408 | | 408, 425, 5xx | not taken; tried again",
        "425 | | 408, 425, 5xx | not taken; tried again",
        "500 | | 408, 425, 5xx | not taken; tried again",
        "503 | | 408, 425, 5xx | not taken; tried again",
        "429 | | 429 | you get too many: tried again later",
        "410 | FAILED | 410 | you want nothing more of this kind",
        "400 | FAILED | any other 4xx, 3xx | not taken, and not tried again",
        "302 | FAILED | any other 4xx, 3xx | not taken, and not tried again"
      })
  void S_39b_each_status_means_what_the_guide_for_receivers_says(
      int status, @Nullable Outcome outcome, String row, String says) throws IOException {
    service("Orders", "");
    receiver.answers(status, "");

    publish(anEvent().build());

    if (outcome == null) {
      assertThat(waiting(1)).isPositive();
    } else {
      assertThat(ended().outcome()).isEqualTo(outcome);
      assertThat(ended().tries()).isEqualTo(1);
    }
    assertThat(Files.readString(GUIDE)).contains("| " + row + " | " + says);
  }

  @Test
  void S_40_values_of_an_event_route_it_by_the_parameters_of_the_address() {
    service(
        "Router",
        ", 'queryParams': [{'name': 'team', 'value': '{{data.team}}'},"
            + " {'name': 'type', 'value': '{{type}}'}, {'name': 'source', 'value': 'host'}]");

    publish(NotificationEvent.of("order.paid").data(Map.of("team", "R&D ü")).build());

    delivered();
    assertThat(receiver.got().get(0).path())
        .isEqualTo("/in?team=R%26D%20%C3%BC&type=order.paid&source=host");
  }

  @Test
  void S_43_whoever_counts_receipts_gets_the_success_rate_of_the_statistics() {
    service("Orders", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    for (int status : List.of(200, 400, 200, 200)) {
      receiver.answers(status, "");
      int before = receipts.size();
      publish(anEvent().build());
      await().until(() -> receipts.size() > before);
    }

    long delivered = receipts.stream()
        .filter(receipt -> receipt.outcome() == Outcome.DELIVERED)
        .count();
    assertThat(100.0 * delivered / receipts.size()).isEqualTo(75.0);
    assertThat(rate(24)).isEqualTo("75.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "om-secret-key-ü"})
  void W_80_X_18_the_preset_can_have_a_signature_inside_over_the_payload_without_one(String key)
      throws IOException {
    var form = JSON.createObjectNode();
    form.putObject("fields")
        .put("url", receiver.url("/in"))
        .put("secret", key)
        .put("payload", "signed");
    JsonNode made = send("presets/openmetadata-docs/service", form);
    assertThat(made.path("problems")).as(made.toPrettyString()).isEmpty();
    JsonNode saved = send("services", made.path("service"));
    assertThat(saved.path("warnings")).as(saved.toPrettyString()).isEmpty();

    publish(OpenMetadataPayload.event(OpenMetadataImportTest.example("webhook-payload")));
    delivered();

    Receiver.Got got = receiver.got().get(0);
    String inside = parsedAsIs(got.body()).path("signature").asText("none");
    String without = got.body().replace("\"" + inside + "\"", "\"\"");
    assertThat(without).contains("\"signature\": \"\"");
    assertThat(inside)
        .isEqualTo(key.isEmpty() ? "" : "sha256=" + Hmac.hex("HmacSHA256", key, without));
    assertThat(got.headers().get("x-om-signature"))
        .as("the header covers what was sent")
        .isEqualTo(key.isEmpty() ? null : "sha256=" + Hmac.hex("HmacSHA256", key, got.body()));
  }

  private String rate(int hours) {
    return json(get("stats?hours=" + hours)).at("/services/0/successRate").asText();
  }

  private static JsonNode parsedAsIs(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
