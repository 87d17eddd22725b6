package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.AdminResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings as one file of our own: out, without secrets, and in again (feature rows ). */
class TransferTest extends AdminFixture {
  private static final String CANARY = "canary-4711";

  @Test
  void a_file_has_the_general_settings_if_they_are_asked_for() {
    webhooks.apply(Map.of("retryCount", 7), "ann");
    service("Ops", "");

    assertThat(
            json(get("export?general=true")).path("general").path("retryCount").asInt())
        .isEqualTo(7);
    assertThat(json(get("export")).has("general")).isFalse();
    assertProblem(get("export?general=yes"), 400, "general");
  }

  @Test
  void services_of_all_presets_come_back_as_they_were_but_for_their_secrets() {
    PresetApiTest.presets().forEach(preset -> addPreset(preset.get()[0], preset.get()[1]));
    var file = json(get("export?general=true"));
    assertThat(file.path("services")).hasSizeGreaterThanOrEqualTo(17);
    webhooks.stop(Duration.ofSeconds(5));
    data = data.resolve("another");
    start();

    var answer = imported(file, "");

    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    assertThat(json(answer).path("plan").findValuesAsText("action")).containsOnly("added");
    var again = json(get("export?general=true"));
    assertThat(again.path("general")).isEqualTo(file.path("general"));
    for (int i = 0; i < file.path("services").size(); i++) {
      assertThat(comparable(again.path("services").path(i)))
          .isEqualTo(comparable(file.path("services").path(i)));
    }
  }

  @Test
  void what_is_missing_is_told_and_its_service_is_off_until_it_is_entered() {
    service("Ops", ", 'secret': '%1$s', 'headers': 'Authorization: Bearer %1$s'".formatted(CANARY));
    String file = text(get("export"));
    assertThat(file).doesNotContain(CANARY);
    send("DELETE", "services/" + json(get("services")).findPath("id").asText(), "");

    var line = json(imported(file, "")).path("plan").path(0);

    assertThat(line.path("missing").toString()).isEqualTo("[\"/headers/0/value\",\"/secret\"]");
    assertThat(line.path("enabled").asBoolean()).isFalse();
    var saved = json(get("services/" + line.path("id").asText()));
    assertThat(saved.path("headers").path(0).path("set").asBoolean()).isFalse();
  }

  @Test
  void a_secret_address_is_asked_for_again() {
    post(
        "services",
        "{'name': 'Slack', 'url': 'https://hooks.slack.com/services/%s', 'secretUrl': true}"
            .formatted(CANARY));
    String file = text(get("export"));
    send("DELETE", "services/" + json(get("services")).findPath("id").asText(), "");

    var answer = imported(file, "");

    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    assertThat(json(answer).path("plan").path(0).path("missing").toString())
        .isEqualTo("[\"/url\"]");
  }

  @Test
  void services_that_are_here_already_are_refused_left_or_changed_as_is_said() {
    String id =
        service("Ops", ", 'timeout': 10, 'headers': 'Authorization: Bearer " + CANARY + "'");
    String file = text(get("export"));
    send("PATCH", "services/" + id, "{'timeout': 20}");

    var refused = imported(file, "");
    var skipped = imported(file, ", \"existing\": \"skip\"");
    var tried = imported(file, ", \"existing\": \"replace\", \"dryRun\": true");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(json(refused).path("plan").path(0).path("action").asText()).isEqualTo("refused");
    assertThat(json(skipped).path("plan").path(0).path("action").asText()).isEqualTo("skipped");
    assertThat(json(tried).path("plan").path(0).path("action").asText()).isEqualTo("changed");
    assertThat(json(tried).path("plan").path(0).path("fields").toString())
        .isEqualTo("[\"timeout\"]");
    assertThat(json(get("services/" + id)).path("timeout").asInt()).isEqualTo(20);

    var replaced = imported(file, ", \"existing\": \"replace\"");

    assertThat(replaced.status()).isEqualTo(201);
    var saved = json(get("services/" + id));
    assertThat(saved.path("timeout").asInt()).isEqualTo(10);
    assertThat(saved.path("headers").path(0).path("set").asBoolean()).isTrue();
    assertThat(saved.path("enabled").asBoolean()).isTrue();
  }

  @Test
  void one_service_that_cannot_be_refuses_all_and_is_named_with_all_its_problems() {
    String file = """
        {"general": {"retryCount": 5},
         "services": [{"name": "A", "url": "https://a.test/"}, {"name": "", "url": "ftp://b.test/"}]}""";

    var answer = imported(file, "");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(json(answer).path("problems").findValuesAsText("pointer"))
        .contains("/services/1/name", "/services/1/url");
    assertThat(json(answer).path("plan").findValuesAsText("action"))
        .containsExactly("fine", "refused");
    assertThat(json(get("services")).path("services")).isEmpty();
    assertThat(webhooks.settings().get("retryCount")).isNotEqualTo(5);
  }

  @Test
  void general_settings_that_cannot_be_are_told_by_their_place_in_the_file() {
    var answer = imported("{\"general\": {\"retryCount\": -1}, \"services\": []}", "");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(json(answer).path("problems").findValuesAsText("pointer"))
        .containsExactly("/general/retryCount");
  }

  @Test
  void a_service_that_is_off_may_lack_a_secret_that_it_needs_and_cannot_be_switched_on_so() {
    var off = post(
        "services",
        "{'name': 'DMS', 'url': '%s', 'signature': 'plain-token', 'enabled': false}"
            .formatted(receiver.url("/in")));
    assertThat(off.status()).as(text(off)).isEqualTo(201);

    var on = send("PATCH", "services/" + json(off).path("id").asText(), "{'enabled': true}");

    assertProblem(on, 422, "/secret");
  }

  private void addPreset(Object preset, Object fields) {
    var draft = json(post("presets/" + preset + "/service", "{'fields': " + fields + "}"));
    var saved = raw(
        "POST",
        "services",
        Map.of("Content-Type", "application/json"),
        draft.path("service").toString());
    assertThat(saved.status()).as(preset + " " + text(saved)).isEqualTo(201);
  }

  private AdminResponse imported(Object file, String more) {
    return raw(
        "POST",
        "import",
        Map.of("Content-Type", "application/json"),
        "{\"document\": " + file + more + "}");
  }

  /** Without what depends on secrets. */
  private static JsonNode comparable(JsonNode service) {
    ObjectNode copy = service.deepCopy();
    copy.remove(List.of("secret", "enabled", "url"));
    for (String list : new String[] {"headers", "queryParams"}) {
      copy.path(list).forEach(row -> ((ObjectNode) row).remove("set"));
    }
    return copy;
  }
}
