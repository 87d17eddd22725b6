package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.EventOrigin;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What DingTalk's limits ask of a sender, row by row. */
class DingTalkRowsTest extends OpenChannel {
  @Test
  void T_36_too_many_requests_is_tried_later_and_does_not_use_up_the_retries() {
    apply(Map.of("retryCount", 0));
    configure(service("Table", "/t"));
    receiver.answers(429, "slow down");

    webhooks.publish(anEvent());

    long first = waitingAfter(1).at() - clock.millis();
    assertThat(first).isBetween(30_000L, 36_000L);
    clock.forward(Duration.ofMillis(first));
    assertThat(waitingAfter(2).at() - clock.millis()).isBetween(60_000L, 72_000L);

    receiver.answers(200, "ok");
    clock.forward(Duration.ofSeconds(72));
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt().tries()).isEqualTo(3);
  }

  @Test
  void T_36_all_retries_are_left_after_throttling() {
    apply(Map.of("retryCount", 1));
    configure(service("Table", "/t"));
    receiver.answers(429, "slow down");
    webhooks.publish(anEvent());
    waitingAfter(1);

    receiver.answers(500, "broken");
    clock.forward(Duration.ofSeconds(36));

    assertThat(waitingAfter(2).at()).isEqualTo(clock.millis() + INTERVAL.toMillis());
    clock.forward(INTERVAL);
    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(3);
  }

  @Test
  void T_36_the_wait_is_as_long_as_the_receiver_asks() {
    configure(service("Table", "/t"));
    receiver.answers(request -> new Receiver.Reply(429, "", Map.of("Retry-After", "600")));

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).at() - clock.millis()).isBetween(600_000L, 720_000L);
  }

  @Test
  void T_36_what_is_throttled_for_more_than_three_days_has_failed() {
    configure(service("Table", "/t"));
    receiver.answers(request -> new Receiver.Reply(429, "", Map.of("Retry-After", "21600")));
    Instant published = clock.instant();

    webhooks.publish(anEvent());

    for (int tries = 1; tries <= 12; tries++) {
      long wait = waitingAfter(tries).at() - clock.millis();
      clock.forward(Duration.ofMillis(wait));
    }
    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().reason())
        .isEqualTo("Status 429 is not from 200 to 299."
            + " Given up: it was throttled for more than 3 days.");
    assertThat(Duration.between(published, receipt().at())).isGreaterThan(Duration.ofDays(3));
    assertThat(receipt().tries()).isEqualTo(13);
  }

  @Test
  void T_36_what_waited_for_days_because_it_was_off_is_not_given_up_when_it_is_throttled() {
    configure(service("Table", "/t"));
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    waitingAfter(1);
    apply(Map.of("enabled", false));
    clock.forward(Duration.ofDays(5));
    receiver.answers(429, "slow down");

    apply(Map.of("enabled", true));

    waitingAfter(2);
    assertThat(receipts).isEmpty();
  }

  @Test
  void T_35_a_flow_that_calls_the_host_does_not_get_the_event_that_it_caused() {
    configure(service("Flow", "/flow"));
    webhooks.publish(anEvent());
    String hops = got().headers().get(EventOrigin.HEADER);

    var receipt = webhooks.publish(NotificationEvent.of("order.changed")
        .origin(EventOrigin.of(Map.of(EventOrigin.HEADER, hops)::get))
        .build());

    assertThat(receipt.deliveries()).isZero();
    assertThat(receipt.skipped()).isEqualTo(1);
  }
}
