package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.delivery.Diagnosis.StopRules;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.model.ServiceHealth.Failure;
import io.github.webhookplugin.model.ServiceState;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the end of an attempt means for its service. */
class DiagnosisTest {
  private static final Instant START = Instant.parse("2026-11-21T08:15:30Z");
  private static final StopRules FIVE_DAYS = new StopRules(Duration.ofDays(5), false);
  private static final Verdict BUSY = new Verdict.Retry("Status 503 is not from 200 to 299.");
  private static final Verdict GONE = new Verdict.Stop("Status 410 is not from 200 to 299.");
  private static final Verdict WAIT = new Verdict.Throttled("Status 429.", Duration.ofMinutes(1));

  private ServiceHealth health = ServiceHealth.FINE;

  @Test
  void a_failed_attempt_awaits_its_retry_and_says_when_and_why_it_failed() {
    feed(again(BUSY, 503, START), FIVE_DAYS);

    assertThat(health.state()).isEqualTo(ServiceState.AWAITING_RETRY);
    assertThat(health.lastFailure())
        .isEqualTo(
            new Failure(START.toEpochMilli() + 40, 503, "Status 503 is not from 200 to 299."));
  }

  @Test
  void throttling_is_no_failure() {
    feed(again(WAIT, 429, START), FIVE_DAYS);
    feed(failed(WAIT, 429, START), FIVE_DAYS);

    assertThat(health).isEqualTo(ServiceHealth.FINE);
    assertThat(Diagnosis.matters(again(WAIT, 429, START), health)).isFalse();
  }

  @Test
  void what_says_nothing_of_the_receiver_does_not_matter() {
    var deleted = new Settlement.Ended(
        QueuedDelivery.fresh(2, 1, 1), Result.FAILED, 0, 0, null, "The service was deleted.");
    var back = new Settlement.GivenBack(QueuedDelivery.fresh(2, 1, 1), 0);

    assertThat(Diagnosis.matters(deleted, health)).isFalse();
    assertThat(Diagnosis.matters(back, health)).isFalse();
    assertThat(Diagnosis.matters(delivered(), health))
        .as("success of a fine one")
        .isFalse();
  }

  @Test
  void gone_stops_at_once() {
    feed(failed(GONE, 410, START), FIVE_DAYS);

    assertThat(health.stopped()).isTrue();
    assertThat(health.stop().reason())
        .isEqualTo("The receiver wants nothing more of this service: "
            + "Status 410 is not from 200 to 299.");
  }

  @Test
  void a_used_up_schedule_stops_only_a_service_that_asks_for_it() {
    feed(failed(BUSY, 503, START), FIVE_DAYS);
    assertThat(health.state()).isEqualTo(ServiceState.RETRY_LIMIT_REACHED);

    var atLimit = new StopRules(Duration.ZERO, true);
    feed(failed(new Verdict.Rejected("Status 404."), 404, START), atLimit);
    assertThat(health.stopped()).as("rejected is not used up").isFalse();
    feed(again(BUSY, 503, START), atLimit);
    assertThat(health.stopped()).as("there is a retry left").isFalse();

    feed(failed(BUSY, 503, START), atLimit);
    assertThat(health.stop().reason()).startsWith("A delivery used up its retries: Status 503");
  }

  @Test
  void nothing_but_failures_for_long_stops() {
    for (int hour = 0; hour < 5 * 24; hour++) {
      feed(again(BUSY, 503, START.plus(Duration.ofHours(hour))), FIVE_DAYS);
      assertThat(health.stopped()).as("after %d hours", hour).isFalse();
    }

    feed(again(BUSY, null, START.plus(Duration.ofDays(5))), FIVE_DAYS);

    assertThat(health.stop().reason())
        .isEqualTo("Nothing but failures for 5 days. The last one: "
            + "Status 503 is not from 200 to 299.");
  }

  @Test
  void failures_with_a_success_now_and_then_never_stop() {
    for (int hour = 0; hour < 30 * 24; hour++) {
      feed(
          hour % 100 == 99 ? delivered() : again(BUSY, 503, START.plus(Duration.ofHours(hour))),
          FIVE_DAYS);
      assertThat(health.stopped()).isFalse();
    }
  }

  @Test
  void zero_means_never() {
    for (int day = 0; day < 400; day++) {
      feed(
          failed(BUSY, 503, START.plus(Duration.ofDays(day))), new StopRules(Duration.ZERO, false));
    }

    assertThat(health.stopped()).isFalse();
  }

  private void feed(Settlement settlement, StopRules rules) {
    health = Diagnosis.after(health, settlement, rules);
  }

  private static Settlement again(Verdict verdict, @Nullable Integer status, Instant at) {
    return new Settlement.Again(
        QueuedDelivery.fresh(2, 1, 1), 0, attempt(verdict, status, at), 1, null);
  }

  private static Settlement failed(Verdict verdict, @Nullable Integer status, Instant at) {
    return new Settlement.Ended(
        QueuedDelivery.fresh(2, 1, 1),
        Result.FAILED,
        1,
        at.toEpochMilli(),
        attempt(verdict, status, at),
        verdict.reason());
  }

  private static Settlement delivered() {
    return new Settlement.Ended(
        QueuedDelivery.fresh(2, 1, 1),
        Result.DELIVERED,
        1,
        START.toEpochMilli(),
        attempt(new Verdict.Delivered("Status 200, as expected."), 200, START),
        "Status 200, as expected.");
  }

  private static Attempt attempt(Verdict verdict, @Nullable Integer status, Instant at) {
    return new Attempt(1, at, Duration.ofMillis(40), status, verdict, "");
  }
}
