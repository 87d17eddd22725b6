package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.TimeFormat;
import io.github.webhookplugin.model.WebhookService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          plain                 | key=a b/c"d*e!
          in a form             | key=a+b%2Fc%22d*e%21
          in a URL              | key=a%20b%2Fc%22d%2Ae%21
          in JSON               | key=a b/c\\"d*e!
          in JSON of some PHP   | key=a b\\/c\\"d*e!
          in Base64             | key=YSBiL2MiZCplIQ""")
  void a_secret_is_found_however_it_is_written(String way, String text) {
    var redaction = Redaction.of(service("https://a.example", "a b/c\"d*e!"));

    assertThat(redaction.apply(text)).as(way).isEqualTo("key=***");
  }

  @Test
  void the_token_of_a_bearer_is_as_secret_as_the_whole() {
    var redaction = Redaction.of(service("https://a.example", "Bearer abcdefgh"));

    assertThat(redaction.apply("Bearer abcdefgh, abcdefgh")).isEqualTo("***, ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann:p%40ss-word",
        "p%40ss-word",
        "ann:p@ss-word",
        "p@ss-word",
        "YW5uOnBAc3Mtd29yZA"
      })
  void a_password_in_the_address_is_found_as_typed_and_as_sent(String text) {
    var redaction = Redaction.of(service("https://ann:p%40ss-word@a.example/x?y=@", "unused"));

    assertThat(redaction.apply("<" + text + ">")).isEqualTo("<***>");
  }

  @Test
  void an_at_sign_behind_the_host_is_no_password() {
    var redaction = Redaction.ofSecrets(service("https://a.example?mail=someone@b", "unused!"));

    assertThat(redaction.apply("a.example?mail=someone")).isEqualTo("a.example?mail=someone");
  }

  @Test
  void long_parts_of_the_address_are_taken_for_tokens_in_answers_only() {
    var service =
        service("https://chat.example/hook/0123456789abcdef?k=fedcba9876543210", "unused");
    String text = "POST /hook/0123456789abcdef?k=fedcba9876543210";

    assertThat(Redaction.of(service).apply(text)).isEqualTo("POST /hook/***?k=***");
    assertThat(Redaction.ofSecrets(service).apply(text)).isEqualTo(text);
  }

  /** The longest that a setting may be; a pattern that takes a call for each character would run out of stack. */
  @ParameterizedTest(name = "of {0}")
  @ValueSource(strings = {"x", "%", "ä", "/"})
  void the_longest_secret_is_taken_out(String character) {
    String secret = "0" + character.repeat(8_190) + "9";
    var redaction = Redaction.of(service("https://a.example", secret));

    assertThat(redaction.apply("key=" + secret).equals("key=***")).isTrue();
    String inForm = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    assertThat(redaction.apply("key=" + inForm).equals("key=***")).isTrue();
  }

  @Test
  void what_is_too_short_to_be_told_from_words_stays() {
    assertThat(Redaction.of(service("https://a.example", "key")).apply("a monkey"))
        .isEqualTo("a monkey");
  }

  private static WebhookService service(String url, String secretHeader) {
    var request = new RequestTemplate(
        HttpMethod.POST,
        url,
        List.of(new NamedValue("X-Key", secretHeader, true)),
        List.of(),
        RequestTemplate.DEFAULT_BODY);
    return new WebhookService(
        ServiceId.random(),
        new WebhookService.Label("A", ""),
        true,
        request,
        new ResponseCheck.Success(),
        new WebhookService.Sending(null, null, Secret.of("signing-secret"), TimeFormat.ISO, 1));
  }
}
