package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traps in what receivers answer, row by row. */
class TrapAnswerRowsTest extends OpenChannel {
  @ParameterizedTest
  @CsvSource({
    "statusCode, 200, true",
    "statusCode, 201, false",
    "content, 200, true",
    "content, 500, false",
    "ignoring, 500, true"
  })
  void X_29_what_a_check_does_with_the_status_is_said_and_the_same_as_rules(
      String kind, int status, boolean delivered) {
    Map<String, Object> check = kind.equals("statusCode")
        ? Map.of("type", "statusCode")
        : Map.of("type", "content", "contains", "ok", "ignoreStatus", kind.equals("ignoring"));
    apply(Map.of("retryCount", 0));
    configure(service("Ops", "/ops", "check", check));
    receiver.answers(status, "ok");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(delivered ? Outcome.DELIVERED : Outcome.FAILED);
  }

  @Test
  void X_39_accepted_by_a_flow_is_not_called_shown() {
    configure(service("Teams", "/t", "rules", ShippedRules.of("teams")));
    receiver.answers(202, "");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(log().get(0).sentence())
        .startsWith("Accepted by the flow. Whether the message is shown, its run history says.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dingtalk-robot | {\"errcode\":310000,\"errmsg\":\"keywords not in content\"}",
        "feishu         | {\"code\":19024,\"msg\":\"Key Words Not Found\"}",
        "wecom          | {\"errcode\":40008,\"errmsg\":\"invalid message type\"}"
      })
  void X_45_an_error_inside_an_answer_of_status_200_is_a_failure(String preset, String answer) {
    configure(service("Chat", "/c", "rules", ShippedRules.of(preset)));
    receiver.answers(200, answer);

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(log().get(0).status()).isEqualTo(200);
  }
}
