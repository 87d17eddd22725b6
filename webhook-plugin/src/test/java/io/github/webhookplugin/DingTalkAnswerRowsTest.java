package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.outbox.DeliveryRow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answers of a DingTalk flow mean, and what it does with a body without keyword, row by row. */
class DingTalkAnswerRowsTest extends OpenChannel {
  private static final String OK = "{\"msg\":\"\",\"data\":{},\"code\":0}";

  @Test
  void T_07_T_09_any_one_keyword_in_the_body_is_enough() {
    flow(Map.of("keywords", List.of("alarm", "Order")));
    receiver.answers(200, OK);

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(log().get(0).sentence()).doesNotContain("keyword");
  }

  @Test
  void T_07_T_10_X_33_a_body_without_keyword_is_sent_and_the_log_says_that_it_does_nothing() {
    flow(Map.of("keywords", List.of("alarm", "告警")));
    receiver.answers(200, OK);

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(log().get(0).sentence())
        .endsWith(
            " But: The body has none of the receiver's keywords “alarm”, “告警”, so the receiver"
                + " does nothing with it. Put one into the template.");
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void X_33_a_body_without_keyword_is_not_sent_if_the_service_says_so() {
    flow(Map.of("keywords", List.of("alarm"), "withoutKeyword", "reject"));

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().reason()).startsWith("The body has none of the receiver's keywords");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void T_08_more_than_ten_keywords_are_refused() {
    var eleven = Map.of("keywords", Collections.nCopies(11, "k"));

    assertThat(problems(service("Flow", "/f", "limits", eleven)))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/services/0/limits/keywords");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 500})
  void T_29_T_30_T_42_the_code_decides_first_whatever_the_status(int status) {
    flow(Map.of());
    receiver.answers(status, OK);

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"800004509", "\"800004509\""})
  void T_31_a_flow_that_is_switched_off_stops_the_service_until_it_is_resumed(String code) {
    flow(Map.of());
    receiver.answers(
        200,
        "{\"data\":{},\"code\":" + code + ",\"msg\":\"webhook trigger workflow is disabled\"}");

    webhooks.publish(anEvent());

    stoppedWith("switched off");
  }

  @ParameterizedTest
  @CsvSource({"800005649,bearer token", "800005650,allow-list", "800005646,calls itself"})
  void T_32_T_33_T_35_what_no_other_try_would_change_stops_the_service_and_says_what_to_do(
      String code, String words) {
    flow(Map.of());
    receiver.answers(200, "{\"code\":" + code + "}");

    webhooks.publish(anEvent());

    stoppedWith(words);
  }

  @ParameterizedTest
  @CsvSource({"800005647,4 MB", "800006003,not JSON"})
  void T_34_T_40_a_body_that_is_not_taken_is_not_tried_again(String code, String words) {
    flow(Map.of());
    receiver.answers(200, "{\"code\":" + code + "}");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(1);
    assertThat(receipt().reason()).contains(words);
    assertThat(state()).isNotEqualTo("failed");
  }

  @Test
  void T_36_too_many_requests_wait_and_are_no_failure_of_the_service() {
    apply(Map.of("retryCount", 0));
    flow(Map.of());
    receiver.answers(200, "{\"code\":800005652,\"msg\":\"too many requests\"}");
    webhooks.publish(anEvent());
    DeliveryRow waiting = waitingAfter(1);

    assertThat(waiting.at() - clock.millis()).isBetween(2_000L, 2_400L);
    assertThat(state()).isEqualTo("active");
    receiver.answers(200, OK);
    clock.forward(Duration.ofSeconds(3));
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void X_35_an_unknown_code_is_tried_three_times_again_and_then_given_up() {
    apply(Map.of("retryCount", 10));
    flow(Map.of());
    receiver.answers(200, "{\"code\":800009999,\"msg\":\"brand new\"}");

    webhooks.publish(anEvent());

    for (int tries = 1; tries <= 3; tries++) {
      waitingAfter(tries);
      clock.forward(INTERVAL);
    }
    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(4);
    assertThat(receipt().reason()).contains("800009999", "brand new");
  }

  @Test
  void T_41_what_was_answered_is_kept_beside_the_explanation() {
    flow(Map.of());
    receiver.answers(200, "{\"code\":800005649,\"msg\":\"Credential check failed\"}");

    webhooks.publish(anEvent());

    receipt();
    assertThat(log().get(0).sentence()).contains("bearer token");
    assertThat(log().get(0).excerpt()).contains("Credential check failed");
  }

  private void flow(Map<String, Object> limits) {
    configure(service("Flow", "/f", "rules", ShippedRules.of("dingtalk-flow"), "limits", limits));
  }

  private void stoppedWith(String words) {
    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(1);
    assertThat(receipt().reason()).contains(words);
    await().until(() -> state().equals("failed"));
  }

  private String state() {
    var answer = webhooks.admin(
        new AdminRequest("GET", "api/v1/services", Map.of(), Map.of(), new byte[0], "ann"));
    return AdminFixture.json(answer).at("/services/0/status/state").asText();
  }
}
