package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenMetadata's webhook entity, row by row: what its users keep, import and ask for. */
class OpenMetadataWebhookRowsTest extends AdminFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "Generic, webhookName",
    "Custom, webhookName",
    "Slack, text",
    "MSTeams, AdaptiveCard",
    "GoogleChat, text"
  })
  void W_17_each_webhook_type_is_taken_kept_and_has_its_own_body(String type, String inBody)
      throws IOException {
    JsonNode service = imported(example("CustomAppIntegration").put("webhookType", type));

    assertThat(service.path("webhookType").asText()).isEqualTo(type);
    assertThat(service.path("body").asText()).contains(inBody);
    assertThat(exported().path("webhookType").asText()).isEqualTo(type);
  }

  @Test
  void W_17_another_type_is_refused() throws IOException {
    var answer = sent(example("CustomAppIntegration").put("webhookType", "Mail"));

    assertThat(pointers(answer)).containsExactly("/webhookType");
  }

  @Test
  void W_18_all_five_states_are_words_of_the_list_s_filter() {
    for (String state :
        List.of("active", "disabled", "failed", "awaitingRetry", "retryLimitReached")) {
      assertThat(om("GET", "?status=" + state, "").status()).isEqualTo(200);
    }
    assertProblem(om("GET", "?status=sleeping", ""), 400, "status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"entityCreated", "entityUpdated", "entitySoftDeleted", "entityDeleted"})
  void W_19_and_W_70_to_W_73_each_event_type_of_the_page_is_taken(String type) throws IOException {
    var webhook = example("CustomAppIntegration");
    webhook.set("eventFilters", JSON.readTree("[{\"eventType\":\"" + type + "\"}]"));

    assertThat(imported(webhook).path("eventFilters").findValuesAsText("eventType"))
        .containsExactly(type);
    assertThat(exported().path("eventFilters")).isEqualTo(webhook.path("eventFilters"));
  }

  @Test
  void W_26_an_unknown_field_of_a_filter_is_named_with_its_place() throws IOException {
    var webhook = example("SlackTableNotifications");
    ((ObjectNode) webhook.path("eventFilters").get(1)).put("until", "tomorrow");

    assertThat(pointers(sent(webhook))).containsExactly("/eventFilters/1/until");
  }

  @Test
  void W_27_to_W_30_failure_details_are_shown_in_milliseconds() throws IOException {
    String id = made(example("CustomAppIntegration").put("batchSize", 1));
    receiver.answers(503, "busy");

    publish(OpenMetadataWebhooksTest.event(OpenMetadataImportTest.example("webhook-payload")));
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
  void W_31_the_endpoint_is_required() throws IOException {
    var webhook = example("CustomAppIntegration");
    ((ObjectNode) webhook.path("webhookConfig")).remove("endpoint");

    assertThat(pointers(sent(webhook))).containsExactly("/webhookConfig/endpoint");
  }

  @Test
  void W_32_the_secret_key_can_be_written_and_not_read() throws IOException {
    String id = made(example("CustomAppIntegration"));

    assertThat(json(get("services/" + id)).path("secret").path("set").asBoolean())
        .isTrue();
    assertThat(text(om("GET", "/" + id, "")) + text(get("export?format=openmetadata")))
        .doesNotContain("your-hmac-secret-key");
  }

  @Test
  void W_33_to_W_35_recipients_are_off_unless_they_are_asked_for() throws IOException {
    JsonNode service = imported(example("OwnerFollowerNotifications"));

    assertThat(service.path("sendToAdmins").asBoolean(true)).isFalse();
    assertThat(service.path("sendToOwners").asBoolean()).isTrue();
    assertThat(service.path("sendToFollowers").asBoolean()).isTrue();
  }

  @Test
  void W_36_and_W_82_headers_are_the_rows_of_the_service_and_keys_are_secret() throws IOException {
    var webhook = example("CustomAppIntegration");
    ((ObjectNode) webhook.path("webhookConfig").path("headers")).put("X-API-Key", "k");

    JsonNode headers = imported(webhook).path("headers");

    assertThat(headers.findValuesAsText("name"))
        .containsExactly("Authorization", "X-Custom-Header", "X-API-Key");
    assertThat(headers.findValuesAsText("secret")).containsExactly("true", "false", "true");
  }

  @Test
  void W_37_the_timeout_is_10_seconds_unless_another_is_said() throws IOException {
    var webhook = example("CustomAppIntegration");
    ((ObjectNode) webhook.path("webhookConfig")).remove("timeout");

    assertThat(imported(webhook).path("timeout").asInt()).isEqualTo(10);
    assertThat(imported(example("QualityTestWebhook")).path("timeout").asInt()).isEqualTo(15);
  }

  @Test
  void W_38_what_only_the_action_has_is_refused_in_the_entity_if_strict() throws IOException {
    var webhook = example("CustomAppIntegration");
    ((ObjectNode) webhook.path("webhookConfig")).put("httpMethod", "PUT");

    assertThat(pointers(sent(webhook))).containsExactly("/webhookConfig/httpMethod");
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
  void W_40_to_W_42_a_name_for_programs_one_for_people_and_a_full_one() throws IOException {
    String id = made(example("CustomAppIntegration").put("name", "Custom.App"));

    JsonNode webhook = json(om("GET", "/" + id, ""));
    assertThat(webhook.path("name").asText()).isEqualTo("Custom.App");
    assertThat(webhook.path("fullyQualifiedName").asText()).isEqualTo("\"Custom.App\"");
    assertThat(webhook.path("displayName").asText()).isEqualTo("Custom Application Webhook");
    assertThat(json(get("services/" + id)).path("name").asText())
        .isEqualTo("Custom Application Webhook");
  }

  @Test
  void W_42_a_display_name_that_is_longer_than_our_names_is_kept_whole() throws IOException {
    String display = "A display name that goes on and on ".repeat(5).strip();

    JsonNode service = imported(example("CustomAppIntegration").put("displayName", display));

    assertThat(service.path("name").asText()).hasSize(80).endsWith("…");
    assertThat(exported().path("displayName").asText()).isEqualTo(display);
  }

  @Test
  void W_43_and_W_44_markdown_is_kept_as_it_is() throws IOException {
    String markdown = "# Title\n\n* <b>a</b> [b](https://c.example)\n\n\tcode";

    imported(example("CustomAppIntegration").put("description", markdown));

    assertThat(exported().path("description").asText()).isEqualTo(markdown);
  }

  @Test
  void W_45_and_W_46_switched_on_and_ten_in_a_batch_unless_it_says_otherwise() throws IOException {
    var webhook = example("CustomAppIntegration");
    webhook.remove(List.of("enabled", "batchSize"));

    JsonNode service = imported(webhook);

    assertThat(service.path("enabled").asBoolean()).isTrue();
    assertThat(service.path("batchSize").asInt()).isEqualTo(10);
  }

  @Test
  void W_47_to_W_51_owner_domain_and_tags_are_kept_and_no_tags_may_be_null() throws IOException {
    JsonNode user = imported(example("CustomAppIntegration"));
    JsonNode team = imported(example("QualityTestWebhook"));
    JsonNode none = imported((ObjectNode) example("SalesDomainWebhook").set("tags", null));

    assertThat(user.path("owner").toString())
        .isEqualTo("{\"type\":\"user\",\"name\":\"integration.admin\"}");
    assertThat(user.path("domain").path("name").asText()).isEqualTo("Operations");
    assertThat(team.path("owner").path("type").asText()).isEqualTo("team");
    assertThat(team.path("tags").findValuesAsText("tagFQN"))
        .containsExactly("Integration.PagerDuty");
    assertThat(none.path("tags")).isEmpty();
    for (String filter : List.of("owner=Sales", "domain=Sales")) {
      assertThat(names("?" + filter)).containsExactly("SalesDomainWebhook");
    }
    assertThat(names("?tag=Integration.PagerDuty")).containsExactly("QualityTestWebhook");
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
  void W_59_an_unknown_field_is_refused_with_its_name() throws IOException {
    assertProblem(
        om("POST", "", example("CustomAppIntegration").put("color", "red").toString()),
        400,
        "/color");
  }

  @Test
  void W_64_the_example_for_slack_sends_what_slack_takes() throws IOException {
    JsonNode service = imported(example("SlackTableNotifications"));

    assertThat(service.path("body").asText()).contains("\"text\"");
    assertThat(service.path("batchSize").asInt()).isEqualTo(1);
    assertThat(service.path("eventFilters").get(1).path("include").toString())
        .isEqualTo("[\"tags\",\"owner\",\"description\"]");
  }

  @Test
  void W_65_the_example_for_pagerduty_is_taken_and_warned_of() throws IOException {
    assertThat(warnings(sent(example("QualityTestWebhook"))))
        .anyMatch(warning -> warning.contains("routing_key") && warning.contains("“pagerduty”"));
  }

  @Test
  void W_66_the_example_of_a_custom_application_is_taken_unchanged() throws IOException {
    JsonNode service = imported(example("CustomAppIntegration"));

    assertThat(service.path("url").asText()).isEqualTo("https://api.company.com/metadata/webhook");
    assertThat(service.path("retry").path("name").asText()).isEqualTo("openMetadata");
    assertThat(service.path("eventFilters")).hasSize(3);
    assertThat(service.path("timeout").asInt()).isEqualTo(30);
  }

  @Test
  void W_67_the_example_for_teams_is_taken_and_warned_of() throws IOException {
    assertThat(warnings(sent(example("MSTeamsAlerts"))))
        .anyMatch(warning -> warning.contains("retired") && warning.contains("“teams”"));
  }

  @Test
  void W_64_and_W_67_what_the_presets_know_of_their_receivers_comes_with_them() throws IOException {
    JsonNode slack = imported(example("SlackTableNotifications"));
    JsonNode teams = imported(example("MSTeamsAlerts"));

    assertThat(slack.path("preset").asText()).isEqualTo("slack");
    assertThat(slack.path("rules")).isNotEmpty();
    assertThat(slack.path("limits").path("truncate").asText()).isEqualTo("message");
    assertThat(slack.path("url").asText()).isEqualTo("https://hooks.slack.com/***");
    assertThat(teams.path("preset").asText()).isEqualTo("teams");
  }

  @ParameterizedTest
  @CsvSource({"Slack, /text", "GoogleChat, /text", "MSTeams, /attachments/0/content/body/1/text"})
  void W_69_a_batch_for_a_chat_is_one_message_of_all_its_events(String type, String place)
      throws IOException {
    made(example("SalesDomainWebhook").put("webhookType", type).put("batchSize", 2));
    receiver.answers(200, type.equals("GoogleChat") ? "{\"name\": \"spaces/1\"}" : "ok");
    for (String title : List.of("First", "Second")) {
      publish(NotificationEvent.of("entityCreated")
          .title(title)
          .message("1 < 2")
          .entity(Map.of("type", "table", "domain", Map.of("type", "domain", "name", "Sales")))
          .build());
    }
    deliveries("delivered", 2);

    assertThat(JSON.readTree(receiver.got().get(0).body()).at(place).asText())
        .contains("First", "Second");
  }

  @Test
  void W_69_the_example_of_a_domain_keeps_its_selector() throws IOException {
    assertThat(imported(example("SalesDomainWebhook"))
            .path("eventFilters")
            .get(0)
            .path("include")
            .toString())
        .isEqualTo("[\"domain:Sales\"]");
  }

  @Test
  void W_74_to_W_79_the_payload_is_that_of_the_page_name_by_name() throws IOException {
    made(example("CustomAppIntegration").put("batchSize", 1));
    JsonNode page = OpenMetadataImportTest.example("webhook-payload");

    publish(OpenMetadataWebhooksTest.event(page));
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
  void W_84_an_imported_webhook_is_retried_as_the_page_says() throws IOException {
    assertThat(
            imported(example("CustomAppIntegration")).path("retry").path("name").asText())
        .isEqualTo("openMetadata");
  }

  @Test
  void W_91_a_batch_is_an_array_of_the_payload() throws IOException {
    made(example("CustomAppIntegration").put("batchSize", 2));
    JsonNode page = OpenMetadataImportTest.example("webhook-payload");

    publish(OpenMetadataWebhooksTest.event(((ObjectNode) page.deepCopy()).put("eventId", "1")));
    publish(OpenMetadataWebhooksTest.event(((ObjectNode) page.deepCopy()).put("eventId", "2")));
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

    publish(OpenMetadataWebhooksTest.event(OpenMetadataImportTest.example("webhook-payload")));
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
    publish(OpenMetadataWebhooksTest.event(OpenMetadataImportTest.example("webhook-payload")));
    deliveries("waiting", 1);
    receiver.answers(200, "");
    clock.forward(Duration.ofMinutes(2));
    deliveries("delivered", 1);

    JsonNode log = json(om("GET", "/" + id + "/deliveries", "")).path("data");

    assertThat(log.findValuesAsText("status")).containsExactly("Success", "Retry");
    assertThat(log.findValuesAsText("statusCode")).containsExactly("200", "503");
    assertThat(log.get(0).path("eventType").asText()).isEqualTo("entityUpdated");
  }

  /** An example of the page, to our receiver where something is sent. */
  private static ObjectNode example(String name) throws IOException {
    return (ObjectNode) OpenMetadataImportTest.example("webhook-" + name);
  }

  private String made(ObjectNode webhook) {
    ((ObjectNode) webhook.path("webhookConfig")).put("endpoint", receiver.url("/in"));
    var answer = om("POST", "", webhook.toString());
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  private JsonNode imported(ObjectNode webhook) {
    var answer = sent(webhook);
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("services").get(0);
  }

  private AdminResponse sent(JsonNode webhook) {
    var form = JSON.createObjectNode().put("strict", true);
    form.set("document", webhook);
    return raw("POST", "import", Map.of("Content-Type", "application/json"), form.toString());
  }

  private static List<String> pointers(AdminResponse answer) {
    return json(answer).path("problems").findValuesAsText("pointer");
  }

  private static List<String> warnings(AdminResponse answer) {
    return json(answer).path("warnings").findValuesAsText("message");
  }

  private JsonNode exported() {
    return json(get("export?format=openmetadata")).path("webhooks").get(0);
  }

  private List<String> names(String query) {
    return json(om("GET", query, "")).path("data").findValuesAsText("fullyQualifiedName");
  }

  private AdminResponse om(String method, String path, String body) {
    String type = method.equals("PATCH") ? "application/json-patch+json" : "application/json";
    return ask(
        method,
        "api/openmetadata/v1/webhooks" + path,
        body.isEmpty() ? Map.of() : Map.of("Content-Type", type),
        body);
  }
}
