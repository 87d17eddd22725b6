package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who changed what when, and back to that again (feature row A-62). */
class AdminHistoryTest extends AdminFixture {
  private static final String CANARY = "canary-7f3a9c";

  @Test
  void A_62_changes_are_listed_newest_first_with_who_when_and_what() {
    String id = service("Ops", ", 'description': 'old'");
    clock.forward(Duration.ofMinutes(5));
    send("PATCH", "services/" + id, "{'description': 'new', 'timeout': 20}");
    webhooks.apply(Map.of("retryCount", 7), "bob");
    send("DELETE", "services/" + id, "");

    List<JsonNode> changes = changes("history");

    assertThat(changes)
        .extracting(change -> change.path("kind").asText())
        .containsExactly("removed", "changed", "changed", "added");
    assertThat(changes)
        .extracting(change -> change.path("document").asText())
        .containsExactly(id, "global", id, id);
    assertThat(changes)
        .extracting(change -> change.path("by").asText())
        .containsExactly("ann", "bob", "ann", "ann");
    assertThat(changes.get(0).path("name").asText()).isEqualTo("Ops");
    assertThat(changes.get(0).path("restores").asInt())
        .isEqualTo(changes.get(2).path("version").asInt());
    assertThat(changes.get(1).path("fields").toString()).isEqualTo("[\"retryCount\"]");
    assertThat(changes.get(2).path("fields").toString()).isEqualTo("[\"description\",\"timeout\"]");
    assertThat(changes.get(2).path("at").asText()).isEqualTo(clock.instant().toString());
  }

