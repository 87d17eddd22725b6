package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.signing.StandardWebhooks;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sending one past delivery again: the same body or today's, the same id or a new one. */
class AdminRedeliverTest extends AdminFixture {
  private static final String BODY =
      ", 'body': '{ `t`: `{{title}}`, `d`: `{{deliveryId}}`, `s`: `{{service.name}}` }'";
  private static final String OTHER = "'body': '{ `other`: `{{title}}` }'";

  @Test
  void the_same_body_goes_byte_for_byte_although_template_name_and_secret_were_changed() {
    String service = service("Ops", BODY + ", 'secret': 'one-signing-secret'");
    String id = delivered();
    send(
        "PATCH",
        "services/" + service,
        "{" + OTHER + ", 'name': 'Renamed', 'secret': 'another-signing-secret'}");

    AdminResponse answer = redeliver(id, "");

    assertThat(json(answer).path("body").asText()).isEqualTo("same");
    Receiver.Got again = got(2);
    assertThat(again.body()).isEqualTo(receiver.got().get(0).body()).contains("Ops", id);
    assertThat(again.headers().get("webhook-signature"))
        .as("signed with today's secret")
        .isNotEqualTo(receiver.got().get(0).headers().get("webhook-signature"));
  }

  @Test
  void a_signature_inside_the_same_body_is_made_anew_with_the_secret_of_today() {
    String service = service("Ops", ", 'secret': 'one-signing-secret'");
    String id = delivered();
    send("PATCH", "services/" + service, "{'secret': 'another-signing-secret'}");

    redeliver(id, "{'body': 'same'}");

    Receiver.Got again = got(2);
    String unsigned = again.body().replaceAll("v1,[^\"]*", "");
    String sign = StandardWebhooks.sign(
        Secret.of("another-signing-secret"),
        again.id(),
        clock.instant(),
        unsigned.getBytes(StandardCharsets.UTF_8));
    assertThat(unsigned).isEqualTo(receiver.got().get(0).body().replaceAll("v1,[^\"]*", ""));
    assertThat(again.body()).contains("\"sign\": \"" + sign + "\"");
    assertThat(receiver.got().get(0).body()).contains("\"sign\": \"v1,").doesNotContain(sign);
  }

  @Test
  void a_body_that_says_when_it_was_sent_is_kept() {
    service("Ops", ", 'body': '{ `at`: `{{sentAt}}` }'");
    receiver.answers(request -> {
      clock.forward(Duration.ofSeconds(1));
      return new Receiver.Reply(200, "late");
    });
    String id = delivered();

    redeliver(id, "{'body': 'same'}");

    assertThat(got(2).body()).isEqualTo("{ \"at\": \"2026-11-21T08:15:30.123Z\" }");
  }

  @Test
  void a_body_that_was_retried_is_the_same_again() {
    String service = service("Ops", BODY);
    receiver.answers(503, "busy");
    publish(NotificationEvent.of("a").title("T").build());
    await().until(() -> deliveriesIn("waiting") == 1);
    receiver.answers(200, "ok");
    clock.forward(Duration.ofSeconds(60));
    String id = deliveries("delivered", 1).get(0);
    send("PATCH", "services/" + service, "{" + OTHER + "}");

    redeliver(id, "{'body': 'same'}");

    assertThat(got(3).body()).isEqualTo(receiver.got().get(0).body());
  }

  @Test
  void the_same_body_is_found_behind_many_changes_of_settings() {
    String service = service("Ops", BODY);
    String id = delivered();
    for (int i = 0; i < 5; i++) {
      send("PATCH", "services/" + service, "{'body': '{ `n`: " + i + " }'}");
    }

    redeliver(id, "{'body': 'same'}");

    assertThat(got(2).body()).isEqualTo(receiver.got().get(0).body());
  }

  @Test
  void the_current_template_is_sent_if_asked_for() {
    String service = service("Ops", BODY);
    String id = delivered();
    send("PATCH", "services/" + service, "{" + OTHER + "}");

    AdminResponse answer = redeliver(id, "{'body': 'current'}");

    assertThat(json(answer).path("body").asText()).isEqualTo("current");
    assertThat(got(2).body()).isEqualTo("{ \"other\": \"T\" }");
  }

