package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.ServiceNotice.Kind;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that fails again and again is left alone for a while, and comes back by itself. */
class CircuitFlowTest extends OpenEngine {
  private static final String BAD = "Bad";
  private static final String GOOD = "Good";
  private static final int EVENTS = 12;
  private int barriers;

  @BeforeEach
  void configure() {
    global = new GlobalSettings(true, 20, Duration.ofSeconds(60), Duration.ofSeconds(5));
    configure(service(BAD, FailureRules.DEFAULT), service(GOOD, FailureRules.DEFAULT));
    receiver.answers(
        request -> new Receiver.Reply(request.path().equals("/" + BAD) ? 503 : 200, ""));
  }

  @Test
  void an_open_circuit_costs_no_tries_and_closes_by_a_probe() {
    openCircuit();
    int sent = receiver.got("/" + BAD).size();
    assertThat(sent).as("no more than were under way when it opened").isLessThan(EVENTS + 9);

    pass(Duration.ofSeconds(28));
    assertThat(receiver.got("/" + BAD)).hasSize(sent);
    assertThat(log(BAD).stream().mapToInt(row -> row.tries()).sum())
        .as("tries are requests, and nothing else")
        .isEqualTo(sent);

    pass(Duration.ofSeconds(1));
    await().until(() -> receiver.got("/" + BAD).size() == sent + 1);
    pass(Duration.ofSeconds(59));
    assertThat(receiver.got("/" + BAD)).as("the pause has doubled").hasSize(sent + 1);

    receiver.answers(200, "ok");
    clock.forward(Duration.ofSeconds(1));
    await().until(() -> !engine.circuitOpen(number()));
    clock.forward(Duration.ofMinutes(2));
    await().until(() -> count(BAD, State.DELIVERED) == log(BAD).size());
    assertThat(receiver.got("/" + BAD).stream().map(Receiver.Got::id).distinct())
        .hasSize(log(BAD).size());
    assertThat(notices(2)).containsExactly(Kind.CIRCUIT_OPENED, Kind.CIRCUIT_CLOSED);
    assertThat(notices.get(0).sentence()).contains("Status 503");
  }

  @Test
  void new_events_wait_in_the_store_while_it_is_open() {
    openCircuit();
    int sent = receiver.got("/" + BAD).size();

    for (int i = 0; i < 50; i++) {
      publish();
      barriers++;
    }
    pass(Duration.ofSeconds(1));

    assertThat(receiver.got("/" + BAD)).hasSize(sent);
    assertThat(count(BAD, State.WAITING))
        .as("nothing is in memory")
        .isEqualTo(log(BAD).size());
    assertThat(engine.pausedUntil(number())).isPresent();
  }

  @Test
  void resuming_ends_the_pause() {
    openCircuit();
    receiver.answers(200, "ok");

    assertThat(resume(BAD)).as("it was not stopped").isFalse();
    clock.forward(Duration.ofMinutes(2));

    await().until(() -> count(BAD, State.DELIVERED) == log(BAD).size());
  }

  @Test
  void a_throttling_receiver_is_left_alone_for_as_long_as_it_asks_and_has_not_failed() {
    receiver.answers(request -> request.path().equals("/" + BAD)
        ? new Receiver.Reply(429, "", Map.of("Retry-After", "120"))
        : new Receiver.Reply(200, ""));
    publish();
    barriers++;
    await().until(() -> count(BAD, State.WAITING) == 1);
    receiver.answers(200, "ok");

    publish();
    barriers++;
    pass(Duration.ofSeconds(119));
    assertThat(receiver.got("/" + BAD)).hasSize(1);
    assertThat(health(BAD).lastFailure()).isNull();
    assertThat(engine.circuitOpen(number())).isFalse();

    clock.forward(Duration.ofMinutes(3));
    await().until(() -> {
      // one at a time: it was throttled
      clock.forward(Duration.ofSeconds(2));
      return count(BAD, State.DELIVERED) == log(BAD).size();
    });
    assertThat(notices).isEmpty();
  }

  @Test
  void another_address_ends_the_pause() {
    openCircuit();

    configure(
        service(BAD, true, "/elsewhere", FailureRules.DEFAULT),
        service(GOOD, FailureRules.DEFAULT));

    assertThat(engine.circuitOpen(number())).isFalse();
    clock.forward(Duration.ofMinutes(2));
    await().until(() -> count(BAD, State.DELIVERED) == log(BAD).size());
  }

  @Test
  void deleting_the_service_ends_what_waits_at_once() {
    openCircuit();

    configure(service(GOOD, FailureRules.DEFAULT));

    await()
        .until(() ->
            receipts.stream().filter(receipt -> receipt.service().equals(BAD)).count() >= EVENTS);
    assertThat(receipts)
        .filteredOn(receipt -> receipt.service().equals(BAD))
        .extracting(DeliveryReceipt::reason)
        .containsOnly("The service was deleted.");
  }

  /** Lets deliveries fail until the circuit is open and memory is empty. */
  private void openCircuit() {
    for (int i = 0; i < EVENTS; i++) {
      publish();
      barriers++;
    }
    await().until(() -> count(BAD, State.WAITING) == EVENTS);
    clock.forward(Duration.ofSeconds(60));
    await().until(() -> engine.circuitOpen(number()));
    // lanes give back what they hold at the next tuning
    clock.forward(Duration.ofSeconds(1));
    await().until(() -> count(BAD, State.WAITING) == log(BAD).size());
    notices(1);
  }

  /** Lets time pass, and the engine have its chance to do something then. */
  private void pass(Duration time) {
    clock.forward(time);
    for (int i = 0; i < 2; i++) {
      publish();
      barriers++;
      await()
          .until(() -> receipts.stream()
                  .filter(receipt -> receipt.service().equals(GOOD))
                  .filter(receipt -> receipt.outcome() == Outcome.DELIVERED)
                  .count()
              == barriers);
    }
  }

  private int number() {
    return active.number(id(BAD));
  }
}
