package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OpenMetadata's webhooks over the API, as its page describes it: made, found, listed, tested, watched and removed. */
class OpenMetadataWebhooksTest extends OpenMetadataWebhooks {
  @Test
  void W_96a_a_webhook_is_made_without_an_id_and_found_by_id_and_by_name() throws IOException {
    var made = om("POST", "", "application/json", application().toString());

    assertThat(made.status()).as(text(made)).isEqualTo(201);
    JsonNode webhook = json(made);
    String id = webhook.path("id").asText();
    assertThat(made.headers()).containsEntry("Location", "openmetadata/v1/webhooks/" + id);
    assertThat(webhook.path("version").asText()).isEqualTo("0.1");
    assertThat(webhook.path("updatedBy").asText()).isEqualTo("ann");
    assertThat(webhook.path("updatedAt").asLong()).isPositive();
    assertThat(webhook.path("status").asText()).isEqualTo("active");
    assertThat(webhook.path("deleted").asBoolean(true)).isFalse();
    assertThat(webhook.path("href").asText()).endsWith(id);
    assertThat(webhook.has("changeDescription")).isFalse();
    assertThat(json(om("GET", "/" + id))).isEqualTo(webhook);
    assertThat(json(om("GET", "/name/CustomAppIntegration"))).isEqualTo(webhook);
    assertThat(om("GET", "/name/customappintegration").status()).isEqualTo(404);
    assertThat(om("GET", "/not-an-id").status()).isEqualTo(404);
  }

  @Test
  void an_id_of_ones_own_is_kept_and_refused_the_second_time() throws IOException {
    String id = "123e4567-e89b-12d3-a456-426614174000";
    var webhook = application().put("id", id);

    assertThat(json(om("POST", "", "application/json", webhook.toString()))
            .path("id")
            .asText())
        .isEqualTo(id);

    webhook.put("name", "Other").put("displayName", "Other");
    assertProblem(om("POST", "", "application/json", webhook.toString()), 422, "/id");
  }

  @Test
  void a_name_with_a_dot_is_found_in_quotation_marks_too() throws IOException {
    made(application().put("name", "a.b"));

    assertThat(json(om("GET", "/name/a.b")).path("fullyQualifiedName").asText())
        .isEqualTo("\"a.b\"");
    assertThat(om("GET", "/name/\"a.b\"").status()).isEqualTo(200);
  }

  @Test
  void what_the_schema_does_not_know_is_refused_by_name() throws IOException {
    var webhook = application().put("color", "red");
    ((ObjectNode) webhook.path("webhookConfig")).put("httpMethod", "PUT");
    ((ObjectNode) webhook.path("eventFilters").get(0)).put("until", 1);

    assertProblem(
        om("POST", "", "application/json", webhook.toString()),
        400,
        "/color",
        "/webhookConfig/httpMethod",
        "/eventFilters/0/until");
    assertProblem(
        om("POST", "", "application/json", "{}"),
        400,
        "/name",
        "/webhookType",
        "/eventFilters",
        "/webhookConfig");
    assertProblem(
        om("POST", "", "application/json", application().put("name", "a b").toString()),
        422,
        "/name");
  }

  @Test
  void W_96c_removed_softly_it_is_hidden_and_restored_with_its_history() throws IOException {
    String id = made(application().put("batchSize", 1));
    publish(aTable());
    deliveries("delivered", 1);

    assertThat(json(om("DELETE", "/" + id)).path("deleted").asBoolean()).isTrue();

    assertThat(json(om("GET", "")).path("data")).isEmpty();
    assertThat(json(om("GET", "?include=deleted")).path("data")).hasSize(1);
    publish(aTable());
    assertThat(json(get("deliveries")).path("deliveries")).hasSize(1);
    var restored = json(om("PUT", "/" + id + "/restore", "application/json", "{}"));
    assertThat(restored.path("deleted").asBoolean(true)).isFalse();
    assertThat(restored.path("enabled").asBoolean()).isTrue();
    assertThat(json(om("GET", "/" + id + "/deliveries")).path("data")).hasSize(1);
    om("DELETE", "/" + id);
    assertThat(
            om("PUT", "/restore", "application/json", "{\"id\":\"" + id + "\"}").status())
        .isEqualTo(200);
  }