  @Test
  void the_same_id_is_sent_again_and_again_and_the_answer_says_what_receivers_do() {
    service("Ops", "");
    String id = delivered();

    JsonNode first = json(redeliver(id, "{'id': 'same'}"));
    String second = first.path("id").asText();
    deliveries("delivered", 2);
    JsonNode third = json(redeliver(second, ""));

    assertThat(first.path("webhookId").asText()).isEqualTo(id);
    assertThat(third.path("webhookId").asText()).isEqualTo(id);
    assertThat(got(3).id()).isEqualTo(id);
    assertThat(first.path("receiver").asText()).contains("acts only if it has not");
    JsonNode line = json(get("deliveries/" + second));
    assertThat(line.path("webhookId").asText()).isEqualTo(id);
    assertThat(line.path("cause").asText()).isEqualTo("redelivery");
    assertThat(line.path("redeliveryOf").asText()).isEqualTo(id);
  }

  @Test
  void a_new_id_is_the_new_deliverys_own() {
    service("Ops", "");
    String id = delivered();

    JsonNode answer = json(redeliver(id, "{'id': 'new'}"));

    String second = answer.path("id").asText();
    assertThat(answer.path("webhookId").asText()).isEqualTo(second).isNotEqualTo(id);
    assertThat(answer.path("receiver").asText()).contains("acts on it");
    assertThat(got(2).id()).isEqualTo(second);
    assertThat(got(2).body()).isEqualTo(receiver.got().get(0).body());
  }

  @Test
  void what_was_skipped_is_sent_with_the_current_template_and_has_no_same_body() {
    String service = service("Ops", BODY + ", 'enabled': false");
    publish(NotificationEvent.of("a").title("T").build());
    String id = deliveries("skipped", 1).get(0);
    send("PATCH", "services/" + service, "{'enabled': true}");
    assertThat(json(get("deliveries/" + id)).path("webhookId").isNull()).isTrue();

    assertRefused(id, "{'body': 'same'}", "No request was ever made");
    JsonNode answer = json(redeliver(id, ""));

    assertThat(answer.path("body").asText()).isEqualTo("current");
    assertThat(got(1).id()).isEqualTo(id);
    assertThat(got(1).body()).contains(id);
  }

  @Test
  void what_failed_because_of_its_template_is_sent_with_the_current_one() {
    String service = service("Ops", "");
    send(
        "PATCH",
        "services/" + service,
        "{'url': '" + receiver.url("/in/{{data.path}}") + "', " + OTHER + "}");
    publish(NotificationEvent.of("a").title("T").data(Map.of("path", "..")).build());
    String id = deliveries("failed", 1).get(0);
    send("PATCH", "services/" + service, "{'url': '" + receiver.url("/in") + "'}");

    JsonNode answer = json(redeliver(id, ""));

    assertThat(answer.path("body").asText()).isEqualTo("current");
    assertThat(got(1).body()).isEqualTo("{ \"other\": \"T\" }");
  }

  @Test
  void a_body_that_cannot_be_made_again_is_refused_and_nothing_else_is_sent() throws Exception {
    service("Ops", BODY);
    String id = delivered();
    direct("UPDATE wh_setting_change SET document = NULL WHERE name <> 'global'");

    assertRefused(id, "{'body': 'same'}", "cannot be made again");
    assertRefused(id, "", "cannot be made again");

    assertThat(json(get("deliveries")).path("deliveries")).hasSize(1);
    assertThat(json(redeliver(id, "{'body': 'current'}")).path("body").asText())
        .isEqualTo("current");
  }

  @Test
  void a_body_that_comes_out_otherwise_is_refused() throws Exception {
    service("Ops", BODY);
    String id = delivered();
    direct("UPDATE wh_setting_change SET document = replace(document, 'title', 'type')");

    assertRefused(id, "", "gives another one");
  }

  @Test
  void what_was_sent_with_others_has_no_body_of_its_own() {
    service(
        "Ops",
        ", 'batchSize': 2, 'batchWait': 60, 'batchBody': '[{{#events}}{{json title}},{{/events}}]'");
    publish(NotificationEvent.of("a").title("T").build());
    publish(NotificationEvent.of("a").title("U").build());
    List<String> ids = deliveries("delivered", 2);
    assertThat(got(1).body()).isEqualTo("[\"T\",\"U\" ]");

    for (String id : ids) {
      assertRefused(id, "{'body': 'same'}", "in one request with others");
    }
    assertThat(json(redeliver(ids.get(0), "")).path("body").asText()).isEqualTo("current");
    assertThat(got(2).body()).isEqualTo("[\"U\" ]");
    assertThat(got(2).id()).as("it had only the batch's").isEqualTo(ids.get(0));
  }

