package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client secret and the tokens that it gets come out nowhere but where they belong. */
class TokenSecretsTest extends AdminFixture {
  private static final String SECRET = "canary +/secret%one";
  private static final String TOKEN = "canary-token/two~three==";

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 500})
  void neither_is_in_any_answer_file_or_line_of_the_log(int status) throws Exception {
    PrintStream stderr = System.err;
    var log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      receiver.answers(request -> request.path().equals("/token")
          ? new Receiver.Reply(200, "{\"access_token\":\"" + TOKEN + "\"}")
          : new Receiver.Reply(status, echo(request), Map.of("X-Echo", echo(request))));
      String id = saved("");
      publish(NotificationEvent.of("a.type").title("T").build());
      publish(NotificationEvent.of("a.type").title("T").build());
      await().until(() -> receiver.got("/in").size() >= 2);
      String state = status == 200 ? "delivered" : status == 401 ? "failed" : "waiting";
      var outputs = new ArrayList<String>();
      for (String delivery : deliveries(state, 2)) {
        outputs.add(text(get("deliveries/" + delivery)));
      }
      assertThat(String.join("\n", outputs)).contains(status == 200 ? "delivered" : "***");
      for (String path : List.of(
          "services", "services/" + id, "deliveries", "export", "history", "history/1/" + id)) {
        outputs.add(text(get(path)));
      }
      outputs.add(text(post("services/" + id + "/test", "{}")));
      outputs.add(text(post("preview", text(get("services/" + id)))));
      outputs.add(text(send("PATCH", "services/" + id, "{'oauth2': {'tokenUrl': 'x'}}")));
      outputs.add(
          text(post("services", "{'url': 7, 'oauth2': {'clientSecret': '" + SECRET + "'}}")));
      webhooks.stop(Duration.ofSeconds(5));
      assertThat(log.toString(StandardCharsets.UTF_8)).contains("stopped");
      outputs.add(log.toString(StandardCharsets.UTF_8));
      outputs.addAll(files());

      for (String output : outputs) {
        assertThat(output).doesNotContain(canaries());
      }
      assertThat(receiver.got("/in"))
          .allMatch(request -> request.headers().get("authorization").equals("Bearer " + TOKEN));
    } finally {
      System.setErr(stderr);
      start();
    }
  }

  @Test
  void what_the_token_endpoint_says_is_shown_without_them() {
    receiver.answers(request -> new Receiver.Reply(
        400,
        "{\"error\":\"invalid_request\",\"error_description\":\""
            + (request.headers().get("authorization") + " " + request.body()).replace("\"", "")
            + " " + SECRET + "\"}"));
    String id = saved(", 'clientAuthentication': 'body'");

    JsonNode trial = json(post("services/" + id + "/test", "{}"));

    assertThat(trial.path("sentence").asText())
        .startsWith("The token endpoint answered 400 with the error invalid_request.")
        .contains("***")
        .doesNotContain(canaries());
    assertThat(trial.path("adviceCode").asText()).isEqualTo("token");
    assertThat(trial.path("passed").asBoolean()).isFalse();
    assertThat(receiver.got("/in")).isEmpty();
  }

  @Test
  void a_preview_asks_for_no_token_and_a_test_for_one_of_its_own() {
    receiver.answers(
        200, "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    String id = saved("");

    JsonNode preview = json(post("preview", text(get("services/" + id))));
    assertThat(header(preview.path("request"))).isEqualTo("Bearer ***");
    assertThat(receiver.got()).isEmpty();

    for (int i = 1; i <= 2; i++) {
      JsonNode trial = json(post("services/" + id + "/test", "{}"));
      assertThat(trial.path("sentence").asText())
          .isEqualTo("Status 200, as expected. A new token was got first; it lasts 3600 s.");
      assertThat(header(trial.path("request"))).isEqualTo("Bearer ***");
      assertThat(receiver.got("/token")).hasSize(i);
    }
  }

  @Test
  void the_history_shows_that_the_secret_changed_and_an_import_asks_for_it() {
    String id = saved("");
    send("PATCH", "services/" + id, "{'oauth2': {'clientSecret': 'canary-secret-four'}}");

    var change = get("history/2/" + id);
    assertThat(text(change)).contains("/oauth2/clientSecret").doesNotContain("canary");

    JsonNode file = json(get("export"));
    send("DELETE", "services/" + id, "");
    JsonNode line = json(raw(
            "POST",
            "import",
            Map.of("Content-Type", "application/json"),
            "{\"document\": " + file + "}"))
        .path("plan")
        .path(0);
    assertThat(line.path("missing").toString()).isEqualTo("[\"/oauth2/clientSecret\"]");
    assertThat(line.path("enabled").asBoolean()).isFalse();
  }

  @Test
  void a_service_of_the_past_comes_back_with_the_secret_of_today() {
    receiver.answers(200, "{\"access_token\":\"" + TOKEN + "\"}");
    String id = saved("");
    send("PATCH", "services/" + id, "{'oauth2': {'clientSecret': 'canary-secret-four'}}");

    var restored = post("history/1/" + id + "/restore", "");
    assertThat(restored.status()).as(text(restored)).isEqualTo(200);
    post("services/" + id + "/test", "{}");

    assertThat(receiver.got("/token").get(0).headers().get("authorization"))
        .isEqualTo("Basic " + base64("shop:canary-secret-four"));
  }

  @Test
  void a_token_is_a_failure_of_its_own_kind_in_the_figures() {
    receiver.answers(503, "");
    saved("");
    publish(NotificationEvent.of("a.type").title("T").build());
    await().until(() -> text(get("deliveries?state=waiting")).contains("\"tries\":1"));

    assertThat(text(get("stats"))).contains("\"token\"");
  }

  private String saved(String more) {
    var answer =
        post("services", """
        {'name': 'Ops', 'url': '%s', 'oauth2': {'tokenUrl': '%s', 'clientId': 'shop',
         'clientSecret': '%s'%s}}""".formatted(receiver.url("/in"), receiver.url("/token"), SECRET, more));
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  private static String header(JsonNode request) {
    for (JsonNode header : request.path("headers")) {
      if (header.path("name").asText().equals("Authorization")) {
        return header.path("value").asText();
      }
    }
    return "";
  }

  /** As it came, in Base64 and as a form has it. */
  private static String echo(Receiver.Got request) {
    String came = request.headers().get("authorization");
    return came + " " + base64(came) + " " + base64("x" + came) + " "
        + URLEncoder.encode(came, StandardCharsets.UTF_8);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      var contents = new ArrayList<String>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return contents;
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String[] canaries() {
    return new String[] {
      SECRET,
      "canary",
      URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
      TOKEN,
      URLEncoder.encode(TOKEN, StandardCharsets.UTF_8),
      base64(TOKEN).substring(0, 20),
      base64("Bearer " + TOKEN).substring(12, 30),
      base64("xBearer " + TOKEN).substring(12, 30),
      base64("shop:" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8)).substring(8, 24)
    };
  }
}
