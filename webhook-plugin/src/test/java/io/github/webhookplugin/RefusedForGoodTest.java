package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers end a delivery at once, and which are tried again (ADR 32). */
class RefusedForGoodTest extends OpenChannel {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "302 | Redirects are not followed; enter the final URL.",
        "400 | Such a status is not retried.",
        "401 | Such a status is not retried.",
        "404 | Such a status is not retried.",
        "410 | gone for good"
      })
  void an_answer_that_another_try_would_not_change_is_the_last(int status, String reason) {
    configure(service("Orders", "/o"));
    receiver.answers(status, "no");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(1);
    assertThat(receipt().reason()).contains("Status " + status, reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 500, 502, 503, 504})
  void an_answer_that_may_pass_is_tried_again(int status) {
    configure(service("Orders", "/o"));
    receiver.answers(status, "not now");
    webhooks.publish(anEvent());
    waitingAfter(1);

    receiver.answers(200, "ok");
    clock.forward(INTERVAL);

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt().tries()).isEqualTo(2);
  }

  @Test
  void an_error_with_a_status_of_success_is_tried_again() {
    configure(service("Chat", "/c", "check", Map.of("type", "content", "contains", "\"ok\":1")));
    receiver.answers(200, "{\"ok\":0}");

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).at()).isEqualTo(clock.millis() + INTERVAL.toMillis());
  }

  @Test
  void a_receiver_may_ask_for_a_wait_with_a_date() {
    configure(service("Orders", "/o"));
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
        clock.instant().plus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC));
    receiver.answers(request -> new Receiver.Reply(503, "", Map.of("Retry-After", date)));
    long published = clock.millis();

    webhooks.publish(anEvent());

    // a date has whole seconds
    assertThat(waitingAfter(1).at() - published).isBetween(7_198_000L, 7_200_000L);
  }
}
