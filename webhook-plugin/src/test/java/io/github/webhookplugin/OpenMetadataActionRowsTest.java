package io.github.webhookplugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.AdminResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenMetadata's webhook as the action of a subscription, row by row. */
class OpenMetadataActionRowsTest extends AdminFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void S_01_and_S_44_an_action_inside_a_subscription_is_a_service_with_its_filter()
      throws IOException {
    JsonNode service = imported(example("subscription-TableChangeSubscription"));

    assertThat(service.path("name").asText()).isEqualTo("TableChangeSubscription");
    assertThat(service.path("url").asText()).isEqualTo("https://hooks.slack.com/***");
    assertThat(service.path("sendToOwners").asBoolean()).isTrue();
    assertThat(service.path("secret").path("set").asBoolean()).isTrue();
    assertThat(service.path("eventFilters").findValuesAsText("eventType"))
        .containsExactly("entityCreated", "entityUpdated");
    assertThat(service.path("eventFilters").get(0).path("entities").toString())
        .isEqualTo("[\"table\"]");
  }

  @ParameterizedTest
  @CsvSource({"post, POST", "put, PUT", "auth-headers, POST"})
  void S_02_S_03_and_S_17_the_method_is_POST_or_PUT(String name, String method) throws IOException {
    assertThat(imported(example("action-" + name)).path("method").asText()).isEqualTo(method);
  }

  @Test
  void S_17_other_methods_are_refused() throws IOException {
    assertThat(pointers(sent(example("action-post").put("httpMethod", "GET"))))
        .containsExactly("/httpMethod");
  }

  @Test
  void S_04_S_15_and_S_37_headers_are_taken_and_those_of_keys_are_secret() throws IOException {
    JsonNode headers = imported(example("action-auth-headers")).path("headers");

    assertThat(headers.findValuesAsText("name")).containsExactly("Authorization", "X-API-Key");
    assertThat(headers.findValuesAsText("secret")).containsExactly("true", "true");
  }

  @Test
  void S_05_S_16_and_S_31_the_request_line_is_exactly_that_of_the_page() throws IOException {
    var action = example("action-put-with-query").put("endpoint", receiver.url("/webhook"));
    imported(action);

    publishThePagesEvent();

    var got = receiver.got().get(0);
    assertThat(got.method()).isEqualTo("PUT");
    assertThat(got.path()).isEqualTo("/webhook?apiVersion=v2&source=openmetadata&format=json");
  }

  @Test
  void S_06_S_14_and_S_36_a_secret_key_is_set_or_it_is_not() throws IOException {
    assertThat(imported(example("action-custom-application"))
            .path("secret")
            .path("set")
            .asBoolean())
        .isTrue();
    assertThat(imported(example("action-post")).path("secret").path("set").asBoolean(true))
        .isFalse();
  }

  @Test
  void S_07_and_S_18_recipients_are_off_unless_they_are_asked_for() throws IOException {
    JsonNode owners = imported(example("action-owners-and-followers"));
    JsonNode nobody = imported(example("action-post"));

    assertThat(owners.path("sendToAdmins").asBoolean(true)).isFalse();
    assertThat(owners.path("sendToOwners").asBoolean()).isTrue();
    assertThat(owners.path("sendToFollowers").asBoolean()).isTrue();
    for (String flag : List.of("sendToAdmins", "sendToOwners", "sendToFollowers")) {
      assertThat(nobody.path(flag).asBoolean(true)).as(flag).isFalse();
    }
  }

  @Test
  void S_08_S_12_S_30_and_S_32_receivers_are_a_list_without_repetitions() throws IOException {
    JsonNode service = imported(example("action-receivers"));

    assertThat(service.path("receivers").toString())
        .isEqualTo("[\"admin@company.com\",\"data-team@company.com\"]");
    var twice = example("action-post");
    twice.putArray("receivers").add("a@b.example").add("a@b.example");
    assertThat(pointers(sent(twice))).containsExactly("/receivers");
  }

  @Test
  void S_09d_the_examples_of_other_products_are_all_taken() throws IOException {
    for (String name : List.of("slack", "pagerduty", "teams", "custom-application")) {
      assertThat(imported(example("action-" + name)).path("enabled").asBoolean())
          .isTrue();
      for (JsonNode service : json(get("services")).path("services")) {
        call("DELETE", "services/" + service.path("id").asText(), Map.of(), "");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "O'Brien", "a-b.c_d", "数据", "Ünïcode", "0"})
  void S_11_names_for_programs_have_letters_of_any_script(String name) {
    String id = service("S", "");

    var answer = raw(
        "PATCH",
        "services/" + id,
        Map.of("Content-Type", "application/json"),
        "{\"apiName\":\"" + name + "\"}");

    assertThat(json(answer).path("apiName").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "a:b", "a\\nb", "😀"})
  void S_11_and_no_blanks_or_other_signs(String name) {
    String id = service("S", "");

    var answer = raw(
        "PATCH",
        "services/" + id,
        Map.of("Content-Type", "application/json"),
        "{\"apiName\":\"" + name + "\"}");

    assertProblem(answer, 422, "/apiName");
  }

  @Test
  void S_11_128_characters_are_the_most() {
    String id = service("S", ", 'apiName': '" + "a".repeat(128) + "'");

    assertProblem(
        send("PATCH", "services/" + id, "{'apiName': '" + "a".repeat(129) + "'}"), 422, "/apiName");
  }

  @Test
  void S_13_and_S_19_nothing_is_required_and_an_empty_action_is_a_draft_that_is_off()
      throws IOException {
    var answer = sent(JSON.createObjectNode());

    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    JsonNode draft = json(answer).path("services").get(0);
    assertThat(draft.path("enabled").asBoolean(true)).isFalse();
    assertThat(json(answer).path("warnings").findValuesAsText("pointer")).contains("/endpoint");
    assertThat(json(get("export?format=openmetadata-action"))
            .path("actions")
            .get(0)
            .toString())
        .isEqualTo("{\"httpMethod\":\"POST\",\"sendToAdmins\":false,\"sendToOwners\":false,"
            + "\"sendToFollowers\":false}");
    assertThat(pointers(
            sent(JSON.createObjectNode().put("endpoint", "https://a.example/").put("x", 1))))
        .containsExactly("/x");
  }

  @Test
  void S_20_what_the_schema_has_not_is_as_the_global_settings_say() throws IOException {
    JsonNode service = imported(example("action-post"));

    assertThat(service.path("timeout").isNull()).isTrue();
    assertThat(service.path("batchSize").asInt()).isEqualTo(1);
    assertThat(service.path("eventFilters")).isEmpty();
  }

  @Test
  void S_25_the_example_for_slack_has_slacks_body() throws IOException {
    JsonNode service = imported(example("action-slack"));

    assertThat(service.path("body").asText()).contains("\"text\"");
    assertThat(service.path("headers").findValuesAsText("name")).containsExactly("Content-Type");
  }

  @Test
  void S_26_the_example_for_pagerduty_is_warned_of() throws IOException {
    assertThat(warnings(sent(example("action-pagerduty"))))
        .anyMatch(warning -> warning.contains("routing_key") && warning.contains("“pagerduty”"));
  }

  @Test
  void S_27_and_S_33_the_custom_application_gets_the_payload_of_the_page() throws IOException {
    imported(example("action-custom-application").put("endpoint", receiver.url("/in")));

    publishThePagesEvent();

    JsonNode page = OpenMetadataImportTest.example("action-payload");
    assertThat(JSON.readTree(receiver.got().get(0).body())).isEqualTo(page);
    assertThat(receiver.got().get(0).headers().toString()).contains("Bearer YOUR_TOKEN");
  }

  @Test
  void S_28_the_example_for_teams_is_warned_of() throws IOException {
    assertThat(warnings(sent(example("action-teams"))))
        .anyMatch(warning -> warning.contains("retired") && warning.contains("“teams”"));
  }

  @Test
  void S_29_the_example_of_owners_and_followers_is_taken() throws IOException {
    assertThat(imported(example("action-owners-and-followers")).path("url").asText())
        .isEqualTo("https://api.company.com/notifications");
  }

  @Test
  void S_34_and_S_36_the_signature_is_over_the_bytes_that_were_sent_and_absent_without_a_key()
      throws Exception {
    imported(example("action-custom-application").put("endpoint", receiver.url("/signed")));
    imported(example("action-post").put("endpoint", receiver.url("/bare")), "Bare");

    publish(OpenMetadataPayload.event(OpenMetadataImportTest.example("action-payload")));
    deliveries("delivered", 2);

    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("your-hmac-secret-key".getBytes(UTF_8), "HmacSHA256"));
    var signed = receiver.got("/signed").get(0);
    String expected =
        "sha256=" + HexFormat.of().formatHex(mac.doFinal(signed.body().getBytes(UTF_8)));
    assertThat(header(signed, "X-OM-Signature")).isEqualTo(expected);
    assertThat(header(signed, "X-OpenMetadata-Signature")).isEqualTo(expected);
    assertThat(receiver.got("/bare").get(0).headers().keySet())
        .noneMatch(name -> name.equalsIgnoreCase("X-OM-Signature"));
  }

  private static String header(Receiver.Got got, String name) {
    return got.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  @Test
  void S_38_the_event_keeps_its_id() throws IOException {
    imported(example("action-post").put("endpoint", receiver.url("/in")));

    publishThePagesEvent();

    assertThat(JSON.readTree(receiver.got().get(0).body()).path("eventId").asText())
        .isEqualTo("123e4567-e89b-12d3-a456-426614174000");
  }

  @Test
  void S_45_X_40_a_put_is_hinted_at_unless_the_address_has_the_events_id() throws IOException {
    assertThat(warnings(sent(example("action-put"))))
        .anyMatch(warning -> warning.contains("{{eventId}}"));
    assertThat(warnings(
            sent(example("action-put").put("endpoint", "https://b.example/e/{{eventId}}"))))
        .noneMatch(warning -> warning.contains("With PUT"));
  }

  private void publishThePagesEvent() throws IOException {
    publish(OpenMetadataPayload.event(OpenMetadataImportTest.example("action-payload")));
    deliveries("delivered", 1);
  }

  private static ObjectNode example(String name) throws IOException {
    return (ObjectNode) OpenMetadataImportTest.example(name);
  }

  private JsonNode imported(ObjectNode document) {
    return imported(document, document.path("endpoint").asText().replaceAll("[^A-Za-z0-9]", "."));
  }

  private JsonNode imported(ObjectNode document, String name) {
    var answer = sent(document, name);
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("services").get(0);
  }

  private AdminResponse sent(JsonNode document) {
    return sent(document, null);
  }

  private AdminResponse sent(JsonNode document, String name) {
    var form = JSON.createObjectNode().put("strict", true).put("name", name);
    form.set("document", document);
    return raw("POST", "import", Map.of("Content-Type", "application/json"), form.toString());
  }

  private static List<String> pointers(AdminResponse answer) {
    return json(answer).path("problems").findValuesAsText("pointer");
  }

  private static List<String> warnings(AdminResponse answer) {
    return json(answer).path("warnings").findValuesAsText("message");
  }
}
