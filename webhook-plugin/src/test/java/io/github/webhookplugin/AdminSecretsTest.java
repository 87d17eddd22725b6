package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary in every secret field must not come out of any route, whatever the receiver answers. */
class AdminSecretsTest extends AdminFixture {
  private static final String HEADER = "canary/header\"one";
  private static final String BEARER = "canary-bearer-two";
  private static final String VARYING = "canary-varying-three";
  private static final String QUERY = "canary query&four";
  private static final String VARYING_QUERY = "canary-query-five";
  private static final String SIGNING = "whsec_"
      + Base64.getEncoder().encodeToString("canary-signing-six".getBytes(StandardCharsets.UTF_8));
  private static final String PASSWORD = "canary@password:seven";
  private static final String URL_TOKEN = "canary-url-token-eight";

  private static final String FIELDS = """
      'headers': [
        {'name': 'X-Api-Key', 'value': 'canary/header`one', 'secret': true},
        {'name': 'X-Token', 'value': 'Bearer canary-bearer-two', 'secret': true},
        {'name': 'X-Varying', 'value': 'Key {{type}}-canary-varying-three', 'secret': true}],
      'queryParams': [
        {'name': 'key', 'value': 'canary query&four', 'secret': true},
        {'name': 'plain', 'value': 'seen'},
        {'name': 'more', 'value': '{{type}} canary-query-five', 'secret': true}],
      'body': '[`{{title}}`, `{{sign}}`]',
      'secret': '%s', 'retry': {'mode': 'fixed', 'count': 1, 'interval': 1}""".formatted(SIGNING);

  private final Map<String, AdminResponse> answers = new LinkedHashMap<>();

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void no_route_shows_a_secret_though_the_receiver_echoes_the_request(int status) {
    receiver.answers(request -> new Receiver.Reply(status, echo(request)));
    String id = save();
    publish(NotificationEvent.of("a.type").title("T").build());
    String state = status == 200 ? "delivered" : "waiting";
    String delivery = status == 200 ? deliveries(state, 1).get(0) : retried();

    everyRoute(id, delivery);

    assertThat(answers.values().stream().map(AdminResponse::status))
        .containsExactly(
            201,
            200,
            200,
            200,
            200,
            200,
            200,
            200,
            200,
            201,
            422,
            400,
            422,
            200,
            200,
            status == 200 ? 202 : 409,
            200,
            200,
            200,
            404,
            204);
    answers.forEach((route, answer) -> {
      for (String canary : canaries()) {
        assertThat(text(answer)).as(route).doesNotContain(canary);
      }
      assertThat(answer.headers().values()).as(route).noneMatch(value -> value.contains("canary"));
    });
    assertThat(text(answers.get("GET deliveries/" + delivery)))
        .as("the echo is there, masked")
        .contains("x-api-key", "***")
        .doesNotContain(URL_TOKEN);
    assertThat(json(answers.get("POST test")).path("answer").asText())
        .contains("plain=seen", "key=***", "x-varying");
  }

  @Test
  void a_shown_request_has_masks_in_the_places_of_its_secrets() {
    String id = save();

    var request =
        json(post("services/" + id + "/test", "{'eventType': 'a.type'}")).path("request");

    assertThat(request.path("url").asText())
        .isEqualTo(receiver.url("/" + URL_TOKEN + "?key=***&plain=seen&more=***"));
    var headers = new LinkedHashMap<String, String>();
    request
        .path("headers")
        .forEach(header ->
            headers.put(header.path("name").asText(), header.path("value").asText()));
    assertThat(headers)
        .containsEntry("X-Api-Key", "***")
        .containsEntry("X-Token", "***")
        .containsEntry("X-Varying", "***")
        .containsEntry("Authorization", "***")
        .containsEntry("Content-Type", "application/json; charset=utf-8");
    assertThat(headers.get("webhook-signature"))
        .isEqualTo(receiver.got().get(0).headers().get("webhook-signature"));
    assertThat(receiver.got().get(0).headers()).containsEntry("x-api-key", HEADER);
  }

  private void everyRoute(String id, String delivery) {
    ask("GET services", "");
    ask("GET services/" + id, "");
    ask("PATCH services/" + id, "{'description': 'new'}");
    ask("PUT services/" + id, text(answers.get("GET services/" + id)));
    ask("POST services/" + id + "/test", "{}");
    ask("POST test", text(answers.get("GET services/" + id)));
    ask("POST preview", text(answers.get("GET services/" + id)));
    ask("POST preview#unsaved", "{" + FIELDS + "}");
    ask("POST services", "{'name': 'Other', 'url': '%s', %s}".formatted(url(), FIELDS));
    ask("POST services#wrong", "{'name': 7, 'url': '%s%%', 'x': 1, %s}".formatted(url(), FIELDS));
    ask("POST services#broken", "{'name': 7, 'url': '%s, %s}".formatted(url(), FIELDS));
    ask("POST test#wrong", "{'url': '%s', %s}".formatted(url(), FIELDS));
    ask("GET deliveries", "");
    ask("GET deliveries/" + delivery, "");
    ask("POST deliveries/" + delivery + "/redeliver", "");
    ask("GET variables", "");
    ask("GET event-types", "");
    ask("GET stats", "");
    ask("GET nothing", "");
    ask("DELETE services/" + id, "");
  }

  private void ask(String route, String body) {
    String path = route.substring(route.indexOf(' ') + 1);
    int mark = path.indexOf('#');
    answers.put(
        route,
        send(
            route.substring(0, route.indexOf(' ')),
            mark < 0 ? path : path.substring(0, mark),
            body));
  }

  private String save() {
    var answer = post("services", "{'name': 'Ops', 'url': '%s', %s}".formatted(url(), FIELDS));
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    answers.put("POST services#first", answer);
    return json(answer).path("id").asText();
  }

  /** A delivery that has failed once, so that its answer is kept. */
  private String retried() {
    await().until(() -> text(get("deliveries?state=waiting")).contains("\"tries\":1"));
    return deliveries("waiting", 1).get(0);
  }

  private String url() {
    String password = URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
    return receiver.url("/" + URL_TOKEN).replace("://", "://user:" + password + "@");
  }

  /** In the ways that programs echo: plain, as JSON, and decoded. */
  private static String echo(Receiver.Got request) {
    var lines = new ArrayList<String>();
    lines.add(request.method() + " " + request.path());
    request.headers().forEach((name, value) -> {
      lines.add(name + ": " + value);
      lines.add("{\"" + name + "\": \"" + value.replace("\"", "\\\"").replace("/", "\\/") + "\"}");
    });
    lines.add(request.body());
    lines.add(URLDecoder.decode(request.path(), StandardCharsets.UTF_8));
    return String.join("\n", lines);
  }

  private static List<String> canaries() {
    return List.of(
        HEADER,
        "canary\\/header",
        "canary/header",
        BEARER,
        VARYING,
        QUERY,
        "canary%20query",
        "canary+query",
        VARYING_QUERY,
        SIGNING,
        "canary-signing-six",
        PASSWORD,
        "canary%40password",
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
  }
}
