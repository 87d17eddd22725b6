package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that are secrets: seed rows T-03 and X-41. */
class SecretUrlRowsTest extends AdminFixture {
  private static final String OM = "api/openmetadata/v1/webhooks";
  private static final String PATH = "/in/canary-path-1/bot7:canaryTwo";
  private static final String QUERY = "?key=canary3&sig=canary%2Ffour%3D";
  private static final String DMS =
      "'body': '{`messageEvent`: {`a`: `{{title}}`}, `signatureText`: `{{sign}}`}',"
          + " 'secret': 'password', 'signature': 'dms'";
  private static final Map<String, String> JSON_TYPE = Map.of("Content-Type", "application/json");

  private final Map<String, AdminResponse> answers = new LinkedHashMap<>();

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void T_03_no_route_shows_a_secret_address_though_the_receiver_echoes_it(int status) {
    receiver.answers(request -> new Receiver.Reply(status, echo(request.path())));
    String id = saved("Ops", ", 'retry': {'mode': 'fixed', 'count': 1, 'interval': 1}");
    publish(NotificationEvent.of("order.paid").title("T").build());
    String delivery = status == 200 ? deliveries("delivered", 1).get(0) : retried();

    everyRoute(id, delivery);

    assertThat(receiver.got().get(0).path()).isEqualTo(PATH + QUERY);
    assertNoCanary();
    assertThat(text(answers.get("GET deliveries/" + delivery))).contains("echo", "***");
    assertThat(json(answers.get("POST services/" + id + "/test"))
            .at("/request/url")
            .asText())
        .isEqualTo(receiver.url("/***"));
    assertThat(json(answers.get("GET services/" + id)).path("url").asText())
        .isEqualTo(receiver.url("/***"));
    assertThat(json(answers.get("OM GET /" + id)).at("/webhookConfig/endpoint").asText())
        .isEqualTo(receiver.url("/***"));
    assertThat(json(answers.get("GET export")).at("/services/0/url").asText())
        .isEqualTo(receiver.url("/***"));
  }

  @Test
  void X_41_what_signs_the_address_shows_stars_for_it() {
    String id = saved("Ops", ", " + DMS);

    ask("GET services/" + id, "");
    ask("GET services/" + id + "/receiver-code", "");
    ask("POST signature/preview", text(answers.get("GET services/" + id)));
    ask("POST preview", text(answers.get("GET services/" + id)));
    ask(
        "POST signature/verify",
        "{'service': '%s', 'body': '{`messageEvent`: {`a`: 1}, `signatureText`: `x`}'}"
            .formatted(id));

    answers.forEach(
        (route, answer) -> assertThat(answer.status()).as(route + text(answer)).isLessThan(300));
    assertNoCanary();
    String origin = receiver.url("");
    assertThat(json(answers.get("POST signature/preview"))
            .at("/signature/stringToSign")
            .asText())
        .startsWith(origin + "***");
    assertThat(json(answers.get("POST signature/verify")).path("signedText").asText())
        .startsWith(origin + "***");
  }

  @Test
  void T_03_what_was_read_is_written_back_and_still_sent_to_the_same_address() {
    String id = saved("Ops", "");

    var put = send("PUT", "services/" + id, text(get("services/" + id)));
    var patched = send("PATCH", "services/" + id, "{'description': 'new'}");
    var om = ask("PUT", OM + "/" + id, JSON_TYPE, webhook(id));
    publish(NotificationEvent.of("order.paid").title("T").build());
    deliveries("delivered", 1);

    assertThat(put.status()).as(text(put)).isEqualTo(200);
    assertThat(patched.status()).as(text(patched)).isEqualTo(200);
    assertThat(om.status()).as(text(om)).isEqualTo(200);
    assertThat(receiver.got().get(0).path()).isEqualTo(PATH + QUERY);
  }

  @Test
  void T_03_masking_cannot_be_undone_by_who_may_edit() {
    String id = saved("Ops", "");
    String masked = receiver.url("/***");

    assertProblem(send("PATCH", "services/" + id, "{'secretUrl': false}"), 422, "/url");
    assertProblem(
        send(
            "PUT",
            "services/" + id,
            "{'name': 'A', 'url': '%s', 'secretUrl': false}".formatted(masked)),
        422,
        "/url");
    assertProblem(
        post(
            "test",
            "{'id': '%s', 'name': 'A', 'url': '%s', 'secretUrl': false}".formatted(id, masked)),
        422,
        "/url");
    assertProblem(
        send("PATCH", "services/" + id, "{'url': 'http://other.example/***'}"), 422, "/url");
    assertProblem(post("services", "{'name': 'B', 'url': '%s'}".formatted(masked)), 422, "/url");
  }

