package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OpenMetadata's webhook entity, row by row: its versions and states, what it sends, and how it is managed. */
class OpenMetadataWebhookLifeRowsTest extends OpenMetadataWebhooks {
  @Test
  void W_18_all_five_states_are_words_of_the_list_s_filter() {
    for (String state :
        List.of("active", "disabled", "failed", "awaitingRetry", "retryLimitReached")) {
      assertThat(om("GET", "?status=" + state, "").status()).isEqualTo(200);
    }
    assertProblem(om("GET", "?status=sleeping", ""), 400, "status");
  }

  @Test
  void W_27_to_W_30_failure_details_are_shown_in_milliseconds() throws IOException {
    String id = made(example("CustomAppIntegration").put("batchSize", 1));
    receiver.answers(503, "busy");

    publish(OpenMetadataPayload.event(OpenMetadataImportTest.example("webhook-payload")));
    deliveries("waiting", 1);
    await().until(() -> json(om("GET", "/" + id, "")).has("failureDetails"));

    JsonNode webhook = json(om("GET", "/" + id, ""));
    JsonNode details = webhook.path("failureDetails");
    assertThat(webhook.path("status").asText()).isEqualTo("awaitingRetry");
    assertThat(details.path("lastFailedAt").asLong())
        .isBetween(clock.millis(), clock.millis() + 60_000);
    assertThat(details.path("lastFailedStatusCode").asInt()).isEqualTo(503);
    assertThat(details.path("lastFailedReason").asText()).isNotBlank();
    assertThat(details.path("nextAttempt").asLong()).isGreaterThan(clock.millis());
  }

  @Test
  void W_39_and_W_58_a_webhook_has_an_id_and_may_be_made_without_one() throws IOException {
    String id = made(example("CustomAppIntegration"));

    assertThat(id).matches("[0-9a-f-]{36}");
    assertThat(
            pointers(sent(JSON.createObjectNode().set("webhookConfig", JSON.createObjectNode()))))
        .contains("/name", "/webhookType", "/eventFilters", "/webhookConfig/endpoint");
  }

  @Test
  void W_52_to_W_56_a_version_says_when_who_where_and_what() throws IOException {
    String id = made(example("CustomAppIntegration"));
    clock.forward(Duration.ofMinutes(3));

    JsonNode webhook = json(om("PATCH", "/" + id, """
        [{"op":"replace","path":"/webhookConfig/timeout","value":20}]"""));

    assertThat(webhook.path("version").isNumber()).isTrue();
    assertThat(webhook.path("version").asText()).isEqualTo("0.2");
    assertThat(webhook.path("updatedAt").asLong()).isEqualTo(clock.millis());
    assertThat(webhook.path("updatedBy").asText()).isEqualTo("ann");
    assertThat(webhook.path("href").asText()).isEqualTo("openmetadata/v1/webhooks/" + id);
    assertThat(webhook.path("changeDescription").path("fieldsUpdated").toString())
        .isEqualTo("[{\"name\":\"webhookConfig.timeout\",\"oldValue\":30,\"newValue\":20}]");
  }

  @Test
  void W_52_after_the_ninth_change_comes_one_as_in_openmetadata() throws IOException {
    String id = made(example("CustomAppIntegration"));
    for (int i = 1; i <= 9; i++) {
      om("PATCH", "/" + id, "[{\"op\":\"replace\",\"path\":\"/batchSize\",\"value\":" + i + "}]");
    }

    assertThat(json(om("GET", "/" + id, "")).path("version").asText()).isEqualTo("1.0");
    assertThat(om("GET", "/" + id + "/versions/1.0", "").status()).isEqualTo(200);
  }

  @Test
  void W_57_removed_is_not_gone() throws IOException {
    String id = made(example("CustomAppIntegration"));

    om("DELETE", "/" + id, "");

    assertThat(names("")).isEmpty();
    assertThat(names("?include=all")).containsExactly("CustomAppIntegration");
    assertThat(json(om("PUT", "/" + id + "/restore", "{}")).path("deleted").asBoolean(true))
        .isFalse();
    assertThat(names("")).containsExactly("CustomAppIntegration");
  }

