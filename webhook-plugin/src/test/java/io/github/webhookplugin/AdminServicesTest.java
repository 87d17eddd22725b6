package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code services}, and what all routes have in common. */
class AdminServicesTest extends AdminFixture {
  @Test
  void a_new_service_is_answered_with_its_place_its_tag_and_warnings() {
    var answer = post(
        "services", "{'name': 'Ops', 'url': 'https://ops.example/in', 'body': '[`{{titel}}`]'}");

    String id = json(answer).path("id").asText();
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    assertThat(answer.headers())
        .containsEntry("Location", "services/" + id)
        .containsEntry("Cache-Control", "no-store")
        .containsKey("ETag");
    assertThat(json(answer).path("warnings").get(0).path("pointer").asText()).isEqualTo("/body");
    assertThat(json(answer).path("warnings").get(0).path("message").asText()).contains("title");
    assertThat(json(get("services/" + id)).path("name").asText()).isEqualTo("Ops");
  }

  @Test
  void everything_that_is_wrong_with_a_service_is_said_at_once() {
    var answer = post("services", "{'name': '', 'url': 'ftp://x', 'metod': 'POST'}");

    assertProblem(answer, 422, "/name", "/url", "/metod");
    assertThat(json(get("services")).path("services")).isEmpty();
  }

  @Test
  void services_are_listed_in_their_order_with_what_came_of_their_last_delivery() {
    service("B", "");
    service("A", "");
    service("Off", ", 'enabled': false");
    publish(NotificationEvent.of("order.paid").build());
    deliveries("delivered", 2);

    JsonNode services = json(get("services")).path("services");
    assertThat(services.findValuesAsText("name")).containsExactly("B", "A", "Off");
    JsonNode status = services.get(0).path("status");
    assertThat(status.path("enabled").asBoolean()).isTrue();
    assertThat(status.path("lastDelivery").path("state").asText()).isEqualTo("delivered");
    assertThat(status.path("lastDelivery").path("status").asInt()).isEqualTo(200);
    assertThat(status.path("lastDelivery").path("at").asText())
        .isEqualTo("2026-11-21T08:15:30.123Z");
    assertThat(services.get(2).path("status").path("enabled").asBoolean()).isFalse();
    assertThat(services.get(2).path("status").path("lastDelivery").path("state").asText())
        .isEqualTo("skipped");
  }

  @Test
  void a_service_without_deliveries_has_no_last_one() {
    service("New", "");

    JsonNode status = json(get("services")).path("services").get(0).path("status");
    assertThat(status.has("lastDelivery")).isTrue();
    assertThat(status.path("lastDelivery").isNull()).isTrue();
  }

  @Test
  void what_was_got_can_be_put_back_with_a_change() {
    String id = service("Ops", ", 'secret': 'a-signing-secret'");
    String got = text(get("services/" + id)).replace("Ops", "Team");

    var answer = send("PUT", "services/" + id, got);

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    assertThat(json(answer).path("name").asText()).isEqualTo("Team");
    assertThat(json(answer).path("secret").path("set").asBoolean()).isTrue();
  }

  @Test
  void an_item_of_the_list_can_be_put_back_too() {
    String id = service("Ops", "");
    String item = json(get("services")).path("services").get(0).toString();

    assertThat(send("PUT", "services/" + id, item).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"application/json", "application/merge-patch+json", "Application/JSON; charset=utf-8"
  })
  void a_patch_changes_what_it_names_and_nothing_else(String type) {
    String id = service("Ops", ", 'description': 'For us'");

    var answer =
        call("PATCH", "services/" + id, Map.of("content-type", type), "{'enabled': false}");

    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    assertThat(json(answer).path("enabled").asBoolean()).isFalse();
    assertThat(json(answer).path("description").asText()).isEqualTo("For us");
  }

  @Test
  void a_bad_patch_changes_nothing() {
    String id = service("Ops", "");
    String before = text(get("services/" + id));

    assertProblem(send("PATCH", "services/" + id, "{'timeout': 0, 'x': 1}"), 422, "/timeout", "/x");
    assertThat(text(get("services/" + id))).isEqualTo(before);
  }

  @Test
  void a_removed_service_is_gone() {
    String id = service("Ops", "");

    var answer = send("DELETE", "services/" + id, "");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertProblem(get("services/" + id), 404);
  }

