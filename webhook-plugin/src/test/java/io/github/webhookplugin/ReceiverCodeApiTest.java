package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.receiving.Language;
import io.github.webhookplugin.receiving.StartedReceiver;
import io.github.webhookplugin.settings.ShippedRecipe;
import io.github.webhookplugin.settings.ShippedRecipes;
import io.github.webhookplugin.signing.NewSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The API gives out a program; it runs; the plugin sends to it. */
class ReceiverCodeApiTest extends AdminFixture {
  private static final String DMS =
      "{\"messageEvent\":{\"submitterName\":\"{{actor.name}}\",\"message\":\"{{message}}\",\"eventTime\":{{timeMillis}}},\"signatureMethod\":\"HMAC_SHA1\",\"signatureText\":\"{{sign}}\"}";
  private static final String FEISHU =
      "{\"timestamp\":\"{{signTimestamp}}\",\"sign\":\"{{sign}}\",\"msg_type\":\"text\",\"content\":{\"text\":\"{{message}}\"}}";

  @TempDir
  Path folder;

  /** Receivers compare with the clock of this machine. */
  @Override
  HostContext.Builder context() {
    return super.context().clock(Clock.systemUTC());
  }

  static Stream<String> recipes() {
    return ShippedRecipes.list().stream().map(recipe -> recipe.about().name());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void W_88_what_the_plugin_sends_is_taken_by_the_receiver_that_it_wrote(String recipe)
      throws Exception {
    sentAndTaken(recipe, Language.PYTHON);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CURL")
  void in_every_language(Language language) throws Exception {
    sentAndTaken("dms", language);
  }

  private void sentAndTaken(String recipe, Language language) throws Exception {
    Secret secret = NewSecret.of(shipped(recipe), new SecureRandom());
    int port = StartedReceiver.freePort();
    String url = "http://127.0.0.1:" + port + "/hook?a=1";
    String id = saved(recipe, secret.reveal(), url);
    var program = json(get("services/" + id + "/receiver-code?language=" + language.id()));
    assertThat(program.path("code").asText()).doesNotContain(secret.reveal()).doesNotContain(url);

    try (var started = StartedReceiver.start(
        language,
        program.path("code").asText(),
        folder,
        Map.of("WEBHOOK_SECRET", receivers(recipe, secret), "WEBHOOK_URL", url),
        port)) {
      publish(event());
      await().until(() -> receipts.size() == 1);
      assertThat(receipts.get(0).outcome())
          .as(receipts.get(0).reason())
          .isEqualTo(DeliveryReceipt.Outcome.DELIVERED);

      put(id, recipe, NewSecret.of(shipped(recipe), new SecureRandom()).reveal(), url);
      publish(event());
      await().until(() -> receipts.size() == 2);
      assertThat(receipts.get(1).outcome()).isEqualTo(DeliveryReceipt.Outcome.FAILED);
      assertThat(receipts.get(1).reason()).contains("401");
      assertThat(started.url()).contains(String.valueOf(port));
    }
  }

  @Test
  void without_a_language_all_programs_come_at_once() {
    String id = saved("github", "It's a Secret", receiver.url("/in"));

    var programs = json(get("services/" + id + "/receiver-code")).path("programs");

    assertThat(programs.findValuesAsText("language"))
        .containsExactly("java", "python", "node", "go", "php", "curl");
    assertThat(programs.findValuesAsText("code"))
        .allSatisfy(code -> assertThat(code)
            .contains("X-Hub-Signature-256")
            .doesNotContain("It's a Secret", receiver.url("")));
  }

  @Test
  void a_draft_has_its_code_too_with_the_header_that_it_names() {
    var code = json(
        post(
            "receiver-code",
            "{'language': 'go', 'tolerance': 60, 'signature': {'recipe': 'stripe-style', 'header': 'X-Shop'}}"));

    assertThat(code.path("file").asText()).isEqualTo("receiver.go");
    assertThat(code.path("code").asText()).contains("\"X-Shop\"", "TOLERANCE = 60");
  }

  @Test
  void what_cannot_be_verified_is_refused_with_what_to_do() {
    assertProblem(
        post("receiver-code", "{'signature': 'feishu', 'body': '{}', 'language': 'php'}"), 422);
    assertProblem(post("receiver-code", "{'language': 'cobol'}"), 422, "/language");
    assertProblem(
        get("services/" + saved("github", "s", receiver.url("/in"))
            + "/receiver-code?language=cobol"),
        400,
        "language");
  }

  @Test
  void a_sign_in_a_template_of_its_own_is_found_where_it_stands() {
    var code = json(
        post(
            "receiver-code",
            "{'language': 'python', 'body': '{`sign`: `{{sign}}`, `at`: {{signTimestamp}}}', 'signature': {'recipe': 'own', 'content': '{{timestamp}}{{body}}', 'timestampUnit': 'millis'}}"));

    assertThat(code.path("code").asText())
        .contains("request.field(\"/sign\")", "request.field(\"/at\")", "replaced(body, \"/sign\"");
  }

  @Test
  void a_request_is_verified_and_the_signed_text_shown_with_the_secret_masked() {
    String body =
        "{\\\"messageEvent\\\":{\\\"submitterName\\\":\\\"xxx\\\"},\\\"signatureText\\\":\\\"QBhH8YvIvdjRICQdnkal+5YNdY0=\\\"}";
    String form =
        "{\"signature\": \"dms\", \"secret\": \"secret\", \"url\": \"http://my.host:8000/\", \"body\": \"%s\"}";

    JsonNode good = json(post("signature/verify", form.formatted(body)));
    JsonNode bad = json(post("signature/verify", form.formatted(body.replace("xxx", "xxy"))));

    assertThat(good.path("fits").asBoolean()).as(good.toString()).isTrue();
    assertThat(good.path("signedText").asText())
        .isEqualTo("http://my.host:8000/***{\"submitterName\":\"xxx\"}");
    assertThat(bad.path("fits").asBoolean()).isFalse();
    assertThat(bad.path("found").asText()).isEqualTo("QBhH8YvIvdjRICQdnkal+5YNdY0=");
    assertThat(bad.path("expected").asText())
        .hasSize(28)
        .isNotEqualTo("QBhH8YvIvdjRICQdnkal+5YNdY0=");
    assertThat(bad.path("sentence").asText()).contains("the body at /signatureText");
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void what_a_service_sent_is_verified_by_its_id(String recipe) {
    Secret secret = NewSecret.of(shipped(recipe), new SecureRandom());
    String id = saved(recipe, secret.reveal(), receiver.url("/in"));
    publish(event());
    await().until(() -> !receiver.got().isEmpty());
    Receiver.Got got = receiver.got().get(0);

    JsonNode report = json(webhooks.admin(verify(id, got, got.body())));

    assertThat(report.path("fits").asBoolean()).as(report.toString()).isTrue();
    assertThat(report.toString()).doesNotContain("\"" + secret.reveal() + "\"");
    if (shipped(recipe).content().template().contains("body")) {
      JsonNode other = json(webhooks.admin(verify(id, got, got.body().replace("rows", "cows"))));
      assertThat(other.path("fits").asBoolean()).isFalse();
      assertThat(other.path("expected").asText())
          .isNotEqualTo(other.path("found").asText());
    }
  }

  private static AdminRequest verify(String service, Receiver.Got got, String body) {
    var query = new HashMap<String, String>();
    int start = got.path().indexOf('?');
    for (String pair :
        start < 0 ? new String[0] : got.path().substring(start + 1).split("&")) {
      query.put(
          pair.substring(0, pair.indexOf('=')),
          URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
    }
    var form = Map.of("service", service, "headers", got.headers(), "query", query, "body", body);
    try {
      return new AdminRequest(
          "POST",
          "api/v1/signature/verify",
          Map.of(),
          Map.of("Content-Type", "application/json"),
          new ObjectMapper().writeValueAsBytes(form),
          "ann");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String saved(String recipe, String secret, String url) {
    var answer = webhooks.admin(request("POST", "services", recipe, secret, url));
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  private void put(String id, String recipe, String secret, String url) {
    var answer = webhooks.admin(request("PUT", "services/" + id, recipe, secret, url));
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
  }

  private static AdminRequest request(
      String method, String path, String recipe, String secret, String url) {
    var service = new HashMap<String, Object>(
        Map.of("name", "To verify", "url", url, "signature", recipe, "secret", secret));
    if (recipe.equals("dms")) {
      service.put("body", DMS);
    } else if (recipe.equals("feishu")) {
      service.put("body", FEISHU);
    }
    try {
      return new AdminRequest(
          method,
          "api/v1/" + path,
          Map.of(),
          Map.of("Content-Type", "application/json"),
          new ObjectMapper().writeValueAsBytes(service),
          "ann");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NotificationEvent event() {
    return NotificationEvent.of("task.finished")
        .title("Größe")
        .message("1,204 rows\n\"中\" 😀")
        .build();
  }

  /** What the receiver is told: the public key of a pair, the first of two keys. */
  private static String receivers(String recipe, Secret secret) {
    List<String> keys = new ArrayList<>(List.of(secret.reveal().split(" ")));
    return recipe.equals("standard-webhooks-ed25519")
        ? NewSecret.publicKey(shipped(recipe), secret).orElseThrow()
        : keys.get(0);
  }

  private static SignatureRecipe shipped(String name) {
    return ShippedRecipes.list().stream()
        .map(ShippedRecipe::usual)
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
