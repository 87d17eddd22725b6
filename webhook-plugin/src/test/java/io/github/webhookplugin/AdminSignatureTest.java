package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.signing.StandardWebhooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipes to choose from, previews of signatures, and the life of a signing secret. */
class AdminSignatureTest extends AdminFixture {
  private static final String OLD = "old-signing-secret";

  @Test
  void the_list_of_recipes_says_what_each_is_and_what_can_be_chosen() {
    JsonNode recipes = json(get("signatures")).path("signatures");

    assertThat(recipes.findValuesAsText("name"))
        .contains("standard-webhooks", "github", "dms", "feishu", "plain-token");
    assertThat(recipes).allSatisfy(recipe -> {
      assertThat(recipe.path("title").asText()).isNotBlank();
      assertThat(recipe.path("help").asText()).endsWith(".");
      assertThat(recipe.path("recipe").path("recipe").asText()).isEqualTo("own");
    });
    assertThat(recipes.get(0).path("twoSecretsAtOnce").asBoolean()).isTrue();
  }

  @Test
  void a_recipe_of_the_list_can_be_saved_as_an_own_one_and_reads_back_the_same() {
    for (JsonNode recipe : json(get("signatures")).path("signatures")) {
      String secret = json(post(
              "signature/preview",
              "{'signature': '%s', 'secret': '%s', 'body': '{`messageEvent`: 1}'}"
                  .formatted(
                      recipe.path("name").asText(),
                      recipe.path("needsSecret").asBoolean() ? "a-secret" : "")))
          .path("signature")
          .path("key")
          .asText();
      assertThat(secret).contains("***");
      var answer =
          post("preview", "{'signature': " + recipe.path("recipe").toString() + ", 'secret': ''}");
      assertThat(json(answer).path("problems"))
          .as(recipe.path("name").asText() + text(answer))
          .isEmpty();
    }
  }

  @Test
  void a_generated_secret_is_shown_once_and_signs() {
    String id = service("Ops", "");

    JsonNode made = json(change(id, "{'action': 'generate'}"));
    publish(anEvent());

    String secret = made.path("generated").asText();
    assertThat(secret).startsWith("whsec_").hasSize(50);
    assertThat(verifies(got(1), secret)).isTrue();
    assertThat(made.path("secret")).isEqualTo(json(get("services/" + id)).path("secret"));
    assertThat(made.path("secret").path("fingerprint").asText()).matches("[0-9a-f]{8}");
    assertThat(text(get("services/" + id)) + text(get("services"))).doesNotContain(secret);
  }

  @Test
  void both_secrets_sign_for_a_day_after_a_rotation_the_new_one_first() {
    String id = service("Ops", ", 'secret': '" + OLD + "'");

    JsonNode rotated = json(change(id, "{'action': 'rotate'}"));

    String fresh = rotated.path("generated").asText();
    assertThat(rotated.at("/secret/former/until").asText()).isEqualTo("2026-11-22T08:15:30.123Z");
    publish(anEvent());
    assertThat(signature(got(1))).isEqualTo(expected(got(1), fresh) + " " + expected(got(1), OLD));
    clock.forward(Duration.ofHours(24).minusMillis(1));
    publish(anEvent());
    assertThat(signature(got(2))).endsWith(" " + expected(got(2), OLD));
    clock.forward(Duration.ofMillis(1));
    publish(anEvent());
    assertThat(signature(got(3))).isEqualTo(expected(got(3), fresh));
  }

  @Test
  void the_overlap_can_be_set_and_ended_and_outlives_a_restart() {
    String id = service("Ops", ", 'secret': '" + OLD + "'");
    change(id, "{'action': 'rotate', 'secret': 'new-signing-secret', 'secretOverlap': 600}");
    webhooks.stop(Duration.ofSeconds(5));
    start();
    publish(anEvent());
    assertThat(signature(got(1)))
        .isEqualTo(expected(got(1), "new-signing-secret") + " " + expected(got(1), OLD));

    JsonNode ended = json(change(id, "{'action': 'switch'}"));
    publish(anEvent());

    assertThat(ended.at("/secret/former").isMissingNode()).isTrue();
    assertThat(signature(got(2))).isEqualTo(expected(got(2), "new-signing-secret"));
  }