  @Test
  void P_05_P_07_several_rates_and_rates_in_seconds_are_shown_as_they_were_written() {
    webhooks.apply(
        Map.of(
            "rateGroups",
            List.of(Map.of(
                "name",
                "Tables",
                "rate",
                List.of(Map.of("count", 5, "per", 2), Map.of("count", 90, "per", "hour"))))),
        "test");
    String both = service(
        "Feishu", ", 'rate': [{'count': 5, 'per': 'second'}, {'count': 100, 'per': 'minute'}]");
    String two = service("Discord", ", 'rate': {'count': 5, 'per': 2}, 'rateGroup': 'Tables'");
    String minute = service("Minute", ", 'rate': [{'count': 5, 'per': 60}]");

    assertThat(rate(both))
        .isEqualTo("[{\"count\":5,\"per\":\"second\"},{\"count\":100,\"per\":\"minute\"}]");
    assertThat(rate(two)).isEqualTo("{\"count\":5,\"per\":2}");
    assertThat(rate(minute)).isEqualTo("{\"count\":5,\"per\":\"minute\"}");
    assertThat(send("PUT", "services/" + both, text(get("services/" + both))).status())
        .isEqualTo(200);
    assertThat(rate(both)).startsWith("[");
    assertThat(String.valueOf(webhooks.settings().get("rateGroups")))
        .isEqualTo("[{name=Tables, rate=[{count=5, per=2}, {count=90, per=hour}]}]");
  }

  private String rate(String service) {
    return json(get("services/" + service)).path("rate").toString();
  }

  @Test
  void what_a_service_may_ask_for_is_saved_and_shown() {
    webhooks.apply(
        Map.of("rateGroups", List.of(Map.of("name", "Tables", "count", 50, "per", "second"))),
        "test");
    String backup = service("Backup", "");

    String ops = service(
        "Ops",
        ", 'rate': {'count': 5, 'per': 'minute'}, 'rateGroup': 'Tables', 'ordered': true,"
            + " 'retryEveryFailure': true, 'stopAtRetryLimit': true, 'fallback': '" + backup
            + "', 'downstream': {'service': '" + backup + "', 'on': ['failed']}");

    JsonNode shown = json(get("services/" + ops));
    assertThat(shown.path("rate").toString()).isEqualTo("{\"count\":5,\"per\":\"minute\"}");
    assertThat(shown.path("rateGroup").asText()).isEqualTo("Tables");
    assertThat(shown.path("ordered").asBoolean()).isTrue();
    assertThat(shown.path("retryEveryFailure").asBoolean()).isTrue();
    assertThat(shown.path("stopAtRetryLimit").asBoolean()).isTrue();
    assertThat(shown.path("fallback").asText()).isEqualTo(backup);
    assertThat(shown.path("downstream").toString())
        .isEqualTo("{\"service\":\"" + backup + "\",\"on\":[\"failed\"]}");
    assertThat(send("PUT", "services/" + ops, text(get("services/" + ops))).status())
        .isEqualTo(200);
    assertProblem(send("PATCH", "services/" + ops, "{'rateGroup': 'Table'}"), 422, "/rateGroup");
    assertThat(json(send("PATCH", "services/" + ops, "{'rate': null}"))
            .path("rate")
            .isNull())
        .isTrue();
  }

  @Test
  void a_preview_of_templates_may_name_a_fallback() {
    String backup = service("Backup", "");

    JsonNode shown = json(post("preview", "{'body': '{}', 'fallback': '" + backup + "'}"));

    assertThat(shown.path("valid").asBoolean()).isTrue();
  }

  @Test
  void a_service_that_another_falls_back_to_is_not_removed() {
    String backup = service("Backup", "");
    String ops = service("Ops", ", 'fallback': '" + backup + "'");

    var answer = send("DELETE", "services/" + backup, "");

    assertProblem(answer, 409);
    assertThat(json(answer).path("detail").asText()).contains("“Ops”");
    send("PATCH", "services/" + ops, "{'fallback': null}");
    assertThat(send("DELETE", "services/" + backup, "").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"PUT", "PATCH", "DELETE"})
  void a_change_of_something_else_than_what_was_seen_is_refused(String method) {
    String id = service("Ops", "");
    String seen = get("services/" + id).headers().get("ETag");
    send("PATCH", "services/" + id, "{'description': 'by somebody else'}");
    var conditional = Map.of("Content-Type", "application/json", "If-Match", seen);
    String mine = "{'name': 'Mine', 'url': 'https://mine.example'}";

    var answer = call(method, "services/" + id, conditional, mine);

    assertProblem(answer, 412);
    assertThat(answer.headers())
        .containsEntry("ETag", get("services/" + id).headers().get("ETag"));
    assertThat(json(get("services/" + id)).path("description").asText())
        .isEqualTo("by somebody else");
  }

