package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishReceipt;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.settings.CheckedTemplates;
import io.github.webhookplugin.signing.StandardWebhooks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the AMMDS plugin makes of templates and their variables, row by row. */
class AmmdsTemplateRowsTest extends OpenChannel {
  /** The sample of the AMMDS documentation, exactly as it is printed there. */
  private static final String SAMPLE_BODY = """
      {
      "event": "{{type}}",
      "title": "{{title}}",
      "message": "{{message}}",
      "timestamp": "{{time}}",
      "data": {
      "logo": "{{logo}}",
      "image": "{{image}}",
      "sign": "{{sign}}"
      }
      }""";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.250Z");
  private static final String HOSTILE =
      "\"quoted\" \\ back\nline\ttab \u0001 \u2028 数据 🚀 </script>";

  @Test
  void A_37_the_sample_body_works_pasted_unchanged() throws Exception {
    configure(service("Alerts", "/a", "body", SAMPLE_BODY));

    webhooks.publish(full().build());

    JsonNode body = JSON.readTree(got().body());
    assertThat(body.at("/event").textValue()).isEqualTo("task.finished");
    assertThat(body.at("/title").textValue()).isEqualTo("Nightly import");
    assertThat(body.at("/message").textValue()).isEqualTo("1,204 rows");
    assertThat(body.at("/timestamp").textValue()).isEqualTo("2026-05-04T12:00:00.250Z");
    assertThat(body.at("/data/logo").textValue()).isEqualTo("icon-import");
    assertThat(body.at("/data/image").textValue()).isEqualTo("https://host.example/chart.png");
    assertThat(body.at("/data/sign").textValue()).isEmpty();
  }

  @Test
  void A_37_the_sample_body_is_the_default_of_a_new_service() throws Exception {
    configure(service("Sample", "/sample", "body", SAMPLE_BODY), service("New", "/new"));

    webhooks.publish(full().build());

    receipts(2);
    assertThat(JSON.readTree(receiver.got("/new").get(0).body()))
        .isEqualTo(JSON.readTree(receiver.got("/sample").get(0).body()));
  }

