package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.ServiceNotice.Kind;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.Retries;
import io.github.webhookplugin.model.ServiceState;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How services stop and start again, on the way that events take (seed rows W-18, W-85). */
class ServiceStatesTest extends OpenEngine {
  private static final FailureRules STOPS_AT_LIMIT = new FailureRules(true, true, null, null);

  @Test
  void a_service_that_only_succeeds_leaves_no_trace() {
    configure(service("Orders", FailureRules.DEFAULT));
    publish();
    receipts(1);

    assertThat(engine.call(outbox::health).join()).isEmpty();
  }

  @Test
  void W_85_a_used_up_schedule_stops_a_service_that_asks_for_it_and_nobody_else() {
    configure(service("Orders", STOPS_AT_LIMIT), service("Others", FailureRules.DEFAULT));
    stopAtLimit();

    var plan = publish();

    assertThat(plan.deliveries()).as("for the other one").isEqualTo(1);
    assertThat(plan.skipped()).isEqualTo(1);
    assertThat(receipts(3)).anySatisfy(receipt -> {
      assertThat(receipt.outcome()).isEqualTo(Outcome.SKIPPED);
      assertThat(receipt.service()).isEqualTo("Orders");
      assertThat(receipt.reason())
          .isEqualTo("The service is stopped. A delivery used up its retries: "
              + "Status 503 is not from 200 to 299.");
    });
    assertThat(health("Others").state()).isEqualTo(ServiceState.RETRY_LIMIT_REACHED);
  }

  @Test
  void a_stopped_service_keeps_its_waiting_retries_and_sends_them_when_it_is_resumed() {
    configure(service("Orders", STOPS_AT_LIMIT));
    receiver.answers(503, "busy");
    publish();
    await().until(() -> count("Orders", State.WAITING) == 1);
    clock.forward(Duration.ofSeconds(30));
    publish();
    await().until(() -> count("Orders", State.WAITING) == 2);
    clock.forward(Duration.ofSeconds(30));
    await().until(() -> health("Orders").stopped());

    clock.forward(Duration.ofDays(1));
    // its answer comes after a turn of the store thread that saw the clock
    publish();
    assertThat(count("Orders", State.WAITING)).isEqualTo(1);
    assertThat(receiver.got()).hasSize(3);

    receiver.answers(200, "ok");
    assertThat(resume("Orders")).isTrue();
    await().until(() -> count("Orders", State.DELIVERED) == 1);
    assertThat(health("Orders").state()).isEqualTo(ServiceState.ACTIVE);
    assertThat(health("Orders").lastFailure()).as("stays to be read").isNotNull();
    assertThat(resume("Orders")).as("it runs already").isFalse();
  }

  @Test
  void status_410_stops_a_service_at_once() {
    configure(service("Orders", FailureRules.DEFAULT));
    receiver.answers(410, "");

    publish();

    await().until(() -> health("Orders").stopped());
    assertThat(health("Orders").stop().reason())
        .isEqualTo("The receiver wants nothing more of this service: "
            + receipts(1).get(0).reason());
    assertThat(publish().skipped()).isEqualTo(1);
    assertThat(receiver.got()).hasSize(1);
    assertThat(notices(1)).containsExactly(Kind.STOPPED);
  }

  @Test
  void a_stop_survives_a_restart() {
    configure(service("Orders", STOPS_AT_LIMIT));
    stopAtLimit();

    stop();
    start();

    assertThat(publish().skipped()).isEqualTo(1);
    assertThat(resume("Orders")).isTrue();
    assertThat(publish().skipped()).isZero();
  }

  @Test
  void off_and_on_again_starts_a_stopped_service() {
    configure(service("Orders", STOPS_AT_LIMIT));
    stopAtLimit();

    configure(service("Orders", false, "/Orders", STOPS_AT_LIMIT));
    assertThat(health("Orders").stopped()).as("off alone changes nothing").isTrue();
    configure(service("Orders", true, "/Orders", STOPS_AT_LIMIT));

    await().until(() -> !health("Orders").stopped());
    assertThat(publish().deliveries()).isEqualTo(1);
  }