  @Test
  void a_scheme_with_one_signature_switches_over_at_the_moment_that_was_set() {
    String id = service("Ops", ", 'secret': '" + OLD + "', 'signature': 'shopify'");
    publish(anEvent());
    String body = got(1).body();

    change(
        id,
        "{'action': 'rotate', 'secret': 'new-signing-secret', 'switchAt': '2026-11-21T09:00:00Z'}");

    assertThat(json(get("services/" + id)).at("/secret/former/until").asText())
        .isEqualTo("2026-11-21T09:00:00Z");
    publish(anEvent());
    assertThat(hmac(got(2))).isEqualTo(Hmac.base64("HmacSHA256", OLD, got(2).body()));
    clock.forward(Duration.ofHours(1));
    publish(anEvent());
    assertThat(hmac(got(3)))
        .isEqualTo(Hmac.base64("HmacSHA256", "new-signing-secret", got(3).body()));
    assertThat(body).contains("\"sign\": \"");
  }

  @Test
  void without_a_moment_a_scheme_with_one_signature_switches_at_once() {
    String id = service("Ops", ", 'secret': '" + OLD + "', 'signature': 'github'");

    JsonNode rotated = json(change(id, "{'action': 'rotate'}"));
    publish(anEvent());

    assertThat(rotated.at("/secret/former").isMissingNode()).isTrue();
    assertThat(got(1).headers().get("x-hub-signature-256"))
        .isEqualTo("sha256="
            + Hmac.hex("HmacSHA256", rotated.path("generated").asText(), got(1).body()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "standard-webhooks         | whsec_[A-Za-z0-9+/]{43}=",
        "standard-webhooks-ed25519 | whsk_[A-Za-z0-9+/]{86}==",
        "standard-webhooks-both    | whsec_[A-Za-z0-9+/]{43}= whsk_[A-Za-z0-9+/]{86}==",
        "github                    | [A-Za-z0-9_-]{43}"
      })
  void what_is_generated_fits_the_recipe(String recipe, String pattern) {
    String id = service("Ops", ", 'signature': '" + recipe + "'");

    JsonNode made = json(change(id, "{'action': 'generate'}"));

    assertThat(made.path("generated").asText()).matches(pattern);
    assertThat(made.at("/secret/publicKey").asText().matches("whpk_[A-Za-z0-9+/]{43}="))
        .isEqualTo(pattern.contains("whsk_"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                            | /action",
        "{'action': 'guess'}                                           | /action",
        "{'action': 'switch'}                                          | /action",
        "{'action': 'set'}                                             | /secret",
        "{'action': 'set', 'secret': ''}                               | /secret",
        "{'action': 'set', 'secret': 'a\\nb'}                          | /secret",
        "{'action': 'set', 'secret': '`quoted`'}                       | /secret",
        "{'action': 'set', 'secret': 'whsec_!'}                        | /secret",
        "{'action': 'generate', 'secret': 'x'}                         | /secret",
        "{'action': 'generate', 'secretOverlap': 5}                    | /secretOverlap",
        "{'action': 'rotate', 'switchAt': '2026-11-21T09:00:00Z'}      | /switchAt",
        "{'action': 'rotate', 'secretOverlap': -1}                     | /secretOverlap",
        "{'action': 'rotate', 'overlap': 1}                            | /overlap"
      })
  void what_cannot_be_done_with_a_secret_is_said_and_nothing_changes(String form, String pointer) {
    String id = service("Ops", ", 'secret': '" + OLD + "'");
    String before = text(get("services/" + id));

    assertProblem(change(id, form), 422, pointer);

    assertThat(text(get("services/" + id))).isEqualTo(before);
  }

  @Test
  void a_change_of_the_secret_can_be_bound_to_what_was_seen() {
    String id = service("Ops", "");

    var answer = call(
        "POST",
        "services/" + id + "/secret",
        Map.of("Content-Type", "application/json", "If-Match", "\"stale\""),
        "{'action': 'generate'}");

    assertProblem(answer, 412);
    assertThat(json(get("services/" + id)).at("/secret/set").asBoolean()).isFalse();
  }

  @Test
  void both_secrets_are_encrypted_at_rest_and_in_no_answer_and_no_echo() throws IOException {
    receiver.answers(request ->
        new Receiver.Reply(500, request.headers().toString() + OLD + " canary-token-new"));
    String id = service(
        "Ops",
        ", 'signature': 'plain-token', 'secret': '%s', 'body': '[`{{sign}}`]'".formatted(OLD));
    change(
        id,
        "{'action': 'rotate', 'secret': 'canary-token-new', 'switchAt': '2026-11-21T09:00:00Z'}");

    publish(anEvent());
    String delivery = deliveries("waiting", 1).get(0);

    assertThat(got(1).headers().get("x-webhook-token")).isEqualTo(OLD);
    assertThat(got(1).body()).isEqualTo("[\"" + OLD + "\"]");
    for (AdminResponse answer : List.of(
        get("services/" + id),
        get("deliveries/" + delivery),
        post("services/" + id + "/test", ""),
        post("preview", "{'id': '" + id + "'}"),
        post("signature/preview", "{'id': '" + id + "'}"),
        post(
            "signature/preview",
            "{'id': '" + id + "', 'signature': 'dms', 'body': '{`messageEvent`: 1}'}"))) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(text(answer)).doesNotContain(OLD).doesNotContain("canary-token-new");
    }
    webhooks.stop(Duration.ofSeconds(5));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(OLD)
            .doesNotContain("canary-token-new");
      }
    }
  }

  @Test
  void the_preview_shows_the_string_to_sign_and_where_the_signature_goes() {
    AdminResponse answer = post("signature/preview", """
            {'url': 'https://user:topsecret@h.example/hook', 'name': 'x', 'signature': 'dms', 'secret': 'password-of-dms',
             'body': '{`messageEvent`: {`title`: `{{title}}`}, `signatureText`: `{{sign}}`}',
             'event': {'values': {'title': 'Order 1 was paid'}}}""");
    JsonNode shown = json(answer).path("signature");

    assertThat(shown.path("stringToSign").asText())
        .as(text(answer))
        .isEqualTo("https://***@h.example/hook***{\"title\":\"Order 1 was paid\"}");
    assertThat(shown.path("key").asText()).isEqualTo("***");
    assertThat(shown.path("sampleSecret").asBoolean()).isFalse();
    assertThat(shown.at("/request/body").asText())
        .contains("\"signatureText\":\"" + shown.path("sign").asText() + "\"");
    assertThat(shown.path("headers")).isEmpty();
  }

  @Test
  void a_preview_without_a_secret_is_signed_with_a_made_up_one() {
    JsonNode shown =
        json(post("signature/preview", "{'signature': 'dingtalk-robot'}")).path("signature");

    assertThat(shown.path("sampleSecret").asBoolean()).isTrue();
    assertThat(shown.path("stringToSign").asText()).matches("\\d{13}\n\\*\\*\\*");
    assertThat(shown.path("query").findValuesAsText("name")).containsExactly("timestamp", "sign");
    assertThat(shown.at("/request/url").asText())
        .contains("?timestamp=" + clock.millis() + "&sign=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'body': '{`x`: 1}'", "'body': '[]'"})
  void a_preview_says_that_a_signed_part_is_not_there(String body) {
    JsonNode shown = json(
        post("signature/preview", "{'signature': 'dms', 'secret': 'pass-word', " + body + "}"));

    assertThat(shown.path("valid").asBoolean()).isFalse();
    assertThat(shown.at("/problems/0/message").asText()).contains("/messageEvent");
  }

  @Test
  void a_service_whose_signature_goes_nowhere_is_warned_about() {
    String unused = ", 'signature': 'feishu', 'secret': 'a-secret', 'body': '{`a`: 1}'";

    String id = service("Ops", unused);
    var used = send("PATCH", "services/" + id, "{'body': '{`a`: `{{sign}}`}'}");
    var unsigned = send("PATCH", "services/" + id, "{'body': '{`a`: `{{signTimestamp}}`}'}");

    assertThat(json(used).path("warnings").findValuesAsText("message"))
        .noneMatch(message -> message.contains("carries the signature"));
    assertThat(json(unsigned).path("warnings").findValuesAsText("message"))
        .containsOnlyOnce(
            "Nothing in this request carries the signature. Put {{sign}} into the body.");
  }

  private AdminResponse change(String id, String form) {
    return post("services/" + id + "/secret", form);
  }

  private static NotificationEvent anEvent() {
    return NotificationEvent.of("t").title("T").build();
  }

  private Receiver.Got got(int count) {
    await().until(() -> receiver.got().size() >= count);
    return receiver.got().get(count - 1);
  }

  private static String signature(Receiver.Got got) {
    return got.headers().get("webhook-signature");
  }

  private static String hmac(Receiver.Got got) {
    return got.headers().get("x-shopify-hmac-sha256");
  }

  private String expected(Receiver.Got got, String secret) {
    return StandardWebhooks.sign(
        Secret.of(secret),
        got.id(),
        Instant.ofEpochSecond(Long.parseLong(got.headers().get("webhook-timestamp"))),
        got.body().getBytes(StandardCharsets.UTF_8));
  }

  private boolean verifies(Receiver.Got got, String secret) {
    return signature(got).equals(expected(got, secret));
  }
}