  @Test
  void pages_follow_each_other_also_within_one_version() {
    webhooks.apply(
        Map.of(
            "retryCount",
            7,
            "services",
            List.of(
                Map.of("name", "A", "url", receiver.url("/a")),
                Map.of("name", "B", "url", receiver.url("/b")))),
        "ann");
    service("C", "");

    var all = changes("history");
    var paged = new ArrayList<JsonNode>();
    String path = "history?limit=1";
    for (String at = path; !at.isEmpty(); ) {
      var answer = json(get(at));
      answer.path("changes").forEach(paged::add);
      at = answer.path("nextCursor").isNull()
          ? ""
          : path + "&cursor=" + answer.path("nextCursor").asText();
    }

    assertThat(all).hasSize(4);
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void one_service_or_the_general_settings_can_be_asked_for() {
    String id = service("A", "");
    service("B", "");
    webhooks.apply(Map.of("retryCount", 7), "ann");

    assertThat(changes("history?service=" + id)).hasSize(1);
    assertThat(changes("history?document=global")).hasSize(1);
    assertProblem(get("history?service=me"), 400, "service");
    assertProblem(get("history?document=me"), 400, "document");
    assertProblem(get("history?cursor=me"), 400, "cursor");
  }

  @Test
  void a_change_is_shown_field_by_field() {
    String id = service("Ops", ", 'check': {'type': 'content', 'contains': 'ok'}");
    send("PATCH", "services/" + id, "{'check': {'contains': 'done'}, 'timeout': 20}");

    var change = json(get("history/2/" + id));

    assertThat(change.path("changes").findValuesAsText("pointer"))
        .containsExactly("/check/contains", "/timeout");
    assertThat(change.path("changes").path(0).path("before").asText()).isEqualTo("ok");
    assertThat(change.path("changes").path(0).path("after").asText()).isEqualTo("done");
    assertThat(change.path("readable").asBoolean()).isTrue();
    assertThat(json(get("history/1/" + id)).path("changes").findValuesAsText("pointer"))
        .contains("/name", "/url")
        .doesNotContain("/timeout", "/id");
  }

  @Test
  void what_is_not_there_is_said_to_be_not_there() {
    String id = service("Ops", "");

    assertProblem(get("history/2/" + id), 404);
    assertProblem(get("history/one/" + id), 404);
    assertProblem(get("history/1/global"), 404);
    assertProblem(get("history/1/me"), 404);
    assertProblem(post("history/9/" + id + "/restore", "{}"), 404);
  }

  @Test
  void no_answer_has_a_secret_not_even_one_that_became_one_later() {
    String id = service(
        "Ops",
        ", 'secret': '%1$s-sign', 'headers': [{'name': 'X-Key', 'value': '%1$s-head', 'secret': false}], 'body': '{`k`: `%1$s-head`}'"
            .formatted(CANARY));
    send(
        "PATCH",
        "services/" + id,
        "{'headers': [{'name': 'X-Key', 'value': '%s-head', 'secret': true}], 'secret': '%s-other'}"
            .formatted(CANARY, CANARY));
    send(
        "PATCH",
        "services/" + id,
        "{'url': '%s?token=%s', 'secretUrl': true}".formatted(receiver.url("/in"), CANARY));
    send("DELETE", "services/" + id, "");

    for (int version = 1; version <= 4; version++) {
      assertThat(text(get("history/" + version + "/" + id)))
          .contains("\"changes\"")
          .doesNotContain(CANARY);
    }
    assertThat(text(get("history"))).doesNotContain(CANARY);
    var second = json(get("history/2/" + id)).path("changes");
    assertThat(second.findValuesAsText("pointer")).contains("/secret/fingerprint", "/headers");
    var restored = json(post("history/1/" + id + "/restore", "{}"));
    assertThat(restored.path("id").asText()).isEqualTo(id);
    assertThat(restored.path("headers").toString()).doesNotContain(CANARY).contains("X-Key");
    assertThat(restored.path("headers").path(0).path("secret").asBoolean()).isTrue();
  }

  @Test
  void a_version_becomes_current_again_and_that_is_a_change_of_its_own() {
    String id = service("Ops", ", 'timeout': 10");
    send("PATCH", "services/" + id, "{'timeout': 20}");

    var restored = post("history/1/" + id + "/restore", "{}");

    assertThat(restored.status()).as(text(restored)).isEqualTo(200);
    assertThat(json(restored).path("timeout").asInt()).isEqualTo(10);
    assertThat(restored.headers().get("ETag"))
        .isEqualTo(get("services/" + id).headers().get("ETag"));
    assertThat(changes("history?service=" + id)).hasSize(3);
  }

  @Test
  void a_removed_service_comes_back_with_its_id_and_its_secrets() {
    String id = service("Ops", ", 'headers': 'Authorization: Bearer " + CANARY + "'");
    send("DELETE", "services/" + id, "");

    assertProblem(post("history/2/" + id + "/restore", "{}"), 409);
    var restored = post("history/1/" + id + "/restore", "{}");

    assertThat(json(restored).path("id").asText()).isEqualTo(id);
    assertThat(json(restored).path("headers").path(0).path("set").asBoolean()).isTrue();
    assertThat(text(restored)).doesNotContain(CANARY);
  }

  @Test
  void secrets_that_were_replaced_since_stay_as_they_are_today() {
    String id = service("Ops", ", 'secret': 'old-secret', 'timeout': 10");
    send("PATCH", "services/" + id, "{'secret': 'new-secret', 'timeout': 20}");
    String today =
        json(get("services/" + id)).path("secret").path("fingerprint").asText();

    var restored = post("history/1/" + id + "/restore", "{}");

    assertThat(json(restored).path("secret").path("fingerprint").asText()).isEqualTo(today);
  }

  @Test
  void what_the_rules_of_today_refuse_is_not_restored() {
    String id = service("Ops", "");
    send("DELETE", "services/" + id, "");
    service("Ops", "");

    var refused = post("history/1/" + id + "/restore", "{}");

    assertProblem(refused, 422, "/name");
    assertThat(changes("history")).hasSize(3);
  }

  @Test
  void who_has_seen_another_version_than_the_present_one_is_refused() {
    String id = service("Ops", ", 'timeout': 10");
    String seen = get("history/1/" + id).headers().get("ETag");
    send("PATCH", "services/" + id, "{'timeout': 20}");

    var answer = call(
        "POST",
        "history/1/" + id + "/restore",
        Map.of("Content-Type", "application/json", "If-Match", seen),
        "{}");

    assertProblem(answer, 412);
  }

  @Test
  void general_settings_come_back_as_well() {
    webhooks.apply(Map.of("retryCount", 7), "ann");
    webhooks.apply(Map.of("retryCount", 8), "ann");

    var restored = post("history/1/global/restore", "{}");

    assertThat(json(restored).path("retryCount").asInt()).isEqualTo(7);
    assertThat(json(get("history/2/global")).path("changes").toString())
        .isEqualTo("[{\"pointer\":\"/retryCount\",\"before\":7,\"after\":8,\"secret\":false}]");
  }

  private List<JsonNode> changes(String path) {
    var changes = new ArrayList<JsonNode>();
    json(get(path)).path("changes").forEach(changes::add);
    return changes;
  }
}
