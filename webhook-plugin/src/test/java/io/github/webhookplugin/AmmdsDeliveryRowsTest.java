package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.PastAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the AMMDS plugin delivers, retries and judges answers, row by row. */
class AmmdsDeliveryRowsTest extends OpenChannel {
  @Test
  void A_01_W_01_a_new_event_is_sent_at_once_without_waiting_for_any_clock() {
    configure(service("Alerts", "/a"));
    Instant published = clock.instant();

    webhooks.publish(anEvent());

    assertThat(receipt().at()).isEqualTo(published);
  }

  @ParameterizedTest
  @ValueSource(strings = {"task completion", "system.alert", "状态变更"})
  void A_02_a_type_is_any_text(String type) {
    configure(service("Alerts", "/a", "body", "[\"{{type}}\"]"));

    webhooks.publish(NotificationEvent.of(type).build());

    assertThat(got().body()).isEqualTo("[\"" + type + "\"]");
    assertThat(receipt().eventType()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void A_07_A_09_retry_count_counts_retries_after_the_first_failure(int retries) {
    apply(Map.of("retryCount", retries));
    configure(service("Alerts", "/a"));
    receiver.answers(500, "no");

    webhooks.publish(anEvent());

    for (int tries = 1; tries <= retries; tries++) {
      waitingAfter(tries);
      clock.forward(INTERVAL);
    }
    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(1 + retries);
    assertThat(receiver.got()).hasSize(1 + retries);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 404, 410, 500})
  void A_09_with_the_switch_every_failure_is_retried_whatever_the_status(int status) {
    configure(service("Alerts", "/a", "retryEveryFailure", true));
    receiver.answers(status, "no");

    webhooks.publish(anEvent());

    for (int tries = 1; tries <= 3; tries++) {
      assertThat(waitingAfter(tries).at()).isEqualTo(clock.millis() + INTERVAL.toMillis());
      clock.forward(INTERVAL);
    }
    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(4);
  }

  @Test
  void A_10_the_interval_is_the_same_before_every_retry() {
    apply(Map.of("retryInterval", 7));
    configure(service("Alerts", "/a"));
    receiver.answers(500, "no");

    webhooks.publish(anEvent());

    for (int tries = 1; tries <= 3; tries++) {
      assertThat(waitingAfter(tries).at()).isEqualTo(clock.millis() + 7_000);
      clock.forward(Duration.ofSeconds(7));
    }
    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void A_11_the_interval_counts_from_the_end_of_the_failed_try() {
    configure(service("Alerts", "/a"));
    Instant published = clock.instant();
    receiver.answers(request -> {
      clock.forward(Duration.ofSeconds(9));
      return new Receiver.Reply(500, "after a while");
    });

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).at()).isEqualTo(published.plusSeconds(9 + 60).toEpochMilli());
  }

