package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenMetadata's webhook entity, row by row: which fields are taken, kept, refused, and what they become. */
class OpenMetadataWebhookRowsTest extends OpenMetadataWebhooks {
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
  void W_59_an_unknown_field_is_refused_with_its_name() throws IOException {
    assertProblem(
        om("POST", "", example("CustomAppIntegration").put("color", "red").toString()),
        400,
        "/color");
  }

  @Test
  void W_84_an_imported_webhook_is_retried_as_the_page_says() throws IOException {
    assertThat(
            imported(example("CustomAppIntegration")).path("retry").path("name").asText())
        .isEqualTo("openMetadata");
  }
}
