package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.signing.StandardWebhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps of signatures, presets' signatures and DMS's signed text, row by row. */
class SignatureTrapRowsTest extends AdminFixture {
  private static final String SECRET = "SEC5a3ecf88f2b3eb50db30ecfc00f53033";
  private static final String FEISHU_BODY =
      "{`timestamp`: `{{signTimestamp}}`, `sign`: `{{sign}}`, `at`: `{{sentAt}}`, `text`: `{{title}}`}";
  private static final String DMS_BODY =
      "{`messageEvent`:{`submitterName`:`xxx`,`message`:`{{title}}`},`signatureMethod`:`HMAC_SHA1`,`signatureText`:`{{sign}}`}";

  @Test
  void X_38_P_05_a_retry_of_a_feishu_body_changes_timestamp_and_sign_and_no_other_byte() {
    receiver.answers(503, "busy");
    String id = service("Bot", feishu());
    publish(event());
    waiting(1);
    send("PATCH", "services/" + id, "{'body': '{`changed`: 1}'}");
    receiver.answers(200, "ok");

    clock.forward(Duration.ofSeconds(90));
    Receiver.Got second = got(2);

    Receiver.Got first = got(1);
    assertThat(field(first, "sign")).isEqualTo(feishuSign(field(first, "timestamp")));
    assertThat(field(second, "sign")).isEqualTo(feishuSign(field(second, "timestamp")));
    assertThat(Long.parseLong(field(second, "timestamp")))
        .isGreaterThanOrEqualTo(Long.parseLong(field(first, "timestamp")) + 90);
    assertThat(withoutSignature(second)).isEqualTo(withoutSignature(first));
    assertThat(first.body()).contains("\"at\": \"2026-11-21T08:15:30.123Z\"");
    assertThat(second.id()).isEqualTo(first.id());
  }

  @Test
  void X_38_the_frozen_body_of_a_retry_is_signed_anew_after_a_restart_with_todays_secret() {
    receiver.answers(503, "busy");
    String id = service("Bot", feishu());
    publish(event());
    waiting(1);
    webhooks.stop(Duration.ofSeconds(5));
    start();
    send("PATCH", "services/" + id, "{'secret': 'another-secret'}");
    receiver.answers(200, "ok");

    clock.forward(Duration.ofSeconds(90));

    Receiver.Got second = got(2);
    assertThat(field(second, "sign"))
        .isEqualTo(Hmac.base64("HmacSHA256", field(second, "timestamp") + "\nanother-secret", ""));
    assertThat(withoutSignature(second)).isEqualTo(withoutSignature(got(1)));
  }

  @Test
  void X_38_a_number_as_timestamp_is_filled_in_as_one() {
    service("Bot", """
        , 'signature': 'feishu', 'secret': '%s',
        'body': '{`timestamp`: {{signTimestamp}}, `sign`: {{sign}}, `x`: [{{#sign}}1{{/sign}}]}'""".formatted(SECRET));

    publish(event());

    String body = got(1).body();
    long at = clock.instant().getEpochSecond();
    assertThat(body)
        .isEqualTo("{\"timestamp\": " + at + ", \"sign\": \"" + feishuSign(String.valueOf(at))
            + "\", \"x\": [1]}");
  }

  @Test
  void P_05_without_a_secret_a_section_leaves_both_fields_out() {
    service(
        "Bot",
        ", 'signature': 'feishu', 'body': '{ {{#sign}}`timestamp`: `{{signTimestamp}}`, `sign`: `{{sign}}`,{{/sign}} `a`: 1}'");

    publish(event());

    assertThat(got(1).body()).isEqualTo("{  \"a\": 1}");
  }

