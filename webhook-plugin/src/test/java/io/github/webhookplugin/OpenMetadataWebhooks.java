package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** OpenMetadata's webhooks over its own API and as documents that are imported: the words of their tests. */
abstract class OpenMetadataWebhooks extends AdminFixture {
  static final ObjectMapper JSON = new ObjectMapper();

  /** An example of the page. */
  static ObjectNode example(String name) throws IOException {
    return (ObjectNode) OpenMetadataImportTest.example("webhook-" + name);
  }

  /** Makes it, to our receiver, and gives its id. */
  String made(ObjectNode webhook) {
    var answer = om("POST", "", toReceiver(webhook).toString());
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  /** The service that comes of its import. */
  JsonNode imported(ObjectNode webhook) {
    var answer = sent(webhook);
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("services").get(0);
  }

  /** What a strict import answers. */
  AdminResponse sent(JsonNode webhook) {
    var form = JSON.createObjectNode().put("strict", true);
    form.set("document", webhook);
    return raw("POST", "import", Map.of("Content-Type", "application/json"), form.toString());
  }

  static List<String> pointers(AdminResponse answer) {
    return json(answer).path("problems").findValuesAsText("pointer");
  }

  static List<String> warnings(AdminResponse answer) {
    return json(answer).path("warnings").findValuesAsText("message");
  }

  JsonNode exported() {
    return json(get("export?format=openmetadata")).path("webhooks").get(0);
  }

  /** The full names of the webhooks that a query finds. */
  List<String> names(String query) {
    return json(om("GET", query, "")).path("data").findValuesAsText("fullyQualifiedName");
  }

  AdminResponse om(String method, String path) {
    return om(method, path, "");
  }

  AdminResponse om(String method, String path, String body) {
    String type = method.equals("PATCH") ? "application/json-patch+json" : "application/json";
    return om(method, path, type, body);
  }

  AdminResponse om(String method, String path, String type, String body) {
    var headers = body.isEmpty() ? Map.<String, String>of() : Map.of("Content-Type", type);
    return ask(method, "api/openmetadata/v1/webhooks" + path, headers, body);
  }

  /** The page's webhook of a custom application, to our receiver. */
  ObjectNode application() throws IOException {
    return toReceiver(example("CustomAppIntegration"));
  }

  private ObjectNode toReceiver(ObjectNode webhook) {
    ((ObjectNode) webhook.path("webhookConfig")).put("endpoint", receiver.url("/in"));
    return webhook;
  }

  static NotificationEvent aTable() {
    return NotificationEvent.of("entityCreated")
        .entity(Map.of("id", "1", "type", "table", "name", "customers"))
        .build();
  }
}
