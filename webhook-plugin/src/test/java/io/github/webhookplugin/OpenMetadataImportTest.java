package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.AdminResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example of OpenMetadata's two pages goes in unchanged and comes out again as it was, without its secrets. */
class OpenMetadataImportTest extends AdminFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MASK = "*********";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SlackTableNotifications",
        "QualityTestWebhook",
        "CustomAppIntegration",
        "MSTeamsAlerts",
        "OwnerFollowerNotifications",
        "SalesDomainWebhook"
      })
  void a_webhook_comes_out_as_it_went_in(String name) throws IOException {
    JsonNode example = example("webhook-" + name);

    JsonNode read = imported(example, true);

    assertThat(read.path("dialect").asText()).isEqualTo("openmetadata-webhook");
    String id = read.path("services").get(0).path("id").asText();
    JsonNode exported =
        json(get("export?format=openmetadata&service=" + id)).path("webhooks").get(0);
    assertThat(exported).isEqualTo(withDefaults(example));
  }

  /** What the documents leave to defaults is written out; what is secret is not. */
  private static JsonNode withDefaults(JsonNode example) {
    var whole = (ObjectNode) example.deepCopy();
    var config = (ObjectNode) whole.path("webhookConfig");
    config.remove("secretKey");
    hideSecrets(config);
    for (String flag : new String[] {"sendToAdmins", "sendToOwners", "sendToFollowers"}) {
      if (!config.has(flag)) {
        config.put(flag, false);
      }
    }
    return whole;
  }

  private static void hideSecrets(ObjectNode config) {
    String endpoint = config.path("endpoint").asText();
    if (endpoint.matches("https://(hooks\\.slack|outlook\\.office)\\.com/.*")) {
      config.put("endpoint", endpoint.substring(0, endpoint.indexOf(".com/")) + ".com/***");
    }
    if (config.get("headers") instanceof ObjectNode headers) {
      for (String secret : new String[] {"Authorization", "X-API-Key"}) {
        if (headers.has(secret)) {
          headers.put(secret, MASK);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slack",
        "pagerduty",
        "custom-application",
        "teams",
        "owners-and-followers",
        "receivers",
        "put-with-query",
        "auth-headers",
        "post",
        "put"
      })
  void an_action_comes_out_as_it_went_in(String name) throws IOException {
    JsonNode example = example("action-" + name);

    JsonNode read = imported(example, true);

    assertThat(read.path("dialect").asText()).isEqualTo("openmetadata-action");
    JsonNode exported =
        json(get("export?format=openmetadata-action")).path("actions").get(0);
    assertThat(exported).isEqualTo(actionWithDefaults(example));
  }

  private static JsonNode actionWithDefaults(JsonNode example) {
    var whole = (ObjectNode) example.deepCopy();
    whole.remove("secretKey");
    hideSecrets(whole);
    if (!whole.has("httpMethod")) {
      whole.put("httpMethod", "POST");
    }
    for (String flag : new String[] {"sendToAdmins", "sendToOwners", "sendToFollowers"}) {
      if (!whole.has(flag)) {
        whole.put(flag, false);
      }
    }
    return whole;
  }

  @Test
  void a_subscription_comes_out_as_it_went_in() throws IOException {
    JsonNode example = example("subscription-TableChangeSubscription");

    imported(example, true);

    JsonNode exported = json(get("export?format=openmetadata-subscription"))
        .path("subscriptions")
        .get(0);
    var whole = (ObjectNode) example.deepCopy();
    var destination = (ObjectNode) whole.path("destinations").get(0);
    destination.set("config", actionWithDefaults(destination.path("config")));
    assertThat(exported).isEqualTo(whole);
  }

  @Test
  void the_destinations_of_a_subscription_are_services_with_one_filter_and_export_together()
      throws IOException {
    var example = (ObjectNode) example("subscription-TableChangeSubscription");
    var second = JSON.createObjectNode().put("type", "webhook");
    second.set("config", example("action-put"));
    ((ArrayNode) example.path("destinations")).add(second);

    JsonNode read = imported(example, true);

    assertThat(read.path("services").findValuesAsText("apiName"))
        .containsExactly("TableChangeSubscription-1", "TableChangeSubscription-2");
    assertThat(read.path("services").get(0).path("eventFilters"))
        .isEqualTo(read.path("services").get(1).path("eventFilters"));
    assertThat(read.path("services").get(0).path("eventFilters").findValuesAsText("eventType"))
        .containsExactly("entityCreated", "entityUpdated");
    JsonNode exported = json(get("export?format=openmetadata-subscription")).path("subscriptions");
    assertThat(exported).hasSize(1);
    assertThat(exported.get(0).path("name").asText()).isEqualTo("TableChangeSubscription");
    assertThat(exported.get(0).path("destinations")).hasSize(2);
  }

  @Test
  void a_fragment_without_a_name_is_taken_with_a_warning_and_refused_if_strict()
      throws IOException {
    JsonNode fragment = example("webhook-headers-only");

    assertThat(json(sent(fragment, true, false)).path("problems").findValuesAsText("pointer"))
        .containsExactly("/webhookType", "/eventFilters", "/name");
    JsonNode read = imported(fragment, false);

    assertThat(read.path("services").get(0).path("name").asText()).isEqualTo("api.company.com");
    assertThat(read.path("warnings").findValuesAsText("pointer"))
        .contains("/webhookType", "/eventFilters", "/name");
    assertThat(read.path("services").get(0).path("headers").findValuesAsText("secret"))
        .containsExactly("true", "true");
  }

  @Test
  void a_dry_run_changes_nothing() throws IOException {
    AdminResponse answer = sent(example("webhook-CustomAppIntegration"), false, true);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("services")).hasSize(1);
    assertThat(json(get("services")).path("services")).isEmpty();
  }

  @Test
  void of_several_webhooks_all_are_taken_or_none() throws IOException {
    var many = JSON.createArrayNode()
        .add(example("webhook-CustomAppIntegration"))
        .add(((ObjectNode) example("webhook-SalesDomainWebhook")).put("batchSize", 0))
        .add(((ObjectNode) example("webhook-SlackTableNotifications")).put("color", "red"));

    AdminResponse answer = sent(many, true, false);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(json(answer).path("problems").findValuesAsText("pointer"))
        .containsExactly("/data/2/color");
    ((ObjectNode) many.get(2)).remove("color");
    assertThat(json(sent(many, true, false)).path("problems").findValuesAsText("pointer"))
        .containsExactly("/data/1/batchSize");
    assertThat(json(get("services")).path("services")).isEmpty();
    ((ObjectNode) many.get(1)).put("batchSize", 3);
    imported(many, true);
    assertThat(json(get("services")).path("services")).hasSize(3);
  }

  @Test
  void an_import_of_what_is_there_is_refused() throws IOException {
    imported(example("webhook-CustomAppIntegration"), true);

    AdminResponse again = sent(example("webhook-CustomAppIntegration"), true, false);

    assertThat(again.status()).isEqualTo(422);
    assertThat(json(again).path("problems").findValuesAsText("pointer"))
        .contains("/displayName", "/name");
  }

  @Test
  void masked_secrets_of_an_export_are_to_be_entered_again() throws IOException {
    imported(example("webhook-CustomAppIntegration"), true);
    JsonNode exported = json(get("export?format=openmetadata")).path("webhooks").get(0);
    String text = text(get("services"));
    assertThat(text).doesNotContain("your-hmac-secret-key", "YOUR_TOKEN");

    ((ObjectNode) exported).put("name", "Second").put("displayName", "Second");
    JsonNode read = imported(exported, true);

    assertThat(read.path("warnings").findValuesAsText("pointer"))
        .contains("/webhookConfig/headers/Authorization");
    assertThat(read.path("services").get(0).path("headers").findValuesAsText("name"))
        .containsExactly("X-Custom-Header");
  }

  @Test
  void nobodys_settings_are_told_so() {
    var answer = post("import", "{'document': {'colour': 'red'}}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(json(answer).path("problems").get(0).path("message").asText())
        .startsWith("Nobody's settings look like this.");
  }

  @Test
  void hostile_documents_are_refused_in_words() {
    for (String document : new String[] {
      "{'webhookConfig': []}",
      "{'webhookConfig': {'endpoint': 7, 'headers': [1], 'timeout': 1.5}, 'name': {}}",
      "{'destinations': 5}",
      "{'destinations': [1, {'config': 7}], 'trigger': []}",
      "{'endpoint': {'__proto__': 1}}",
      "{'data': [null, 1, 'x']}",
      "{'services': [7]}",
      "{'serviceName': 1, 'services': [{'serviceName': 7, 'checkType': []}]}",
      "{'webhooks': []}"
    }) {
      var answer = post("import", "{'strict': true, 'document': " + document + "}");
      assertThat(answer.status()).as(document + text(answer)).isEqualTo(422);
    }
    assertThat(post("import", "{'document': {'a': 1, 'a': 2}}").status()).isEqualTo(400);
    assertThat(post("import", "{'document': " + "[".repeat(100) + "]".repeat(100) + "}")
            .status())
        .isEqualTo(400);
    assertProblem(post("import", "{'dialect': 'esperanto'}"), 422, "/dialect", "/document");
  }

  @Test
  void the_forms_of_ammds_go_in_with_names_as_they_stand_there() {
    var answer = post("import", """
        {"document": {
          "Enable Status": false, "Retry Count": 5, "Retry Interval": 60,
          "services": [
            {
              "Service Name": "System Alert Notification",
              "URL": "https://hooks.example.com/alerts",
              "Description": "For the team on call",
              "Enable Status": true,
              "Request Headers": "Content-Type: application/json\\nAuthorization: Bearer abc\\nX-Custom-Header: value",
              "Request Body": "{`event`: `{{type}}`, `title`: `{{title}}`}",
              "Check Type": "Content",
              "Content": "ok"
            },
            {"serviceName": "Second", "url": "https://hooks.example.com/2", "checkType": "Status Code"}
          ]
        }}""");

    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    JsonNode read = json(answer);
    assertThat(read.path("dialect").asText()).isEqualTo("ammds");
    JsonNode first = read.path("services").get(0);
    assertThat(first.path("name").asText()).isEqualTo("System Alert Notification");
    assertThat(first.path("headers").findValuesAsText("name"))
        .containsExactly("Content-Type", "Authorization", "X-Custom-Header");
    assertThat(first.path("headers").get(1).path("secret").asBoolean()).isTrue();
    assertThat(first.path("check").path("contains").asText()).isEqualTo("ok");
    assertThat(read.path("services").get(1).path("check").path("type").asText())
        .isEqualTo("statusCode");
    assertThat(webhooks.settings())
        .containsEntry("enabled", false)
        .containsEntry("retryCount", 5)
        .containsEntry("retryInterval", 60);
  }

  @Test
  void problems_of_ammds_settings_are_told_where_they_stand() {
    var answer = post(
        "import",
        "{'document': {'services': [{'Service Name': 'A', 'URL': 'nowhere', 'Check Type': 'Smell',"
            + " 'Request Headers': 'no colon'}]}}");

    assertThat(json(answer).path("problems").findValuesAsText("pointer"))
        .containsExactly("/services/0/Check Type");
    answer = post(
        "import",
        "{'document': {'services': [{'Service Name': 'A', 'URL': 'nowhere',"
            + " 'Check Type': 'Content', 'Request Headers': 'no colon'}]}}");
    assertThat(json(answer).path("problems").findValuesAsText("pointer"))
        .contains("/services/0/URL", "/services/0/Request Headers", "/services/0/Check Type");
  }

  @Test
  void our_own_services_go_out_and_in() {
    service("A", ", 'headers': [{'name': 'X-A', 'value': '1'}]");
    var exported = (ObjectNode) json(get("export"));
    var one = (ObjectNode) exported.path("services").get(0);
    one.remove("id");
    one.put("name", "B");

    JsonNode read = imported(exported, true);

    assertThat(read.path("services").get(0).path("name").asText()).isEqualTo("B");
    assertThat(read.path("services").get(0).path("headers")).isEqualTo(one.path("headers"));
  }

  private JsonNode imported(JsonNode document, boolean strict) {
    AdminResponse answer = sent(document, strict, false);
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer);
  }

  private AdminResponse sent(JsonNode document, boolean strict, boolean dryRun) {
    var form = JSON.createObjectNode().put("strict", strict).put("dryRun", dryRun);
    form.set("document", document);
    return raw("POST", "import", Map.of("Content-Type", "application/json"), form.toString());
  }

  static JsonNode example(String name) throws IOException {
    try (var in =
        OpenMetadataImportTest.class.getResourceAsStream("/openmetadata/" + name + ".json")) {
      return JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
