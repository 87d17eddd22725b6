package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code test} and {@code preview}. */
class AdminTrialsTest extends AdminFixture {
  @Test
  void A_64_a_test_sends_one_request_and_says_what_came_of_it() {
    String id = service("Ops", "");

    JsonNode result = json(post("services/" + id + "/test", ""));

    assertThat(result.path("passed").asBoolean()).isTrue();
    assertThat(result.path("sentence").asText()).isEqualTo("Status 200, as expected.");
    assertThat(result.path("advice").isNull()).isTrue();
    assertThat(result.path("status").asInt()).isEqualTo(200);
    assertThat(result.path("answer").asText()).isEqualTo("ok");
    assertThat(result.path("elapsedMillis").isIntegralNumber()).isTrue();
    assertThat(receiver.got()).hasSize(1);
    Receiver.Got got = receiver.got().get(0);
    assertThat(result.path("request").path("body").asText()).isEqualTo(got.body());
    assertThat(result.path("request").path("url").asText()).isEqualTo(receiver.url("/in"));
    assertThat(result.path("request").path("method").asText()).isEqualTo("POST");
    assertThat(result.path("request").path("headers").findValuesAsText("value")).contains(got.id());
    assertThat(got.body()).contains("said \\\"later\\\".\\nThe next run");
    assertThat(json(get("stats")).path("pending").asInt())
        .as("to be tried again")
        .isZero();
    assertThat(json(get("stats")).path("total").path("delivered").asInt()).isZero();
  }

