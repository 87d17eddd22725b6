package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import org.junit.jupiter.api.Test;

/** How OpenMetadata's receivers check that a request is genuine, row by row. */
class OpenMetadataSignatureRowsTest extends AdminFixture {
  private static final String KEY = "om-secret-key-ü";
  private static final String SIGNED =
      ", 'signature': 'openmetadata-docs', 'secret': '" + KEY + "'";

  @Test
  void W_32_the_secret_key_can_be_written_and_never_read() {
    String id = service("Om", SIGNED);

    JsonNode secret = json(get("services/" + id)).path("secret");

    assertThat(secret.path("set").asBoolean()).isTrue();
    assertThat(text(get("services/" + id))).doesNotContain(KEY);
    assertThat(webhooks.settings().toString()).doesNotContain(KEY);
  }

  @Test
  void W_80_a_signature_inside_the_payload_covers_the_payload_without_that_field() {
    service("Om", """
        , 'secret': '%s', 'body': '{`eventId`: `{{eventId}}`, `signature`: `{{sign}}`, `note`: `ü`}',
        'signature': {'recipe': 'own', 'content': '{{bodyWithout:/signature}}', 'sign': 'sha256={{signature}}'}""".formatted(KEY));

    publish();

    String body = got().body();
    String without = body.replaceAll("\"signature\": \"[^\"]*\", ", "");
    assertThat(without).isEqualTo("{\"eventId\": \"evt-1\", \"note\": \"ü\"}");
    assertThat(body)
        .contains("\"signature\": \"sha256=" + Hmac.hex("HmacSHA256", KEY, without) + "\"");
  }

  @Test
  void W_81_the_header_of_the_entity_page_is_sha256_and_hexadecimal() {
    service(
        "Om",
        SIGNED.replace(
            "'openmetadata-docs'", "{'recipe': 'openmetadata-docs', 'which': 'entity'}"));

    publish();

    assertThat(got().headers())
        .containsEntry(
            "x-openmetadata-signature",
            "sha256=" + Hmac.hex("HmacSHA256", KEY, got().body()))
        .doesNotContainKey("x-om-signature")
        .doesNotContainKey("webhook-signature");
  }

  @Test
  void W_82_bearer_and_api_key_headers_are_secret_and_stand_beside_the_signature() {
    String id = service(
        "Om",
        SIGNED
            + ", 'headers': [{'name': 'Authorization', 'value': 'Bearer abc-token'},"
            + " {'name': 'X-API-Key', 'value': 'key-value-1'}]");

    publish();

    assertThat(got().headers())
        .containsEntry("authorization", "Bearer abc-token")
        .containsEntry("x-api-key", "key-value-1")
        .containsKey("x-om-signature");
    assertThat(text(get("services/" + id))).doesNotContain("abc-token", "key-value-1");
  }

  @Test
  void W_83_S_35_the_signature_covers_the_exact_bytes_that_are_sent() {
    service("Om", SIGNED + ", 'body': '{ `title` :  `{{title}}`,\\n\\t`raw`: `ü 中 😀` }\\n'");

    publish();

    assertThat(got().body()).endsWith("}\n").contains("ü 中 😀").contains("\n\t");
    assertThat(got().headers())
        .containsEntry(
            "x-om-signature", "sha256=" + Hmac.hex("HmacSHA256", KEY, got().body()));
  }

  @Test
  void S_06_S_14_S_34_X_16_both_headers_carry_the_same_hmac_sha256_by_default() {
    service("Om", SIGNED);

    publish();

    String expected = "sha256=" + Hmac.hex("HmacSHA256", KEY, got().body());
    assertThat(got().headers())
        .containsEntry("x-om-signature", expected)
        .containsEntry("x-openmetadata-signature", expected);
  }

  @Test
  void S_36_without_a_secret_key_the_headers_are_absent() {
    service("Om", ", 'signature': 'openmetadata-docs'");

    publish();

    assertThat(got().headers())
        .doesNotContainKey("x-om-signature")
        .doesNotContainKey("x-openmetadata-signature");
  }

  @Test
  void X_17_P_13_the_servers_own_way_is_base64_under_a_name_of_its_own() {
    service("Om", SIGNED.replace("openmetadata-docs", "openmetadata"));

    publish();

    assertThat(got().headers())
        .containsEntry(
            "x-om-signature", "sha256=" + Hmac.base64("HmacSHA256", KEY, got().body()))
        .doesNotContainKey("x-openmetadata-signature");
  }

  @Test
  void X_18_the_header_covers_the_final_bytes_also_when_the_body_carries_a_signature() {
    service("Om", SIGNED + ", 'body': '{`eventId`: `{{eventId}}`, `signature`: `{{sign}}`}'");

    publish();

    String empty = "{\"eventId\": \"evt-1\", \"signature\": \"\"}";
    assertThat(got().body())
        .isEqualTo("{\"eventId\": \"evt-1\", \"signature\": \"sha256="
            + Hmac.hex("HmacSHA256", KEY, empty) + "\"}");
    assertThat(got().headers())
        .containsEntry(
            "x-om-signature", "sha256=" + Hmac.hex("HmacSHA256", KEY, got().body()));
  }

  private void publish() {
    publish(NotificationEvent.of("entityCreated").id("evt-1").title("T").build());
  }

  private Receiver.Got got() {
    await().until(() -> !receiver.got().isEmpty());
    return receiver.got().get(0);
  }
}