  @Test
  void T_03_what_was_an_address_before_it_became_a_secret_is_none_to_show_in_the_past() {
    var made =
        post("services", "{'name': 'Ops', 'url': '%s'}".formatted(receiver.url(PATH + QUERY)));
    String id = json(made).path("id").asText();
    assertThat(text(ask("GET", OM + "/" + id + "/versions/0.1", Map.of(), ""))).contains("canary");

    var secret = send(
        "PATCH",
        "services/" + id,
        "{'secretUrl': true, 'url': '%s'}".formatted(receiver.url(PATH)));
    assertThat(secret.status()).as(text(secret)).isEqualTo(200);

    for (String path : new String[] {"/versions", "/versions/0.1", "/versions/0.2", ""}) {
      var answer = ask("GET", OM + "/" + id + path, Map.of(), "");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(text(answer)).as(path).doesNotContain("canary");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/T0/B0/canary, Slack",
    "https://oapi.dingtalk.com/robot/send?access_token=canary, DingTalk",
    "https://open.feishu.cn/open-apis/bot/v2/hook/canary, Feishu",
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary, WeCom",
    "https://discord.com/api/webhooks/1/canary, Discord",
    "https://x.logic.azure.com/workflows/1/triggers/manual?sig=canary, Teams",
    "https://chat.googleapis.com/v1/spaces/A/messages?key=canary&token=canary, Google",
    "https://api.telegram.org/bot1:canary/sendMessage, Telegram"
  })
  void X_41_a_known_receiver_whose_address_is_shown_is_warned_of(String url, String title) {
    var shown = post("services", "{'name': 'A', 'url': '%s'}".formatted(url));
    var hidden = post("services", "{'name': 'B', 'url': '%s', 'secretUrl': true}".formatted(url));

    assertThat(warning(shown)).contains(title, "Switch “secretUrl” on");
    assertThat(warning(shown)).doesNotContain("canary");
    assertThat(warning(hidden)).isEmpty();
    assertThat(text(hidden)).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slack",
        "dingtalk-robot",
        "dingtalk-flow",
        "feishu",
        "wecom",
        "discord",
        "teams",
        "google-chat",
        "telegram"
      })
  void X_41_the_presets_of_such_receivers_make_the_address_a_secret(String preset) {
    var filled = post("presets/" + preset + "/service", "{'fields': {}}");

    assertThat(json(filled).at("/service/secretUrl").asBoolean()).isTrue();
  }

  private void everyRoute(String id, String delivery) {
    ask("GET services", "");
    ask("GET services/" + id, "");
    String shown = text(answers.get("GET services/" + id));
    ask("PATCH services/" + id, "{'description': 'new'}");
    ask("PUT services/" + id, shown);
    ask("POST services/" + id + "/test", "{}");
    ask("POST test", shown);
    ask("POST preview", shown);
    ask("POST signature/preview", shown);
    ask("POST receiver-code", shown);
    ask("GET services/" + id + "/receiver-code", "");
    ask("PATCH services/" + id + "#wrong", "{'secretUrl': false}");
    ask("GET export", "");
    ask("GET export?format=openmetadata", "");
    ask("GET export?format=openmetadata-action", "");
    ask("GET export?format=openmetadata-subscription", "");
    ask("POST import", "{'dryRun': true, 'document': " + text(answers.get("GET export")) + "}");
    ask("GET deliveries", "");
    ask("GET deliveries/" + delivery, "");
    String event =
        json(answers.get("GET deliveries/" + delivery)).at("/event/id").asText();
    ask("GET events/" + event + "/why", "");
    ask("GET events", "");
    ask("POST deliveries/" + delivery + "/redeliver", "");
    ask("GET redeliveries", "");
    ask("GET stats", "");
    ask("GET settings", "");
    om("GET", "", "");
    om("GET", "/" + id, "");
    om("PUT", "/" + id, webhook(id));
    om("GET", "/name/Ops", "");
    om("GET", "/" + id + "/versions", "");
    om("GET", "/" + id + "/versions/0.1", "");
    om("GET", "/" + id + "/deliveries", "");
    ask("POST services/" + id + "/resume", "");
    om("DELETE", "/" + id, "");
    ask("DELETE services/" + id, "");
  }

  private void assertNoCanary() {
    answers.forEach((route, answer) -> {
      assertThat(answer.status()).as(route).isLessThan(500);
      assertThat(text(answer)).as(route).doesNotContainIgnoringCase("canary");
      assertThat(answer.headers().values()).as(route).noneMatch(value -> value.contains("canary"));
    });
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

  private void om(String method, String path, String body) {
    answers.put("OM " + method + " " + path, ask(method, OM + path, JSON_TYPE, body));
  }

  /** A service as an OpenMetadata client sends it back. */
  private String webhook(String id) {
    var shown = (ObjectNode) json(ask("GET", OM + "/" + id, Map.of(), ""));
    return shown.toString();
  }

  private String saved(String name, String more) {
    var answer = post(
        "services",
        "{'name': '%s', 'url': '%s', 'secretUrl': true%s}"
            .formatted(name, receiver.url(PATH + QUERY), more));
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    answers.put("POST services", answer);
    return json(answer).path("id").asText();
  }

  private String retried() {
    await().until(() -> text(get("deliveries?state=waiting")).contains("\"tries\":1"));
    return deliveries("waiting", 1).get(0);
  }

  /** In the ways that programs echo: plain, decoded, encoded, as JSON, and in parts. */
  private static String echo(String path) {
    return String.join(
        "\n",
        "echo",
        path,
        URLDecoder.decode(path, StandardCharsets.UTF_8),
        URLEncoder.encode(path, StandardCharsets.UTF_8),
        path.replace("/", "\\/"),
        String.join("\n", path.split("[/?&=]")));
  }

  private static String warning(AdminResponse saved) {
    assertThat(saved.status()).as(text(saved)).isEqualTo(201);
    for (JsonNode warning : json(saved).path("warnings")) {
      if (warning.path("pointer").asText().equals("/secretUrl")) {
        return warning.path("message").asText();
      }
    }
    return "";
  }
}