  @Test
  void W_96c_removed_for_good_it_is_gone() throws IOException {
    String id = made(application());

    assertThat(om("DELETE", "/" + id + "?hardDelete=true").status()).isEqualTo(204);

    assertThat(om("GET", "/" + id).status()).isEqualTo(404);
    assertThat(json(om("GET", "?include=all")).path("data")).isEmpty();
  }

  @Test
  void W_96d_the_list_is_paged_and_filtered() throws IOException {
    for (String name : List.of("C", "A", "B")) {
      made(application().put("name", name).put("displayName", "The " + name));
    }
    service("Our own service", ", 'enabled': false");

    JsonNode first = json(om("GET", "?limit=2"));
    assertThat(first.path("data").findValuesAsText("displayName"))
        .containsExactly("The A", "The B");
    assertThat(first.path("paging").path("total").asInt()).isEqualTo(4);
    JsonNode second =
        json(om("GET", "?limit=2&after=" + first.path("paging").path("after").asText()));
    assertThat(second.path("data").findValuesAsText("fullyQualifiedName"))
        .containsExactly("C", "Our-own-service");
    assertThat(second.path("paging").has("after")).isFalse();

    assertThat(names("?status=disabled")).containsExactly("Our-own-service");
    assertThat(names("?enabled=true&domain=Operations")).containsExactly("A", "B", "C");
    assertThat(names("?owner=integration.admin&status=failed")).isEmpty();
    assertThat(names("?tag=None")).isEmpty();
    assertProblem(om("GET", "?status=broken&limit=0&color=red"), 400, "status", "limit", "color");
  }

  @Test
  void W_97b_a_log_has_an_entry_for_each_attempt() throws IOException {
    String id = made(application().put("batchSize", 1));
    var answers = new ArrayList<>(List.of(503, 200));
    receiver.answers(got -> new Receiver.Reply(answers.isEmpty() ? 400 : answers.remove(0), ""));

    publish(aTable());
    deliveries("waiting", 1);
    JsonNode waiting = json(om("GET", "/" + id + "/deliveries")).path("data");
    assertThat(waiting.findValuesAsText("status")).containsExactly("Retry");
    assertThat(waiting.get(0).path("statusCode").asInt()).isEqualTo(503);
    assertThat(waiting.get(0).path("nextAttempt").asLong()).isGreaterThan(clock.millis());
    clock.forward(Duration.ofMinutes(2));
    deliveries("delivered", 1);
    publish(aTable());
    deliveries("failed", 1);

    assertThat(json(om("GET", "/" + id + "/deliveries")).path("data").findValuesAsText("status"))
        .containsExactly("Failed", "Success", "Retry");
    assertThat(json(om("GET", "/" + id + "/deliveries?status=Failed"))
            .path("data")
            .findValuesAsText("statusCode"))
        .containsExactly("400");
    JsonNode page = json(om("GET", "/" + id + "/deliveries?limit=1"));
    assertThat(page.path("data").findValuesAsText("status")).containsExactly("Failed");
    assertThat(json(om(
                "GET",
                "/" + id + "/deliveries?after="
                    + page.path("paging").path("after").asText()))
            .path("data")
            .findValuesAsText("attempt"))
        .containsExactly("2", "1");
  }

  @Test
  void S_42_W_96e_a_webhook_is_tested_before_it_is_switched_on() throws IOException {
    String id = made(application().put("enabled", false));

    var answer = om("POST", "/" + id + "/test", "application/json", "{}");

    assertThat(json(answer).path("passed").asBoolean()).as(text(answer)).isTrue();
    assertThat(json(answer).path("request").path("body").asText()).contains("\"webhookName\"");
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void the_page_s_own_webhook_sends_the_payload_of_the_page() throws IOException {
    made(application().put("batchSize", 1));
    JsonNode payload = OpenMetadataImportTest.example("webhook-payload");

    publish(OpenMetadataPayload.event(payload));
    deliveries("delivered", 1);

    var sent = (ObjectNode) JSON.readTree(receiver.got().get(0).body());
    var expected = (ObjectNode) payload.deepCopy();
    expected.remove("signature");
    expected.put("webhookName", "CustomAppIntegration");
    assertThat(sent).isEqualTo(expected);
  }
}