  @Test
  void W_74_to_W_79_the_payload_is_that_of_the_page_name_by_name() throws IOException {
    made(example("CustomAppIntegration").put("batchSize", 1));
    JsonNode page = OpenMetadataImportTest.example("webhook-payload");

    publish(OpenMetadataPayload.event(page));
    deliveries("delivered", 1);

    JsonNode sent = JSON.readTree(receiver.got().get(0).body());
    for (String name :
        List.of("eventId", "eventType", "timestamp", "entity", "changeDescription")) {
      assertThat(sent.path(name)).as(name).isEqualTo(page.path(name));
    }
    assertThat(sent.path("entity").toString()).isEqualTo(page.path("entity").toString());
    assertThat(sent.path("webhookName").asText()).isEqualTo("CustomAppIntegration");
    assertThat(sent.has("signature")).isFalse();
  }

  @Test
  void W_91_a_batch_is_an_array_of_the_payload() throws IOException {
    made(example("CustomAppIntegration").put("batchSize", 2));
    JsonNode page = OpenMetadataImportTest.example("webhook-payload");

    publish(OpenMetadataPayload.event(((ObjectNode) page.deepCopy()).put("eventId", "1")));
    publish(OpenMetadataPayload.event(((ObjectNode) page.deepCopy()).put("eventId", "2")));
    deliveries("delivered", 2);

    JsonNode sent = JSON.readTree(receiver.got().get(0).body());
    assertThat(sent.isArray()).isTrue();
    assertThat(sent.findValuesAsText("eventId")).containsExactly("1", "2");
    assertThat(sent.get(0).path("entity").toString())
        .isEqualTo(page.path("entity").toString());
  }

  @Test
  void W_93_and_W_96e_a_webhook_is_tested_while_it_is_off() throws IOException {
    String id = made(example("CustomAppIntegration").put("enabled", false));

    assertThat(json(om("POST", "/" + id + "/test", "{}")).path("passed").asBoolean())
        .isTrue();
  }

  @Test
  void W_94_custom_properties_are_kept_found_and_sent() throws IOException {
    var webhook = example("CustomAppIntegration").put("batchSize", 1);
    webhook.putObject("extension").put("costCenter", "CC-42").put("retentionDays", 30);
    String id = made(webhook);
    send("PATCH", "services/" + id, "{'body': '{`cc`: {{service.extension.costCenter}}}'}");

    publish(OpenMetadataPayload.event(OpenMetadataImportTest.example("webhook-payload")));
    deliveries("delivered", 1);

    assertThat(receiver.got().get(0).body()).isEqualTo("{\"cc\": \"CC-42\"}");
    assertThat(names("?extension=costCenter:CC-42")).containsExactly("CustomAppIntegration");
    assertThat(names("?extension=costCenter:CC-43")).isEmpty();
    assertThat(exported().path("extension")).isEqualTo(webhook.path("extension"));
  }

  @Test
  void W_95_to_W_96d_made_shown_patched_listed_and_removed() throws IOException {
    String id = made(example("CustomAppIntegration"));

    assertThat(om("GET", "/" + id, "").status()).isEqualTo(200);
    assertThat(om("GET", "/name/CustomAppIntegration", "").status()).isEqualTo(200);
    assertThat(json(om("PATCH", "/" + id, """
            [{"op": "replace", "path": "/enabled", "value": false}]""")).path("enabled").asBoolean(true)).isFalse();
    assertThat(names("?enabled=false")).containsExactly("CustomAppIntegration");
    assertThat(om("DELETE", "/" + id + "?hardDelete=true", "").status()).isEqualTo(204);
  }

  @Test
  void W_97a_to_W_97c_each_attempt_is_logged_as_success_retry_or_failed() throws IOException {
    String id = made(example("CustomAppIntegration").put("batchSize", 1));
    receiver.answers(503, "");
    publish(OpenMetadataPayload.event(OpenMetadataImportTest.example("webhook-payload")));
    deliveries("waiting", 1);
    receiver.answers(200, "");
    clock.forward(Duration.ofMinutes(2));
    deliveries("delivered", 1);

    JsonNode log = json(om("GET", "/" + id + "/deliveries", "")).path("data");

    assertThat(log.findValuesAsText("status")).containsExactly("Success", "Retry");
    assertThat(log.findValuesAsText("statusCode")).containsExactly("200", "503");
    assertThat(log.get(0).path("eventType").asText()).isEqualTo("entityUpdated");
  }
}