  @Test
  void X_38_every_try_has_a_new_timestamp_and_signature_and_the_same_id_and_body() {
    receiver.answers(503, "busy");
    service("Std", ", 'secret': 'a-signing-secret'");
    publish(event());
    waiting(1);
    receiver.answers(200, "ok");
    clock.forward(Duration.ofSeconds(90));

    List<Receiver.Got> tries = List.of(got(1), got(2));
    for (Receiver.Got each : tries) {
      assertThat(each.headers())
          .containsEntry(
              "webhook-signature",
              StandardWebhooks.sign(
                  Secret.of("a-signing-secret"),
                  each.id(),
                  Instant.ofEpochSecond(Long.parseLong(each.headers().get("webhook-timestamp"))),
                  each.body().getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(tries.get(0).id()).isEqualTo(tries.get(1).id());
    assertThat(tries.get(0).headers().get("webhook-timestamp"))
        .isNotEqualTo(tries.get(1).headers().get("webhook-timestamp"));
    assertThat(tries.get(0).body().replaceAll("v1,[^\"]*", ""))
        .isEqualTo(tries.get(1).body().replaceAll("v1,[^\"]*", ""));
  }

  @Test
  void P_04_dingtalk_gets_timestamp_and_sign_behind_its_token_with_every_plus_encoded() {
    String url = receiver.url("/robot/send?access_token=abc");
    var answer = post(
        "services",
        "{'name': 'Robot', 'url': '%s', 'signature': 'dingtalk-robot', 'secret': '%s', 'body': '{`a`: 1}'}"
            .formatted(url, SECRET));
    assertThat(answer.status()).isEqualTo(201);

    var signs = new ArrayList<String>();
    for (int i = 1; signs.stream().noneMatch(sign -> sign.contains("%2B")) && i < 100; i++) {
      clock.forward(Duration.ofMillis(7));
      publish(event());
      String path = got(i).path();
      String sign = path.substring(path.indexOf("&sign=") + 6);
      assertThat(path).startsWith("/robot/send?access_token=abc&timestamp=" + clock.millis() + "&");
      assertThat(sign).doesNotContain("+", "/");
      assertThat(URLDecoder.decode(sign, StandardCharsets.UTF_8))
          .isEqualTo(Hmac.base64("HmacSHA256", SECRET, clock.millis() + "\n" + SECRET));
      signs.add(sign);
    }
    assertThat(signs).anyMatch(sign -> sign.contains("%2B"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "user:pass@"})
  void X_07_D_28_D_29_dms_signs_the_typed_address_the_password_and_the_exact_text_of_the_event(
      String user) {
    String url = receiver.url("/p?x=%41&y=ä").replace("://", "://" + user);
    save(url, "'dms'");

    publish(event());

    String event = "{\"submitterName\":\"xxx\",\"message\":\"T \\\"quoted\\\" 中\"}";
    assertThat(got(1).body()).contains("\"messageEvent\":" + event);
    assertThat(field(got(1), "signatureText"))
        .isEqualTo(Hmac.base64("HmacSHA1", "dms-password", url + "dms-password" + event));
  }

  @Test
  void X_07_the_address_can_be_signed_without_user_and_password() {
    String url = receiver.url("/p");
    save(url.replace("://", "://user:pass@"), "{'recipe': 'dms', 'url': 'urlWithoutUser'}");

    publish(event());

    String event = "{\"submitterName\":\"xxx\",\"message\":\"T \\\"quoted\\\" 中\"}";
    assertThat(field(got(1), "signatureText"))
        .isEqualTo(Hmac.base64("HmacSHA1", "dms-password", url + "dms-password" + event));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", 'secret': ''"})
  void X_03_D_31_dms_without_a_password_cannot_be_saved(String secret) {
    var answer = post(
        "services", "{'name': 'D', 'url': 'https://a.example/', 'signature': 'dms'" + secret + "}");

    assertProblem(answer, 422, "/secret");
  }

  @Test
  void D_31_a_body_without_the_signed_part_is_not_sent_and_the_log_says_why() {
    service(
        "D",
        ", 'signature': 'dms', 'secret': 'dms-password', 'body': '{`signatureText`: `{{sign}}`}'");

    publish(event());

    String delivery = deliveries("failed", 1).get(0);
    assertThat(text(get("deliveries/" + delivery))).contains("/messageEvent of the body");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void X_25_sign_is_empty_without_a_secret_and_what_the_recipe_says_with_one() {
    String id = service(
        "A", ", 'body': '`{{sign}}`', 'headers': [{'name': 'X-Sign', 'value': '<{{sign}}>'}]");
    publish(event());
    assertThat(got(1).body()).isEqualTo("\"\"");
    assertThat(got(1).headers()).containsEntry("x-sign", "<>");

    send("PATCH", "services/" + id, "{'secret': 'a-secret', 'signature': 'shopify'}");
    publish(event());

    String expected = Hmac.base64("HmacSHA256", "a-secret", "\"\"");
    assertThat(got(2).body()).isEqualTo("\"" + expected + "\"");
    assertThat(got(2).headers()).containsEntry("x-sign", "<" + expected + ">");
  }

  @Test
  void X_44_the_same_text_is_another_key_in_another_encoding() {
    String key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    service("A", ", 'secret': '" + key + "', 'signature': 'github', 'body': '{`a`: 1}'");

    publish(event());

    assertThat(got(1).headers())
        .containsEntry("x-hub-signature-256", "sha256=" + Hmac.hex("HmacSHA256", key, "{\"a\": 1}"))
        .containsEntry("x-hub-signature", "sha1=" + Hmac.hex("HmacSHA1", key, "{\"a\": 1}"));
  }

  @Test
  void P_16_svix_names_carry_the_same_as_standard_webhooks() {
    service("A", ", 'secret': 'a-secret', 'signature': 'svix', 'body': '{`a`: 1}'");

    publish(event());

    assertThat(got(1).headers())
        .containsEntry("svix-id", got(1).id())
        .containsEntry("svix-timestamp", got(1).headers().get("webhook-timestamp"))
        .containsEntry(
            "svix-signature",
            StandardWebhooks.sign(
                Secret.of("a-secret"),
                got(1).id(),
                clock.instant(),
                got(1).body().getBytes(StandardCharsets.UTF_8)))
        .doesNotContainKey("webhook-signature");
  }

  private static String feishu() {
    return ", 'signature': 'feishu', 'secret': '" + SECRET + "', 'body': '" + FEISHU_BODY + "'";
  }

  private static String feishuSign(String timestamp) {
    return Hmac.base64("HmacSHA256", timestamp + "\n" + SECRET, "");
  }

  private void save(String url, String recipe) {
    var answer = post(
        "services",
        "{'name': 'Dms', 'url': '%s', 'signature': %s, 'secret': 'dms-password', 'body': '%s'}"
            .formatted(url, recipe, DMS_BODY));
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
  }

  private static NotificationEvent event() {
    return NotificationEvent.of("t").title("T \"quoted\" 中").build();
  }

  private void waiting(int count) {
    deliveries("waiting", count);
  }

  private static String field(Receiver.Got got, String name) {
    return json(got).path(name).asText();
  }

  private static JsonNode json(Receiver.Got got) {
    try {
      return new ObjectMapper().readTree(got.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutSignature(Receiver.Got got) {
    return got.body()
        .replace(field(got, "sign"), "")
        .replace("\"timestamp\": \"" + field(got, "timestamp") + "\"", "");
  }

  private Receiver.Got got(int count) {
    await().until(() -> receiver.got().size() >= count);
    return receiver.got().get(count - 1);
  }
}
