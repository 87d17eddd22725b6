package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenMetadata's webhooks over the API, as its page describes it: patched, replaced, and their versions. */
class OpenMetadataWebhookChangesTest extends OpenMetadataWebhooks {
  private static final String PATCH = "application/json-patch+json";

  @Test
  void W_96b_the_patch_of_the_page_switches_a_webhook_off() throws IOException {
    String id = made(application());

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
    String id = made(application());

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
    String id = made(application());
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
    String id = made(application());

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
    String id = made(application());
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
    String id = made(application());
    send(
        "PATCH",
        "services/" + id,
        "{'body': '{`mine`: true}', 'rate': {'count': 5, 'per': 'second'}}");
    var webhook = application().put("description", "*new*");
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
    var first = om("PUT", "", "application/json", application().toString());
    var second =
        om("PUT", "", "application/json", application().put("batchSize", 2).toString());

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(json(second).path("id")).isEqualTo(json(first).path("id"));
    assertThat(json(second).path("batchSize").asInt()).isEqualTo(2);
  }

  @Test
  void another_kind_brings_its_body_unless_somebody_wrote_one() throws IOException {
    String id = made(application());

    patch(id, "[{\"op\":\"replace\",\"path\":\"/webhookType\",\"value\":\"Slack\"}]");
    assertThat(json(get("services/" + id)).path("body").asText()).contains("\"text\"");
    send("PATCH", "services/" + id, "{'body': '{`mine`: true}'}");
    patch(id, "[{\"op\":\"replace\",\"path\":\"/webhookType\",\"value\":\"Generic\"}]");

    assertThat(json(get("services/" + id)).path("body").asText()).isEqualTo("{\"mine\": true}");
  }

  @Test
  void a_change_of_something_else_than_what_was_seen_is_refused() throws IOException {
    String id = made(application());
    String tag = om("GET", "/" + id).headers().get("ETag");
    patch(id, "[{\"op\":\"replace\",\"path\":\"/batchSize\",\"value\":3}]");

    for (String method : List.of("PATCH", "PUT", "DELETE")) {
      var answer = ask(
          method,
          "api/openmetadata/v1/webhooks/" + id,
          Map.of(
              "If-Match", tag, "Content-Type", method.equals("PATCH") ? PATCH : "application/json"),
          method.equals("PATCH") ? "[]" : application().toString());
      assertProblem(answer, 412);
    }
  }

  @Test
  void versions_can_be_looked_at_one_by_one_and_do_not_count_moves() throws IOException {
    String other = service("Before it", "");
    String id = made(application());
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

  private static List<String> changed(JsonNode fields) {
    var names = new ArrayList<String>();
    fields.forEach(field -> names.add(field.path("name").asText()));
    return names;
  }

  private AdminResponse patch(String id, String operations) {
    return om("PATCH", "/" + id, PATCH, operations);
  }
}