  @Test
  void A_35_no_value_can_break_the_json() throws Exception {
    configure(service("Alerts", "/a"));

    webhooks.publish(NotificationEvent.of("t")
        .title(HOSTILE)
        .message("}}{{title}}\",\"x\":\"")
        .build());

    JsonNode body = JSON.readTree(got().body());
    assertThat(body.at("/title").textValue()).isEqualTo(HOSTILE);
    assertThat(body.at("/message").textValue()).isEqualTo("}}{{title}}\",\"x\":\"");
    assertThat(body.has("x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"任务\":{\"标题\":[\"{{title}}\",{\"深\":[[1,true,null]]}]}}",
        "[\"{{title}}\"]",
        "\"{{title}}\"",
        "17"
      })
  void A_36_any_json_value_can_be_the_body_and_is_sent_as_raw_utf_8(String template) {
    configure(service("Alerts", "/a", "body", template));

    webhooks.publish(NotificationEvent.of("t").title("完成").build());

    assertThat(got().body()).isEqualTo(template.replace("{{title}}", "完成"));
  }

  @Test
  void A_43_sign_inside_the_signed_body_verifies() {
    var secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    configure(service("Alerts", "/a", "body", SAMPLE_BODY, "secret", secret.reveal()));

    webhooks.publish(full().build());

    String body = got().body();
    String sign = body.replaceAll("(?s).*\"sign\": \"([^\"]*)\".*", "$1");
    byte[] unsigned = body.replace(sign, "").getBytes(StandardCharsets.UTF_8);
    assertThat(sign)
        .isEqualTo(StandardWebhooks.sign(secret, got().id(), clock.instant(), unsigned));
    assertThat(got().headers())
        .containsEntry(
            "webhook-signature",
            StandardWebhooks.sign(
                secret, got().id(), clock.instant(), body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title    | Nightly import",
        "subTitle | all went well",
        "logo     | icon-import",
        "image    | https://host.example/chart.png",
        "message  | 1,204 rows",
        "type     | task.finished"
      })
  void A_44_to_A_48_and_A_50_A_51a_A_51b_each_variable_works_in_body_header_and_query(
      String name, String value) {
    configure(service(
        "Alerts",
        "/a",
        "body",
        "[\"{{" + name + "}}\"]",
        "headers",
        "X-Value: <{{" + name + "}}>",
        "queryParams",
        List.of(Map.of("name", "v", "value", "{{" + name + "}}"))));

    webhooks.publish(full().build());

    assertThat(got().body()).isEqualTo("[\"" + value + "\"]");
    assertThat(got().headers()).containsEntry("x-value", "<" + value + ">");
    assertThat(URI.create(got().path()).getQuery()).isEqualTo("v=" + value);
  }

  @Test
  void A_48_a_message_may_have_several_lines() throws Exception {
    configure(service("Alerts", "/a"));

    webhooks.publish(NotificationEvent.of("t").message("one\ntwo\r\nthree").build());

    assertThat(JSON.readTree(got().body()).at("/message").textValue())
        .isEqualTo("one\ntwo\r\nthree");
  }

  @Test
  void A_49_X_26_time_is_when_it_happened_and_sent_at_is_when_this_try_is_sent() {
    configure(service("Alerts", "/a", "headers", "X-Time: {{time}}\nX-Sent: {{sentAt}}"));
    receiver.answers(503, "busy");
    Instant sent = clock.instant();

    webhooks.publish(full().build());
    waitingAfter(1);
    clock.forward(Duration.ofSeconds(90));
    waitingAfter(2);

    assertThat(got(2))
        .allSatisfy(
            got -> assertThat(got.headers()).containsEntry("x-time", "2026-05-04T12:00:00.250Z"));
    assertThat(got(2).get(0).headers()).containsEntry("x-sent", sent.toString());
    assertThat(got(2).get(1).headers())
        .containsEntry("x-sent", sent.plusSeconds(90).toString());
  }

  @ParameterizedTest
  @CsvSource({"iso,2026-05-04T12:00:00.250Z", "epochSeconds,1777896000", "epochMillis,1777896000250"
  })
  void A_49_X_26_the_format_of_times_can_be_chosen(String format, String expected) {
    configure(service("Alerts", "/a", "body", "[\"{{time}}\"]", "timeFormat", format));

    webhooks.publish(full().build());

    assertThat(got().body()).isEqualTo("[\"" + expected + "\"]");
  }

  @Test
  void A_49_an_event_without_a_time_happened_when_it_was_published() {
    configure(service("Alerts", "/a", "body", "[\"{{time}}\"]"));
    Instant published = clock.instant();
    receiver.answers(503, "busy");

    webhooks.publish(anEvent());
    waitingAfter(1);
    clock.forward(INTERVAL);
    waitingAfter(2);

    assertThat(got(2)).extracting(Receiver.Got::body).containsOnly("[\"" + published + "\"]");
  }

  @Test
  void A_51b_other_scripts_arrive_intact_in_headers_and_a_line_break_starts_no_new_header() {
    configure(service("Alerts", "/a", "headers", "X-Title: {{title}}"));

    webhooks.publish(NotificationEvent.of("t").title("数据 é\r\nX-Evil: 1").build());

    byte[] raw = got().headers().get("x-title").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(raw, StandardCharsets.UTF_8)).isEqualTo("数据 é X-Evil: 1");
    assertThat(got().headers()).doesNotContainKey("x-evil");
  }

  @Test
  void A_46_A_47_A_52_a_variable_without_a_value_is_empty() throws Exception {
    configure(service("Alerts", "/a", "headers", "X-Logo: [{{logo}}{{data.none.deep}}]"));

    webhooks.publish(NotificationEvent.of("t").build());

    JsonNode body = JSON.readTree(got().body());
    assertThat(List.of(body.at("/title"), body.at("/data/logo"), body.at("/data/image")))
        .allSatisfy(value -> assertThat(value.textValue()).isEmpty());
    assertThat(got().headers()).containsEntry("x-logo", "[]");
  }

  @Test
  void A_52_an_unknown_name_is_a_warning_with_the_name_that_was_meant() {
    String body = "{\"a\":\"{{subtitle}}\"}";

    configure(service("Alerts", "/a", "body", body));

    webhooks.publish(full().build());
    assertThat(got().body()).isEqualTo("{\"a\":\"\"}");
    var template =
        new RequestTemplate(HttpMethod.POST, receiver.url("/a"), List.of(), List.of(), body);
    assertThat(CheckedTemplates.warnings(template))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("Did you mean {{subTitle}}?"));
  }

  @Test
  void A_54_the_event_id_can_be_in_the_payload_and_the_delivery_id_is_in_every_request() {
    configure(service("Alerts", "/a", "body", "[\"{{eventId}}\",\"{{deliveryId}}\"]"));
    receiver.answers(503, "busy");

    PublishReceipt accepted = webhooks.publish(anEvent());
    waitingAfter(1);
    receiver.answers(200, "ok");
    clock.forward(INTERVAL);

    String delivery = receipt().deliveryId();
    assertThat(got(2)).extracting(Receiver.Got::id).containsOnly(delivery);
    assertThat(got().body()).isEqualTo("[\"" + accepted.eventId() + "\",\"" + delivery + "\"]");
  }

  private static NotificationEvent.Builder full() {
    return NotificationEvent.of("task.finished")
        .title("Nightly import")
        .subTitle("all went well")
        .message("1,204 rows")
        .logo("icon-import")
        .image("https://host.example/chart.png")
        .time(NOON);
  }
}
