package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenMetadata's webhooks over the API, as its page describes it. */
class OpenMetadataWebhooksTest extends AdminFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATCH = "application/json-patch+json";

  @Test
  void W_96a_a_webhook_is_made_without_an_id_and_found_by_id_and_by_name() throws IOException {
    var made = om("POST", "", "application/json", example().toString());

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
    var webhook = example().put("id", id);

    assertThat(json(om("POST", "", "application/json", webhook.toString()))
            .path("id")
            .asText())
        .isEqualTo(id);

    webhook.put("name", "Other").put("displayName", "Other");
    assertProblem(om("POST", "", "application/json", webhook.toString()), 422, "/id");
  }

  @Test
  void a_name_with_a_dot_is_found_in_quotation_marks_too() throws IOException {
    made(example().put("name", "a.b"));

    assertThat(json(om("GET", "/name/a.b")).path("fullyQualifiedName").asText())
        .isEqualTo("\"a.b\"");
    assertThat(om("GET", "/name/\"a.b\"").status()).isEqualTo(200);
  }

  @Test
  void what_the_schema_does_not_know_is_refused_by_name() throws IOException {
    var webhook = example().put("color", "red");
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
        om("POST", "", "application/json", example().put("name", "a b").toString()), 422, "/name");
  }

  @Test
  void W_96b_the_patch_of_the_page_switches_a_webhook_off() throws IOException {
    String id = made(example());

    var answer = patch(id, "[{\"op\":\"replace\",\"path\":\"/enabled\",\"value\":false}]");

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    JsonNode webhook = json(answer);
    assertThat(webhook.path("enabled").asBoolean(true)).isFalse();
    assertThat(webhook.path("status").asText()).isEqualTo("disabled");
    assertThat(webhook.path("version").asText()).isEqualTo("0.2");
    assertThat(webhook.path("changeDescription").toString())
        .isEqualTo("{\"fieldsAdded\":[],\"fieldsUpdated\":[{\"name\":\"enabled\",\"oldValue\":true,"
            + "\"newValue\":false}],\"fieldsDeleted\":[]}");
  }

  @Test
  void W_96b_all_six_operations_are_applied_as_one() throws IOException {
    String id = made(example());

    var answer = patch(id, """
        [{"op":"test","path":"/webhookType","value":"Custom"},
         {"op":"add","path":"/tags","value":[{"tagFQN":"A"}]},
         {"op":"add","path":"/tags/-","value":{"tagFQN":"B"}},
         {"op":"replace","path":"/batchSize","value":1},
         {"op":"copy","from":"/owner","path":"/extension","value":1},
         {"op":"move","from":"/eventFilters/0","path":"/eventFilters/2"},
         {"op":"remove","path":"/domain"}]""");

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    JsonNode webhook = json(answer);
    assertThat(webhook.path("tags").findValuesAsText("tagFQN")).containsExactly("A", "B");
    assertThat(webhook.path("eventFilters").findValuesAsText("eventType"))
        .containsExactly("entityUpdated", "entityDeleted", "entityCreated");
    assertThat(webhook.path("extension").path("name").asText()).isEqualTo("integration.admin");
    assertThat(webhook.has("domain")).isFalse();
    var change = webhook.path("changeDescription");
    assertThat(changed(change.path("fieldsAdded"))).containsExactlyInAnyOrder("tags", "extension");
    assertThat(changed(change.path("fieldsUpdated")))
        .containsExactlyInAnyOrder("batchSize", "eventFilters");
    assertThat(change.path("fieldsDeleted").get(0).path("name").asText()).isEqualTo("domain");
  }

  @Test
  void W_96b_each_kind_of_wrong_patch_has_its_status_and_changes_nothing() throws IOException {
    String id = made(example());
    String before = text(om("GET", "/" + id));

    assertProblem(patch(id, "[{\"op\":\"spam\",\"path\":\"/enabled\"}]"), 400, "/0/op");
    assertProblem(patch(id, "{\"enabled\":false}"), 400, "");
    assertProblem(patch(id, "[{\"op\":\"add\",\"op\":\"remove\",\"path\":\"/x\"}]"), 400, "/0/op");
    assertProblem(
        patch(id, "[{\"op\":\"test\",\"path\":\"/enabled\",\"value\":false}]"), 409, "/0");
    assertProblem(patch(id, "[{\"op\":\"remove\",\"path\":\"/nothing\"}]"), 409, "/0");
    assertProblem(om("PATCH", "/" + id, "application/json", "[]"), 415);
    assertProblem(om("PATCH", "/" + id, "application/merge-patch+json", "{}"), 415);
    assertProblem(
        patch(id, "[{\"op\":\"replace\",\"path\":\"/batchSize\",\"value\":0}]"), 422, "/batchSize");
    assertProblem(
        patch(id, "[{\"op\":\"remove\",\"path\":\"/webhookConfig/endpoint\"}]"),
        422,
        "/webhookConfig/endpoint");
    assertProblem(patch(id, "[{\"op\":\"add\",\"path\":\"/color\",\"value\":1}]"), 422, "/color");
    assertProblem(patch(id, "[{\"op\":\"replace\",\"path\":\"\",\"value\":[]}]"), 422, "");
    assertProblem(
        patch(id, "[{\"op\":\"replace\",\"path\":\"/version\",\"value\":7}]"), 422, "/version");
    assertProblem(
        patch(id, "[{\"op\":\"replace\",\"path\":\"/deleted\",\"value\":true}]"), 422, "/deleted");
    assertThat(text(om("GET", "/" + id))).isEqualTo(before);
  }

  @Test
  void W_96b_no_secret_can_be_read_with_a_patch() throws IOException {
    String id = made(example());

    for (String guess : List.of("your-hmac-secret-key", "Bearer YOUR_TOKEN")) {
      assertProblem(
          patch(
              id,
              "[{\"op\":\"test\",\"path\":\"/webhookConfig/secretKey\",\"value\":\"" + guess
                  + "\"}]"),
          409,
          "/0");
      assertProblem(
          patch(
              id,
              "[{\"op\":\"test\",\"path\":\"/webhookConfig/headers/Authorization\",\"value\":\""
                  + guess + "\"}]"),
          409,
          "/0");
    }
    var copied = patch(
        id, "[{\"op\":\"copy\",\"from\":\"/webhookConfig/secretKey\",\"path\":\"/description\"}]");
    assertThat(json(copied).path("description").asText()).isEqualTo("*********");
    assertProblem(
        patch(
            id,
            "[{\"op\":\"copy\",\"from\":\"/webhookConfig/headers/Authorization\","
                + "\"path\":\"/webhookConfig/headers/X-Open\"}]"),
        422,
        "/webhookConfig/headers");
    var moved = patch(
        id,
        "[{\"op\":\"move\",\"from\":\"/webhookConfig/secretKey\",\"path\":\"/extension\"},"
            + "{\"op\":\"replace\",\"path\":\"/extension\",\"value\":{}}]");
    assertThat(json(moved).path("webhookConfig").has("secretKey")).isFalse();
    assertThat(text(om("GET", "/" + id + "/versions")))
        .doesNotContain("your-hmac-secret-key", "YOUR_TOKEN");
  }

  @Test
  void secrets_are_kept_replaced_and_forgotten_and_shown_as_changed_only() throws IOException {
    String id = made(example());
    patch(id, "[{\"op\":\"replace\",\"path\":\"/batchSize\",\"value\":1}]");
    publish(aTable());
    deliveries("delivered", 1);
    assertThat(receiver.got().get(0).headers().toString()).contains("Bearer YOUR_TOKEN");

    var replaced = json(patch(
        id,
        "[{\"op\":\"replace\",\"path\":\"/webhookConfig/secretKey\",\"value\":\"another-key\"},"
            + "{\"op\":\"replace\",\"path\":\"/webhookConfig/headers/Authorization\","
            + "\"value\":\"Bearer NEW\"}]"));

    assertThat(replaced.path("changeDescription").path("fieldsUpdated").toString())
        .contains(
            "{\"name\":\"webhookConfig.secretKey\",\"oldValue\":\"*********\",\"newValue\":\"*********\"}")
        .contains("webhookConfig.headers")
        .doesNotContain("NEW", "another-key");
    var removed = json(patch(id, "[{\"op\":\"remove\",\"path\":\"/webhookConfig/secretKey\"}]"));
    assertThat(removed
            .path("changeDescription")
            .path("fieldsDeleted")
            .get(0)
            .path("name")
            .asText())
        .isEqualTo("webhookConfig.secretKey");
    assertThat(json(get("services/" + id)).path("secret").path("set").asBoolean(true))
        .isFalse();
  }

  @Test
  void a_put_replaces_the_document_and_keeps_what_it_cannot_say() throws IOException {
    String id = made(example());
    send(
        "PATCH",
        "services/" + id,
        "{'body': '{`mine`: true}', 'rate': {'count': 5, 'per': 'second'}}");
    var webhook = example().put("description", "*new*");
    webhook.remove("domain");

    var answer = om("PUT", "/" + id, "application/json", webhook.toString());

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    assertThat(json(answer).path("description").asText()).isEqualTo("*new*");
    assertThat(json(answer).has("domain")).isFalse();
    JsonNode service = json(get("services/" + id));
    assertThat(service.path("body").asText()).isEqualTo("{\"mine\": true}");
    assertThat(service.path("rate").path("count").asInt()).isEqualTo(5);
    assertThat(service.path("secret").path("set").asBoolean()).isTrue();
  }

  @Test
  void a_put_without_an_id_makes_one_or_replaces_the_one_of_that_name() throws IOException {
    var first = om("PUT", "", "application/json", example().toString());
    var second = om("PUT", "", "application/json", example().put("batchSize", 2).toString());

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(json(second).path("id")).isEqualTo(json(first).path("id"));
    assertThat(json(second).path("batchSize").asInt()).isEqualTo(2);
  }

  @Test
  void another_kind_brings_its_body_unless_somebody_wrote_one() throws IOException {
    String id = made(example());

    patch(id, "[{\"op\":\"replace\",\"path\":\"/webhookType\",\"value\":\"Slack\"}]");
    assertThat(json(get("services/" + id)).path("body").asText()).contains("\"text\"");
    send("PATCH", "services/" + id, "{'body': '{`mine`: true}'}");
    patch(id, "[{\"op\":\"replace\",\"path\":\"/webhookType\",\"value\":\"Generic\"}]");

    assertThat(json(get("services/" + id)).path("body").asText()).isEqualTo("{\"mine\": true}");
  }

  @Test
  void W_96c_removed_softly_it_is_hidden_and_restored_with_its_history() throws IOException {
    String id = made(example().put("batchSize", 1));
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
    String id = made(example());

    assertThat(om("DELETE", "/" + id + "?hardDelete=true").status()).isEqualTo(204);

    assertThat(om("GET", "/" + id).status()).isEqualTo(404);
    assertThat(json(om("GET", "?include=all")).path("data")).isEmpty();
  }

  @Test
  void a_change_of_something_else_than_what_was_seen_is_refused() throws IOException {
    String id = made(example());
    String tag = om("GET", "/" + id).headers().get("ETag");
    patch(id, "[{\"op\":\"replace\",\"path\":\"/batchSize\",\"value\":3}]");

    for (String method : List.of("PATCH", "PUT", "DELETE")) {
      var answer = ask(
          method,
          "api/openmetadata/v1/webhooks/" + id,
          Map.of(
              "If-Match", tag, "Content-Type", method.equals("PATCH") ? PATCH : "application/json"),
          method.equals("PATCH") ? "[]" : example().toString());
      assertProblem(answer, 412);
    }
  }

  @Test
  void W_96d_the_list_is_paged_and_filtered() throws IOException {
    for (String name : List.of("C", "A", "B")) {
      made(example().put("name", name).put("displayName", "The " + name));
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

    assertThat(found("status=disabled")).containsExactly("Our-own-service");
    assertThat(found("enabled=true&domain=Operations")).containsExactly("A", "B", "C");
    assertThat(found("owner=integration.admin&status=failed")).isEmpty();
    assertThat(found("tag=None")).isEmpty();
    assertProblem(om("GET", "?status=broken&limit=0&color=red"), 400, "status", "limit", "color");
  }

  @Test
  void versions_can_be_looked_at_one_by_one_and_do_not_count_moves() throws IOException {
    String other = service("Before it", "");
    String id = made(example());
    patch(id, "[{\"op\":\"replace\",\"path\":\"/batchSize\",\"value\":3}]");
    call("DELETE", "services/" + other, Map.of(), "");

    JsonNode versions = json(om("GET", "/" + id + "/versions"));

    assertThat(versions.path("versions").findValuesAsText("version")).containsExactly("0.2", "0.1");
    assertThat(json(om("GET", "/" + id + "/versions/0.1")).path("batchSize").asInt())
        .isEqualTo(10);
    assertThat(om("GET", "/" + id + "/versions/0.3").status()).isEqualTo(404);
    assertThat(om("GET", "/" + id + "/versions/x").status()).isEqualTo(404);
    JsonNode page = json(om("GET", "/" + id + "/versions?limit=1"));
    assertThat(page.path("paging").path("after").asText()).isEqualTo("0.2");
    assertThat(json(om("GET", "/" + id + "/versions?after=0.2"))
            .path("versions")
            .findValuesAsText("version"))
        .containsExactly("0.1");
  }

  @Test
  void W_97b_a_log_has_an_entry_for_each_attempt() throws IOException {
    String id = made(example().put("batchSize", 1));
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
    String id = made(example().put("enabled", false));

    var answer = om("POST", "/" + id + "/test", "application/json", "{}");

    assertThat(json(answer).path("passed").asBoolean()).as(text(answer)).isTrue();
    assertThat(json(answer).path("request").path("body").asText()).contains("\"webhookName\"");
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void the_page_s_own_webhook_sends_the_payload_of_the_page() throws IOException {
    made(example().put("batchSize", 1));
    JsonNode payload = OpenMetadataImportTest.example("webhook-payload");

    publish(event(payload));
    deliveries("delivered", 1);

    var sent = (ObjectNode) JSON.readTree(receiver.got().get(0).body());
    var expected = (ObjectNode) payload.deepCopy();
    expected.remove("signature");
    expected.put("webhookName", "CustomAppIntegration");
    assertThat(sent).isEqualTo(expected);
  }

  private static List<String> changed(JsonNode fields) {
    var names = new ArrayList<String>();
    fields.forEach(field -> names.add(field.path("name").asText()));
    return names;
  }

  static Map<String, Object> map(JsonNode payload, String name) {
    return JSON.convertValue(payload.path(name), new TypeReference<Map<String, Object>>() {});
  }

  static NotificationEvent event(JsonNode payload) {
    return NotificationEvent.of(payload.path("eventType").asText())
        .id(payload.path("eventId").asText())
        .time(Instant.ofEpochMilli(payload.path("timestamp").asLong()))
        .entity(map(payload, "entity"))
        .changes(map(payload, "changeDescription"))
        .build();
  }

  private static NotificationEvent aTable() {
    return NotificationEvent.of("entityCreated")
        .entity(Map.of("id", "1", "type", "table", "name", "customers"))
        .build();
  }

  private List<String> found(String query) {
    return json(om("GET", "?" + query)).path("data").findValuesAsText("fullyQualifiedName");
  }

  private String made(JsonNode webhook) {
    var answer = om("POST", "", "application/json", webhook.toString());
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  /** The page's webhook of a custom application, to our receiver. */
  private ObjectNode example() throws IOException {
    var webhook = (ObjectNode) OpenMetadataImportTest.example("webhook-CustomAppIntegration");
    ((ObjectNode) webhook.path("webhookConfig")).put("endpoint", receiver.url("/in"));
    return webhook;
  }

  private AdminResponse patch(String id, String operations) {
    return om("PATCH", "/" + id, PATCH, operations);
  }

  private AdminResponse om(String method, String path) {
    return ask(method, "api/openmetadata/v1/webhooks" + path, Map.of(), "");
  }

  private AdminResponse om(String method, String path, String type, String body) {
    return ask(method, "api/openmetadata/v1/webhooks" + path, Map.of("Content-Type", type), body);
  }
}