  @Test
  void W_85_the_host_is_told_when_a_service_gives_up_stops_and_starts_again() {
    configure(service("Orders", FailureRules.DEFAULT));
    receiver.answers(503, "busy");
    for (int i = 0; i < 2; i++) {
      publish();
      await().until(() -> count("Orders", State.WAITING) == 1);
      clock.forward(Duration.ofSeconds(60));
      receipts(i + 1);
    }
    assertThat(notices(1)).as("told once").containsExactly(Kind.RETRY_LIMIT_REACHED);

    configure(service("Orders", STOPS_AT_LIMIT));
    stopAtLimit(2);
    resume("Orders");

    assertThat(notices(3)).containsExactly(Kind.RETRY_LIMIT_REACHED, Kind.STOPPED, Kind.RESUMED);
    assertThat(notices).allSatisfy(notice -> {
      assertThat(notice.service()).isEqualTo("Orders");
      assertThat(notice.serviceId()).isEqualTo(id("Orders").toString());
      assertThat(notice.at()).isBeforeOrEqualTo(clock.instant());
    });
    assertThat(notices.get(1).sentence())
        .isEqualTo("It is stopped. A delivery used up its retries: "
            + "Status 503 is not from 200 to 299.");
  }

  @Test
  void another_address_starts_a_stopped_service() {
    configure(service("Orders", STOPS_AT_LIMIT));
    stopAtLimit();

    configure(service("Orders", true, "/elsewhere", STOPS_AT_LIMIT));

    await().until(() -> !health("Orders").stopped());
  }

  @Test
  void switching_everything_off_and_on_again_does_not() {
    configure(service("Orders", STOPS_AT_LIMIT));
    stopAtLimit();
    var on = global;

    global = new GlobalSettings(false, 1, Duration.ofSeconds(60), Duration.ofSeconds(5));
    configure(service("Orders", STOPS_AT_LIMIT));
    global = on;
    configure(service("Orders", STOPS_AT_LIMIT));

    engine.call(() -> 0).join();
    assertThat(health("Orders").stopped()).isTrue();
  }

  @Test
  void a_stopped_service_that_is_deleted_ends_what_waits() {
    configure(service("Orders", STOPS_AT_LIMIT));
    receiver.answers(503, "busy");
    publish();
    await().until(() -> count("Orders", State.WAITING) == 1);
    clock.forward(Duration.ofSeconds(30));
    publish();
    await().until(() -> count("Orders", State.WAITING) == 2);
    clock.forward(Duration.ofSeconds(30));
    await().until(() -> health("Orders").stopped());

    configure();

    assertThat(receipts(2).get(1).reason()).isEqualTo("The service was deleted.");
  }

  @Test
  void a_service_with_a_success_now_and_then_is_never_stopped() {
    global = new GlobalSettings(
        true,
        Retries.fixed(0, Duration.ofSeconds(60)),
        Duration.ofSeconds(5),
        Duration.ofHours(24),
        Duration.ofDays(1),
        List.of());
    configure(service("Orders", FailureRules.DEFAULT));

    for (int i = 1; i <= 40; i++) {
      receiver.answers(i % 20 == 0 ? 200 : 503, "");
      publish();
      receipts(i);
      clock.forward(Duration.ofMinutes(75));
    }
    assertThat(health("Orders").stopped()).isFalse();

    receiver.answers(503, "");
    for (int i = 41; i <= 61; i++) {
      publish();
      receipts(i);
      clock.forward(Duration.ofMinutes(75));
    }
    assertThat(health("Orders").stop().reason()).startsWith("Nothing but failures for 1 day.");
  }

  /** Lets "Orders" fail until it is stopped. */
  private void stopAtLimit() {
    stopAtLimit(0);
  }

  private void stopAtLimit(int endedBefore) {
    receiver.answers(503, "busy");
    publish();
    await()
        .until(() -> active.settings().services().stream()
            .allMatch(service -> count(service.name(), State.WAITING) == 1));
    clock.forward(Duration.ofSeconds(60));
    await().until(() -> health("Orders").stopped());
    receipts(endedBefore + active.settings().services().size());
  }
}