  @Test
  void w46_a_service_with_batches_is_tested_and_shown_with_a_batch() {
    String id = service("Ops", ", 'batchSize': 10");

    JsonNode result = json(post("services/" + id + "/test", ""));

    assertThat(result.path("passed").asBoolean()).isTrue();
    assertThat(receiver.got()).hasSize(1);
    assertThat(receiver.got().get(0).body()).contains("\"count\": 3").contains("\"events\": [");
    JsonNode shown = json(post(
        "preview", "{'batchSize': 2, 'batchBody': '[{{#events}}{{json eventId}},{{/events}}]'}"));
    assertThat(shown.path("valid").asBoolean()).isTrue();
    assertThat(shown.path("request").path("body").asText().split(","))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_test_needs_no_body_and_no_content_type() {
    String id = service("Ops", "");

    assertThat(call("POST", "services/" + id + "/test", Map.of(), "").status()).isEqualTo(200);
    assertProblem(
        call("POST", "services/" + id + "/test", Map.of("Content-Type", "text/plain"), ""), 415);
  }

  @Test
  void a_test_works_while_everything_is_switched_off() {
    String id = service("Ops", ", 'enabled': false");
    webhooks.apply(Map.of("enabled", false), "test");

    assertThat(json(post("services/" + id + "/test", "{}")).path("passed").asBoolean())
        .isTrue();
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void a_test_that_fails_says_why_and_what_to_do() {
    String id = service("Ops", "");
    receiver.answers(401, "who are you?");

    JsonNode result = json(post("services/" + id + "/test", "{}"));

    assertThat(result.path("passed").asBoolean()).isFalse();
    assertThat(result.path("sentence").asText())
        .isEqualTo("Status 401 is not from 200 to 299. Such a status is not retried.");
    assertThat(result.path("advice").asText()).contains("Authorization");
    assertThat(result.path("answer").asText()).isEqualTo("who are you?");
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void a_receiver_that_does_not_listen_has_no_status() throws Exception {
    String url;
    try (var closed = new ServerSocket(0)) {
      url = "http://127.0.0.1:" + closed.getLocalPort();
    }

    JsonNode result = json(post("test", "{'name': 'Ops', 'url': '" + url + "'}"));

    assertThat(result.path("passed").asBoolean()).isFalse();
    assertThat(result.path("status").isNull()).isTrue();
    assertThat(result.path("advice").asText()).contains("Check the host and port");
  }

  @Test
  void a_test_takes_no_longer_than_the_service_may() throws Exception {
    var done = new CountDownLatch(1);
    receiver.answers(request -> {
      try {
        done.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Receiver.Reply(200, "late");
    });
    String id = service("Slow", ", 'timeout': 1");

    JsonNode result = json(post("services/" + id + "/test", "{}"));

    done.countDown();
    assertThat(result.path("sentence").asText()).startsWith("Timed out after 1 s.");
  }

  @Test
  void the_hosts_own_example_is_taken_for_its_type() {
    String id = service("Ops", "");

    post("services/" + id + "/test", "{'eventType': 'order.paid'}");

    assertThat(receiver.got().get(0).body())
        .contains("\"event\": \"order.paid\"", "\"title\": \"Order 1 was paid\"");
  }

  @Test
  void a_type_that_the_host_did_not_name_takes_the_plugins_example() {
    String id = service("Ops", "");

    post("services/" + id + "/test", "{'eventType': 'disk.full'}");

    assertThat(receiver.got().get(0).body())
        .contains("\"event\": \"disk.full\"", "\"title\": \"Test of this webhook\"");
  }

  @Test
  void values_take_the_place_of_the_examples() {
    String id = service(
        "Ops", ", 'body': '[ `{{title}}`, {{{json data}}}, `{{actor.name}}`, `{{time}}` ]'");

    post(
        "services/" + id + "/test",
        "{'values': {'title': 'T', 'data': {'a': [1]}, 'actor': {'id': 'x', 'name': 'Zoe'},"
            + " 'time': '2026-01-02T03:04:05Z', 'recipients': [{'id': 'y', 'name': ''}]}}");

    assertThat(receiver.got().get(0).body())
        .isEqualTo("[ \"T\", {\"a\":[1]}, \"Zoe\", \"2026-01-02T03:04:05.000Z\" ]");
  }

  @Test
  void everything_that_is_wrong_with_an_example_is_said_at_once() {
    String id = service("Ops", "");

    assertProblem(
        post(
            "services/" + id + "/test",
            "{'x': 1, 'eventType': '', 'values': {'title': 5, 'time': 'now', 'a/b': '',"
                + " 'actor': {}, 'recipients': [1], 'data': 'x', 'eventId': ''}}"),
        422,
        "/x",
        "/eventType",
        "/values/title",
        "/values/time",
        "/values/a~1b",
        "/values/actor",
        "/values/recipients",
        "/values/data",
        "/values/eventId");
    assertProblem(post("services/" + id + "/test", "{'values': []}"), 422, "/values");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void a_service_that_is_not_there_cannot_be_tested() {
    assertProblem(post("services/" + UUID.randomUUID() + "/test", "{}"), 404);
  }

  @Test
  void what_is_not_saved_can_be_tested_and_stays_unsaved() {
    var answer = post(
        "test",
        "{'name': 'Draft', 'url': '%s', 'method': 'PUT', 'event': {'values': {'title': 'T'}}}"
            .formatted(receiver.url("/draft")));

    assertThat(json(answer).path("passed").asBoolean()).as(text(answer)).isTrue();
    assertThat(receiver.got("/draft").get(0).method()).isEqualTo("PUT");
    assertThat(receiver.got("/draft").get(0).body()).contains("\"title\": \"T\"");
    assertThat(json(get("services")).path("services")).isEmpty();
  }

  @Test
  void an_unsaved_change_is_tested_with_the_secrets_that_are_saved() {
    String id =
        service("Ops", ", 'headers': [{'name': 'X-Key', 'value': 'hidden-key', 'secret': true}]");

    var answer = post(
        "test",
        "{'id': '%s', 'name': 'Ops', 'url': '%s', 'headers': [{'name': 'X-Key'}]}"
            .formatted(id, receiver.url("/other")));

    assertThat(receiver.got("/other").get(0).headers()).containsEntry("x-key", "hidden-key");
    assertThat(text(answer)).doesNotContain("hidden-key").contains("***");
  }

  @Test
  void a_draft_that_could_not_be_saved_is_not_sent() {
    assertProblem(post("test", "{'url': 'x', 'event': {}}"), 422, "/name", "/url");
    assertProblem(
        post(
            "test",
            "{'name': 'a', 'url': '%s', 'id': '%s'}"
                .formatted(receiver.url("/"), UUID.randomUUID())),
        422,
        "/id");
    assertProblem(
        post("test", "{'name': 'a', 'url': 'http://a.example', 'event': {'y': 1}}"),
        422,
        "/event/y");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void a_preview_shows_the_request_and_sends_nothing() {
    var answer = post(
        "preview",
        "{'name': 'Ops', 'url': '%s?a={{type}}', 'queryParams': [{'name': 'b', 'value': '1 2'}]}"
            .formatted(receiver.url("/in")));

    JsonNode preview = json(answer);
    assertThat(preview.path("valid").asBoolean()).as(text(answer)).isTrue();
    assertThat(preview.path("problems")).isEmpty();
    assertThat(preview.path("request").path("url").asText())
        .isEqualTo(receiver.url("/in?a=task.finished&b=1%202"));
    assertThat(preview.path("request").path("headers").findValuesAsText("name"))
        .contains("Content-Type", "User-Agent", "webhook-id", "webhook-timestamp");
    String body = preview.path("request").path("body").asText();
    assertThat(body).contains("Test of this webhook");
    assertThat(preview.path("bodyBytes").asInt()).isEqualTo(body.length());
    assertThat(receiver.got()).isEmpty();
    assertThat(nothingStored()).isTrue();
  }

  @Test
  void a_preview_of_templates_alone_needs_no_name_and_address() {
    JsonNode preview = json(post("preview", "{'body': '{}'}"));

    assertThat(preview.path("valid").asBoolean()).isTrue();
    assertThat(preview.path("request").path("body").asText()).isEqualTo("{}");
  }

  @Test
  void a_preview_shows_what_it_can_though_the_rest_is_wrong() {
    JsonNode preview = json(
        post(
            "preview",
            "{'name': '', 'url': 'http://a.example/x', 'timeout': -1, 'event': {'values': {'title': 'T'}}}"));

    assertThat(preview.path("valid").asBoolean()).isFalse();
    assertThat(preview.path("problems").findValuesAsText("pointer"))
        .containsExactly("/name", "/timeout");
    assertThat(preview.path("request").path("body").asText()).contains("\"title\": \"T\"");
    assertThat(preview.path("request").path("url").asText()).isEqualTo("http://a.example/x");
  }

  @ParameterizedTest
  @CsvSource({"{{title, /body", "[1, /body"})
  void a_preview_of_a_broken_template_says_where(String body, String pointer) {
    JsonNode preview =
        json(post("preview", "{'name': 'a', 'url': 'http://a.example', 'body': '" + body + "'}"));

    assertThat(preview.path("valid").asBoolean()).isFalse();
    assertThat(preview.path("problems").findValuesAsText("pointer")).contains(pointer);
    assertThat(preview.path("request").isNull()).isTrue();
    assertThat(preview.path("bodyBytes").isNull()).isTrue();
  }

  @Test
  void a_preview_says_what_this_event_makes_impossible() {
    JsonNode preview = json(
        post(
            "preview",
            "{'name': 'a', 'url': 'http://a.example/{{title}}', 'event': {'values': {'title': '..'}}}"));

    assertThat(preview.path("valid").asBoolean()).isFalse();
    assertThat(preview.path("problems").get(0).path("message").asText()).contains("path segment");
  }

  @Test
  void a_preview_warns() {
    JsonNode preview = json(post("preview", "{'body': '[`{{titel}}`]'}"));

    assertThat(preview.path("warnings").get(0).path("message").asText()).contains("title");
  }
}
