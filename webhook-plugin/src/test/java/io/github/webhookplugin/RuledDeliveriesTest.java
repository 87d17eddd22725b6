package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What rules make of real answers, and limits of real requests. */
class RuledDeliveriesTest extends OpenChannel {
  private static final String BODY = "{\"text\":\"{{title}}: {{message}}\",\"at\":\"{{time}}\"}";

  @Test
  void delivered_is_what_a_rule_says_whatever_the_status() {
    ruled(Map.of("when", code(0), "then", "delivered", "say", "Taken as {/id}."));
    receiver.answers(500, "{\"code\":0,\"id\":\"m-7\"}");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(log().get(0).sentence()).isEqualTo("Taken as m-7. (Rule 1)");
    assertThat(state()).isEqualTo("active");
  }

  @Test
  void retry_uses_up_the_schedule_and_waits_at_least_as_long_as_the_rule_says() {
    ruled(
        Map.of("when", code(5), "then", "retry", "wait", 600, "say", "Busy: {/msg}."),
        Map.of("when", code(0), "then", "delivered"));
    receiver.answers(200, "{\"code\":5,\"msg\":\"later\"}");
    webhooks.publish(anEvent());
    assertThat(waitingAfter(1).at() - clock.millis()).isEqualTo(600_000);
    assertThat(log().get(0).sentence()).isEqualTo("Busy: later. (Rule 1)");

    receiver.answers(200, "{\"code\":0}");
    clock.forward(Duration.ofSeconds(600));

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt().tries()).isEqualTo(2);
  }

  @Test
  void throttled_waits_as_long_as_the_answer_says_and_is_no_failure() {
    apply(Map.of("retryCount", 0));
    ruled(
        Map.of("when", code(9), "then", "throttled", "waitFrom", "/retry_after"),
        Map.of("when", code(0), "then", "delivered"));
    receiver.answers(200, "{\"code\":9,\"retry_after\":300}");
    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).at() - clock.millis()).isBetween(300_000L, 360_000L);
    assertThat(state()).isEqualTo("active");
    receiver.answers(200, "{\"code\":0}");
    clock.forward(Duration.ofSeconds(360));
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void rejected_ends_the_delivery_at_once_and_the_service_goes_on() {
    ruled(Map.of("when", code(3), "then", "rejected", "say", "Not accepted: {/msg}"));
    receiver.answers(200, "{\"code\":\"3\",\"msg\":\"no title\"}");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(1);
    assertThat(receipt().reason()).isEqualTo("Not accepted: no title (Rule 1)");
    webhooks.publish(anEvent());
    receipts(2);
    assertThat(receiver.got()).hasSize(2);
  }

  @Test
  void stop_rejects_the_delivery_and_stops_the_service_as_410_does() {
    ruled(Map.of("when", code(7), "then", "stop", "say", "The token is wrong. Enter it again."));
    receiver.answers(200, "{\"code\":7}");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    await().until(() -> state().equals("failed"));
    webhooks.publish(anEvent());
    assertThat(receipts(2).get(1).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void attempts_let_an_unknown_answer_be_tried_three_times_again_and_no_more() {
    apply(Map.of("retryCount", 10));
    ruled(
        Map.of("when", when(code(8), "attempts", 3), "then", "retry"),
        Map.of("when", code(8), "then", "rejected"));
    receiver.answers(200, "{\"code\":8}");

    webhooks.publish(anEvent());

    for (int tries = 1; tries <= 3; tries++) {
      waitingAfter(tries);
      clock.forward(Duration.ofSeconds(60));
    }
    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(4);
    assertThat(receipt().reason()).endsWith("(Rule 2)");
  }

  @Test
  void secrets_that_a_receiver_echoes_do_not_get_into_the_sentence() {
    configure(service(
        "Ops",
        "/ops",
        "headers",
        List.of(Map.of("name", "Authorization", "value", "Bearer s3cret-token", "secret", true)),
        "rules",
        List.of(Map.of("then", "rejected", "say", "It says: {/msg} {text}"))));
    receiver.answers(200, "{\"msg\":\"bad token s3cret-token\"}");

    webhooks.publish(anEvent());

    assertThat(receipt().reason()).contains("bad token ***").doesNotContain("s3cret");
  }

  @Test
  void a_body_that_is_too_large_is_not_sent() {
    limited(Map.of("maxBytes", 100), BODY);

    webhooks.publish(longer("x".repeat(200)));

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().reason()).contains("bytes; the receiver takes 100.");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void a_text_is_shortened_as_little_as_is_enough_and_keeps_whole_characters() {
    limited(Map.of("maxBytes", 120, "truncate", "message"), BODY);

    webhooks.publish(longer("中文🙂".repeat(1_000)));

    String body = got().body();
    int bytes = body.getBytes(StandardCharsets.UTF_8).length;
    // a character has three bytes, an emoji four: none of them would have fitted in
    assertThat(bytes).isBetween(117, 120);
    assertThat(body).contains("…\",\"at\"").contains("中文🙂中文🙂").doesNotContain("\uFFFD");
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void a_text_in_one_place_is_shortened_for_that_place() {
    limited(
        Map.of(
            "fields",
            List.of(Map.of("pointer", "/text", "maxCharacters", 20)),
            "truncate",
            "message"),
        BODY);

    webhooks.publish(longer("0123456789".repeat(50)));

    // the title, a colon and a blank are eleven of the twenty
    assertThat(got().body()).startsWith("{\"text\":\"Long text: 01234567…\"");
  }

  @Test
  void what_fits_is_not_shortened() {
    limited(Map.of("maxBytes", 1_000, "truncate", "message"), BODY);

    webhooks.publish(longer("short"));

    assertThat(got().body()).contains("Long text: short\"");
  }

  @Test
  void a_shortened_body_is_sent_again_byte_for_byte() {
    limited(Map.of("maxBytes", 120, "truncate", "message"), BODY);
    receiver.answers(503, "busy");
    webhooks.publish(longer("x".repeat(5_000)));
    waitingAfter(1);

    receiver.answers(200, "ok");
    clock.forward(Duration.ofSeconds(60));

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receiver.got().get(1).body()).isEqualTo(receiver.got().get(0).body());
  }

  @Test
  void what_is_too_large_for_any_template_is_shortened_too() {
    limited(Map.of("maxBytes", 2_000, "truncate", "message"), BODY);

    webhooks.publish(longer("x".repeat(300_000)));

    assertThat(got().body().length()).isBetween(1_990, 2_000);
  }

  @Test
  void shortening_a_text_that_does_not_help_sends_nothing() {
    limited(Map.of("maxBytes", 120, "truncate", "subTitle"), BODY);

    webhooks.publish(longer("x".repeat(200)));

    assertThat(receipt().reason()).endsWith("Shortening “subTitle” is not enough.");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void in_a_batch_each_event_is_shortened_to_the_same_length() {
    configure(service(
        "Ops",
        "/ops",
        "batchSize",
        2,
        "batchBody",
        "[{{#events}}\"{{message}}\",{{/events}}]",
        "limits",
        Map.of("maxBytes", 60, "truncate", "message")));

    webhooks.publish(longer("a".repeat(500)));
    webhooks.publish(longer("b"));
    await().until(() -> {
      clock.forward(Duration.ofSeconds(5));
      return !receiver.got().isEmpty();
    });

    assertThat(got().body()).isEqualTo("[\"" + "a".repeat(48) + "…\",\"b\" ]");
  }

  private void limited(Map<String, Object> limits, String body) {
    configure(service("Ops", "/ops", "body", body, "limits", limits));
  }

  private static NotificationEvent longer(String message) {
    return NotificationEvent.of("order.paid")
        .title("Long text")
        .message(message)
        .build();
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private void ruled(Map<String, Object>... rules) {
    configure(service("Ops", "/ops", "rules", List.of(rules)));
  }

  private static Map<String, Object> code(int code) {
    return Map.of("json", Map.of("pointer", "/code", "equals", code));
  }

  private static Map<String, Object> when(Map<String, Object> when, String field, Object value) {
    var more = new HashMap<>(when);
    more.put(field, value);
    return more;
  }

  private String state() {
    var answer = webhooks.admin(
        new AdminRequest("GET", "api/v1/services", Map.of(), Map.of(), new byte[0], "ann"));
    return AdminFixture.json(answer).at("/services/0/status/state").asText();
  }
}