  @Test
  void A_11_a_receiver_that_asks_for_a_longer_wait_gets_it() {
    configure(service("Alerts", "/a"));
    receiver.answers(request -> new Receiver.Reply(503, "busy", Map.of("Retry-After", "120")));

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).at()).isEqualTo(clock.millis() + 120_000);
  }

  @Test
  void A_11_a_receiver_that_asks_for_a_shorter_wait_does_not_shorten_the_interval() {
    configure(service("Alerts", "/a"));
    receiver.answers(request -> new Receiver.Reply(503, "busy", Map.of("Retry-After", "1")));

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).at()).isEqualTo(clock.millis() + INTERVAL.toMillis());
  }

  @Test
  void A_11_nothing_is_sent_a_moment_before_the_interval_has_passed() {
    configure(service("Alerts", "/a"));
    receiver.answers(500, "no");
    webhooks.publish(anEvent());
    waitingAfter(1);

    clock.forward(INTERVAL.minusMillis(1));
    receiver.answers(200, "ok");
    webhooks.publish(anEvent());

    assertThat(receipt().tries())
        .as("the newer event was sent, the retry was not")
        .isEqualTo(1);
    assertThat(receiver.got()).hasSize(2);
    clock.forward(Duration.ofMillis(1));
    assertThat(receipts(2).get(1).tries()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "200,true",
    "201,false",
    "202,false",
    "204,false",
    "301,false",
    "400,false",
    "500,false"
  })
  void A_38_A_39_the_check_status_code_asks_for_exactly_200(int status, boolean delivered) {
    judged(Map.of("type", "statusCode"), status, "", delivered, "Status " + status);
  }

  @ParameterizedTest
  @CsvSource({"200,true", "201,true", "204,true", "301,false", "400,false", "500,false"})
  void A_39_any_status_of_success_is_another_choice(int status, boolean delivered) {
    judged(Map.of("type", "success"), status, "", delivered, "Status " + status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"errcode\":0,\"errmsg\":\"ok\"}        | true",
        "200 | {\"errcode\":310000,\"errmsg\":\"no\"}   | false",
        "200 | {\"ERRCODE\":0}                          | false",
        "201 | {\"errcode\":0}                          | true"
      })
  void A_41_the_check_content_looks_for_a_text(int status, String answer, boolean delivered) {
    judged(
        Map.of("type", "content", "contains", "\"errcode\":0"),
        status,
        answer,
        delivered,
        "errcode");
  }

  @Test
  void A_41_the_text_to_look_for_is_required() {
    assertThat(
            problems(service("Alerts", "/a", "check", Map.of("type", "content", "contains", ""))))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/services/0/check/contains");
  }

  @Test
  void A_42_the_check_content_asks_for_a_status_of_success_as_well() {
    judged(Map.of("type", "content", "contains", "ok"), 500, "ok", false, "Status 500");
  }

  @Test
  void A_42_the_check_content_can_ignore_the_status() {
    judged(
        Map.of("type", "content", "contains", "ok", "ignoreStatus", true), 500, "ok", true, "“ok”");
  }

  @Test
  void A_60_a_receiver_that_does_not_answer_in_time_has_failed_and_the_log_says_how_long_it_took() {
    assertThat(webhooks.settings()).containsEntry("timeout", 10);
    configure(service("Alerts", "/a", "timeout", 1));
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(gate);
      return new Receiver.Reply(200, "too late");
    });

    webhooks.publish(anEvent());

    DeliveryRow row = waitingAfter(1);
    assertThat(row.sentence()).startsWith("Timed out after 1 s.");
    assertThat(row.elapsed()).isBetween(950L, 9_000L);
  }

  @Test
  void A_61_the_log_keeps_every_try_with_its_time_answer_and_reason() {
    configure(service("Alerts", "/a"));
    Instant first = clock.instant();
    receiver.answers(503, "come back later");
    webhooks.publish(NotificationEvent.of("task.finished").id("import-7").build());
    waitingAfter(1);
    assertThat(webhooks.health())
        .extracting(Health::state, Health::waiting)
        .containsExactly(Health.State.UP, 1L);

    receiver.answers(200, "thanks");
    clock.forward(INTERVAL);

    DeliveryReceipt receipt = receipt();
    DeliveryRow row = log().get(0);
    assertThat(row.state()).isEqualTo(DeliveryRow.State.DELIVERED);
    assertThat(row.eventId()).isEqualTo("import-7").isEqualTo(receipt.eventId());
    assertThat(row.status()).isEqualTo(200);
    assertThat(row.excerpt()).isEqualTo("thanks");
    assertThat(row.tries()).isEqualTo(2);
    PastAttempt failed = webhooks.deliveries().attempts(row.delivery()).get(0);
    assertThat(failed.at()).isEqualTo(first.toEpochMilli());
    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.excerpt()).isEqualTo("come back later");
    assertThat(failed.sentence()).isEqualTo("Status 503 is not from 200 to 299.");
    assertThat(webhooks.health().waiting()).isZero();
  }

  private void judged(
      Map<String, Object> check, int status, String answer, boolean delivered, String inReason) {
    apply(Map.of("retryCount", 0));
    configure(service("Alerts", "/a", "check", check));
    receiver.answers(status, answer);

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(delivered ? Outcome.DELIVERED : Outcome.FAILED);
    assertThat(receipt().reason()).contains(inReason);
  }
}