  @ParameterizedTest
  @CsvSource({"PUT", "PATCH"})
  void a_change_of_what_was_seen_is_done(String method) {
    String id = service("Ops", "");
    String seen = get("services/" + id).headers().get("ETag");
    var conditional = Map.of("Content-Type", "application/json", "if-match", "\"x\", " + seen);
    String mine = "{'name': 'Mine', 'url': 'https://mine.example'}";

    assertThat(call(method, "services/" + id, conditional, mine).status()).isEqualTo(200);
  }

  @Test
  void a_new_secret_is_a_new_tag_though_it_is_not_seen() {
    String id = service("Ops", ", 'headers': [{'name': 'X-Key', 'value': 'one', 'secret': true}]");
    String before = get("services/" + id).headers().get("ETag");

    send(
        "PATCH",
        "services/" + id,
        "{'headers': [{'name': 'X-Key', 'value': 'two', 'secret': true}]}");

    assertThat(get("services/" + id).headers().get("ETag")).isNotEqualTo(before);
  }

  @Test
  void a_signing_secret_that_cannot_sign_is_refused_before_it_is_saved() {
    assertProblem(
        post(
            "services",
            "{'name': 'Ops', 'url': 'https://ops.example', 'secret': 'whsec_not base64'}"),
        422,
        "/secret");
  }

  @ParameterizedTest
  @CsvSource({"GET", "PUT", "PATCH", "DELETE"})
  void a_service_that_is_not_there_is_not_found(String method) {
    assertProblem(send(method, "services/" + UUID.randomUUID(), "{}"), 404);
    assertProblem(send(method, "services/nonsense", "{}"), 404);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          DELETE | services          | GET, POST
          POST   | services/x        | GET, PUT, PATCH, DELETE
          GET    | services/x/test   | POST
          GET    | test              | POST
          GET    | preview           | POST
          POST   | deliveries        | GET
          DELETE | deliveries/x      | GET
          GET    | deliveries/x/redeliver | POST
          POST   | variables         | GET
          POST   | event-types       | GET
          PUT    | stats             | GET""")
  void a_method_that_a_path_does_not_take_is_refused(String method, String path, String allowed) {
    var answer = send(method, path, "{}");

    assertProblem(answer, 405);
    assertThat(answer.headers())
        .containsEntry("Allow", allowed)
        .containsEntry("Cache-Control", "no-store");
  }

  @ParameterizedTest
  @CsvSource({"nothing", "services/", "services/x/y", "''", "deliveries/x/redeliver/y"})
  void a_path_that_is_not_there_is_not_found(String path) {
    assertProblem(get(path), 404);
  }

  @ParameterizedTest
  @CsvSource({"POST,services", "POST,test", "POST,preview", "PUT,services/x", "PATCH,services/x"})
  void only_json_is_read(String method, String path) {
    var form = Map.of("Content-Type", "application/x-www-form-urlencoded");

    assertProblem(call(method, path, form, "{}"), 415);
    assertProblem(call(method, path, Map.of(), "{}"), 415);
  }

  @Test
  void a_merge_patch_is_no_whole_service() {
    var patch = Map.of("Content-Type", "application/merge-patch+json");

    assertProblem(call("POST", "services", patch, "{}"), 415);
  }

  @ParameterizedTest
  @CsvSource({"services", "test", "preview"})
  void what_is_no_json_object_is_refused_with_its_place(String path) {
    assertProblem(post(path, "{'name': "), 400, "");
    assertProblem(post(path, "[]"), 400, "");
    assertProblem(post(path, "{'name': 'a', 'name': 'b'}"), 400, "/name");
  }

  @Test
  void a_body_beyond_a_mebibyte_is_not_read() {
    assertProblem(post("services", "{".repeat((1 << 20) + 1)), 413);
  }
}
