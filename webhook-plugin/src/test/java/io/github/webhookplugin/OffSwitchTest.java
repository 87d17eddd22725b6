package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.PublishReceipt;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Switching sending off and on, and deleting services (seed rows ). */
class OffSwitchTest extends OpenChannel {
  private static final String NAME = "Orders";

  /** The two switches that there are. */
  enum Switch {
    ALL("Sending was switched off."),
    ONE("The service was switched off.");

    private final String reason;

    Switch(String reason) {
      this.reason = reason;
    }
  }

  @BeforeEach
  void configure() {
    configure(service(NAME, "/orders", "concurrency", 1));
  }

  @ParameterizedTest
  @EnumSource
  void A_06_a_new_event_is_recorded_as_skipped_with_the_reason(Switch off) {
    turn(off, false);

    PublishReceipt accepted = webhooks.publish(anEvent());

    assertThat(accepted.deliveries()).isZero();
    assertThat(accepted.skipped()).isEqualTo(1);
    assertThat(receipt().outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(receipt().reason()).isEqualTo(off.reason);
    assertThat(receipt().service()).isEqualTo(NAME);
    assertThat(receipt().tries()).isZero();
    assertThat(log()).singleElement().satisfies(row -> {
      assertThat(row.state()).isEqualTo(State.SKIPPED);
      assertThat(row.sentence()).isEqualTo(off.reason);
    });
  }

  @ParameterizedTest
  @EnumSource
  void what_was_skipped_stays_skipped_when_it_is_on_again(Switch off) {
    turn(off, false);
    webhooks.publish(anEvent());
    receipts(1);

    turn(off, true);
    clock.forward(Duration.ofDays(1));
    webhooks.publish(anEvent());

    assertThat(receipts(2).get(1).outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receiver.got()).hasSize(1);
    assertThat(count(State.SKIPPED)).isEqualTo(1);
  }

  @Test
  void a_service_that_is_off_skips_what_its_neighbour_gets() {
    configure(service(NAME, "/orders", "enabled", false), service("Other", "/other"));

    PublishReceipt accepted = webhooks.publish(anEvent());

    assertThat(accepted.deliveries()).isEqualTo(1);
    assertThat(accepted.skipped()).isEqualTo(1);
    assertThat(receipts(2))
        .extracting(DeliveryReceipt::service, DeliveryReceipt::outcome)
        .contains(tuple(NAME, Outcome.SKIPPED), tuple("Other", Outcome.DELIVERED));
  }

  @ParameterizedTest
  @EnumSource
  void A_06_a_pending_retry_waits_while_it_is_off_and_continues_when_it_is_on_again(Switch off) {
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    DeliveryRow waiting = waitingAfter(1);

    turn(off, false);
    for (int day = 1; day <= 3; day++) {
      clock.forward(Duration.ofDays(1));
      // its receipt comes after a turn of the store thread that saw the clock
      webhooks.publish(anEvent());
      receipts(day);
    }
    assertThat(receiver.got()).hasSize(1);
    assertThat(count(State.WAITING)).isEqualTo(1);

    receiver.answers(200, "ok");
    turn(off, true);
    DeliveryReceipt receipt = receipts(4).get(3);
    assertThat(receipt.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt.tries()).as("one before, one after").isEqualTo(2);
    assertThat(receiver.got())
        .hasSize(2)
        .extracting(Receiver.Got::id)
        .containsOnly(receipt.deliveryId());
    assertThat(webhooks.deliveries().find(waiting.delivery()).orElseThrow().state())
        .isEqualTo(State.DELIVERED);
  }

  @ParameterizedTest
  @EnumSource
  void a_pending_retry_waits_across_a_restart_as_well(Switch off) {
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    waitingAfter(1);
    turn(off, false);

    webhooks.stop(BOUND);
    clock.forward(Duration.ofDays(1));
    start();
    webhooks.publish(anEvent());
    receipts(1);
    assertThat(receiver.got()).hasSize(1);

    receiver.answers(200, "ok");
    turn(off, true);
    assertThat(receipts(2).get(1).tries()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_in_flight_finishes(Switch off) {
    var gate = hang(200);
    webhooks.publish(anEvent());
    got(1);

    turn(off, false);
    gate.countDown();

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @ParameterizedTest
  @EnumSource
  void what_fails_in_flight_keeps_its_try_and_waits(Switch off) {
    var gate = hang(503);
    webhooks.publish(anEvent());
    got(1);

    turn(off, false);
    gate.countDown();

    assertThat(waitingAfter(1).status()).isEqualTo(503);
  }

  @ParameterizedTest
  @EnumSource
  void A_06_off_and_on_again_loses_no_delivery_and_no_try(Switch off) {
    apply(Map.of("retryCount", 0));
    var gate = hang(200);
    for (int i = 0; i < 5; i++) {
      webhooks.publish(anEvent());
    }
    got(1);

    turn(off, false);
    clock.forward(Duration.ofSeconds(1));
    await().until(() -> count(State.WAITING) == 4);
    turn(off, true);
    gate.countDown();

    assertThat(receipts(5)).allSatisfy(receipt -> {
      assertThat(receipt.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(receipt.tries()).isEqualTo(1);
    });
    assertThat(receiver.got())
        .extracting(Receiver.Got::id)
        .doesNotHaveDuplicates()
        .hasSize(5);
  }

  @Test
  void deleting_a_service_ends_its_waiting_delivery_as_failed_without_sending_it() {
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    DeliveryRow waiting = waitingAfter(1);

    apply(Map.of("services", List.of()));
    clock.forward(INTERVAL);

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().reason()).isEqualTo("The service was deleted.");
    assertThat(receipt().service()).isEqualTo(NAME);
    assertThat(receipt().tries()).as("none is added").isEqualTo(1);
    assertThat(receiver.got()).hasSize(1);
    assertThat(webhooks.deliveries().find(waiting.delivery()).orElseThrow().state())
        .isEqualTo(State.FAILED);
    assertThat(webhooks.health().waiting()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void deleting_a_service_that_is_off_ends_its_waiting_delivery_at_once_too(Switch off) {
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    waitingAfter(1);
    turn(off, false);

    apply(Map.of("services", List.of()));

    assertThat(receipt().reason()).isEqualTo("The service was deleted.");
  }

  @Test
  void deleting_a_service_lets_finish_what_is_in_flight_and_ends_what_is_behind_it() {
    var gate = hang(200);
    webhooks.publish(anEvent());
    webhooks.publish(anEvent());
    webhooks.publish(anEvent());
    got(1);

    apply(Map.of("services", List.of()));
    assertThat(receipts(2)).extracting(DeliveryReceipt::outcome).containsOnly(Outcome.FAILED);
    gate.countDown();

    assertThat(receipts(3).get(2).outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receiver.got()).hasSize(1);
  }

  private void turn(Switch which, boolean on) {
    if (which == Switch.ALL) {
      assertThat(apply(Map.of("enabled", on))).isEmpty();
    } else {
      change(NAME, "enabled", on);
    }
  }

  private CountDownLatch hang(int status) {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(gate);
      return new Receiver.Reply(status, "");
    });
    return gate;
  }
}
