package io.github.webhookplugin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Signing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1614265330);
  private static final byte[] BODY = bytes("{\"test\": 2432232314}");

  /** Made by an independent implementation; the first is published in the specification's repository. */
  static Stream<Arguments> vectors() throws IOException {
    try (var file =
        StandardWebhooksTest.class.getResourceAsStream("/signing/standard-webhooks.json")) {
      JsonNode all = new ObjectMapper().readTree(file);
      return StreamSupport.stream(all.spliterator(), false)
          .map(vector -> Arguments.of(vector.get("name").asText(), vector));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void signs_as_the_vectors_say(String name, JsonNode vector) {
    String signature = sign(
        Secret.of(vector.get("secret").asText()),
        vector.get("id").asText(),
        Instant.ofEpochSecond(vector.get("timestamp").asLong()),
        Base64.getDecoder().decode(vector.get("body").asText()));

    assertThat(signature).isEqualTo(vector.get("expected").asText());
  }

  @Test
  void signs_as_the_specification_shows() {
    assertThat(sign(Secret.of(SECRET), ID, AT, BODY))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_secret_without_prefix_is_the_key_itself() {
    String key = "a secret, 密码";
    String same = "whsec_" + Base64.getEncoder().encodeToString(bytes(key));

    assertThat(sign(Secret.of(key), ID, AT, BODY)).isEqualTo(sign(Secret.of(same), ID, AT, BODY));
  }

  @Test
  void a_line_break_pasted_with_the_secret_is_ignored() {
    assertThat(sign(Secret.of(SECRET + "\n"), ID, AT, BODY))
        .isEqualTo(sign(Secret.of(SECRET), ID, AT, BODY));
  }

  @Test
  void cuts_the_time_to_whole_seconds() {
    assertThat(sign(Secret.of(SECRET), ID, AT.plusMillis(999), BODY))
        .isEqualTo(sign(Secret.of(SECRET), ID, AT, BODY));
  }

  @Test
  void one_object_signs_on_many_threads_at_once() {
    Signer signer = Signer.of(Signing.standard(Secret.of(SECRET)), "https://h/");

    var signatures = IntStream.range(0, 2_000)
        .parallel()
        .mapToObj(i -> signature(signer, ID, AT.plusSeconds(i), BODY))
        .toList();

    var expected = IntStream.range(0, 2_000)
        .mapToObj(i -> sign(Secret.of(SECRET), ID, AT.plusSeconds(i), BODY))
        .toList();
    assertThat(signatures).isEqualTo(expected);
  }

  @Test
  void refuses_an_id_with_a_dot() {
    assertThatThrownBy(() -> sign(Secret.of(SECRET), "msg.1", AT, BODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not contain a dot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_", "whsec_hunter2!", "whsec_a"})
  void says_what_is_wrong_with_a_secret_and_does_not_show_it(String secret) {
    assertThatThrownBy(() -> Signer.of(Signing.standard(Secret.of(secret)), "https://h/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageContaining("must go on with a key in Base64")
        .hasMessageNotContaining("hunter2");
  }

  private static String sign(Secret secret, String id, Instant timestamp, byte[] body) {
    return signature(Signer.of(Signing.standard(secret), "https://h/"), id, timestamp, body);
  }

  private static String signature(Signer signer, String id, Instant timestamp, byte[] body) {
    var headers = signer.fields(id, timestamp, body).headers();
    assertThat(headers).extracting(Header::name).containsExactly("webhook-signature");
    return headers.get(0).value();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