  @Test
  void a_batch_of_one_has_a_body_of_its_own() {
    String service = service(
        "Ops",
        ", 'batchSize': 2, 'batchWait': 0, 'batchBody': '[{{#events}}{{json title}},{{/events}}]'");
    String id = delivered();
    send("PATCH", "services/" + service, "{'batchBody': '[`other`]'}");

    redeliver(id, "{'body': 'same'}");

    assertThat(got(2).body()).isEqualTo("[\"T\" ]");
  }

  @Test
  void a_fallbacks_body_is_kept_with_the_name_that_it_says() {
    String second = service("Second", ", 'body': '{ `from`: `{{fallbackOf}}` }'");
    String first = service("First", ", 'fallback': '" + second + "'");
    send("PATCH", "services/" + first, "{'url': '" + receiver.url("/first") + "'}");
    receiver.answers(
        request -> new Receiver.Reply(request.path().equals("/first") ? 404 : 200, ""));
    publish(NotificationEvent.of("a").title("T").build());
    deliveries("delivered", 2);
    String id = "";
    for (JsonNode line : json(get("deliveries?state=delivered")).path("deliveries")) {
      id = line.path("cause").asText().equals("fallback") ? line.path("id").asText() : id;
    }

    redeliver(id, "{'body': 'same'}");

    assertThat(got(4).body()).isEqualTo("{ \"from\": \"First\" }");
  }

  @Test
  void what_is_sent_again_to_a_service_that_is_off_waits_and_says_for_what() {
    String service = service("Ops", "");
    String id = delivered();
    send("PATCH", "services/" + service, "{'enabled': false}");

    assertThat(json(redeliver(id, "")).path("sentence").asText())
        .isEqualTo("Its service “Ops” is switched off. It waits until that has changed.");
    assertThat(deliveries("waiting", 1)).hasSize(1);
  }

  @Test
  void a_delivery_is_shown_with_the_body_that_was_sent_without_secrets() throws Exception {
    String service = service(
        "Ops",
        ", 'headers': [{'name': 'X-Key', 'value': 'very-secret-key', 'secret': true}],"
            + " 'body': '{ `t`: `{{title}}`, `k`: `very-secret-key` }'");
    String id = delivered();
    receiver.answers(503, "busy");
    publish(NotificationEvent.of("a").title("U").build());
    await().until(() -> deliveriesIn("waiting") == 1);
    String waiting = deliveries("waiting", 1).get(0);
    send("PATCH", "services/" + service, "{'description': 'changed'}");

    assertThat(shownBody(id)).isEqualTo("{ \"t\": \"T\", \"k\": \"***\" }");
    assertThat(shownBody(waiting)).isEqualTo("{ \"t\": \"U\", \"k\": \"***\" }");
    direct("UPDATE wh_setting_change SET document = NULL");
    assertThat(json(get("deliveries/" + id)).path("requestBody").isNull()).isTrue();
  }

  private String shownBody(String id) {
    return json(get("deliveries/" + id)).path("requestBody").asText();
  }

  @Test
  void choices_that_are_none_are_refused_all_at_once() {
    service("Ops", "");
    String id = delivered();

    assertProblem(
        post("deliveries/" + id + "/redeliver", "{'body': 'old', 'id': 7, 'rate': 1}"),
        422,
        "/body",
        "/id",
        "/rate");
    assertThat(receiver.got()).hasSize(1);
  }

  private AdminResponse redeliver(String id, String body) {
    var answer = post("deliveries/" + id + "/redeliver", body);
    assertThat(answer.status()).as(text(answer)).isEqualTo(202);
    return answer;
  }

  private void assertRefused(String id, String body, String sentence) {
    var answer = post("deliveries/" + id + "/redeliver", body);
    assertProblem(answer, 409);
    assertThat(json(answer).path("detail").asText()).contains(sentence, "Nothing was done");
  }

  private String delivered() {
    publish(NotificationEvent.of("a").title("T").build());
    return deliveries("delivered", 1).get(0);
  }

  private int deliveriesIn(String state) {
    return json(get("deliveries?state=" + state)).path("deliveries").size();
  }

  /** The last of so many requests. */
  private Receiver.Got got(int count) {
    await().until(() -> receiver.got().size() == count);
    return receiver.got().get(count - 1);
  }

  private void direct(String sql) throws Exception {
    try (var beside = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("webhook.db"));
        var statement = beside.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
