package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.FailureClass;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.Statistics.Failures;
import io.github.webhookplugin.outbox.Statistics.Figures;
import io.github.webhookplugin.outbox.Statistics.Retries;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What statistics of services promise, on every database (seed row W-90). */
abstract class StatisticsContract extends DeliveryLogContract {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void W_90_failures_are_counted_by_class_for_a_day_and_a_week() {
    ended(failedTry(503));
    ended(failedTry(404));
    clock.forward(Duration.ofDays(5));
    long event = accept(Hold.LEASED);
    settle(new Settlement.Again(
        queued(event), clock.millis() + 60_000, noAnswer(Answer.Kind.TIMEOUT), 1, null));
    ended(noAnswer(Answer.Kind.DNS));
    ended(noAnswer(Answer.Kind.DNS));
    settle(delivered(accept(Hold.LEASED)));

    Figures figures = figures();

    assertThat(figures.day().failures())
        .containsOnly(
            entry(FailureClass.TIMEOUT, new Failures(1, 0)),
            entry(FailureClass.DNS, new Failures(2, 2)));
    assertThat(figures.week().failures())
        .containsOnly(
            entry(FailureClass.TIMEOUT, new Failures(1, 0)),
            entry(FailureClass.DNS, new Failures(2, 2)),
            entry(FailureClass.SERVER_ERROR, new Failures(1, 1)),
            entry(FailureClass.REFUSED, new Failures(1, 1)));
    assertThat(figures.day().count(Result.DELIVERED)).isEqualTo(1);
    assertThat(figures.day().count(Result.FAILED)).isEqualTo(2);
    assertThat(figures.week().count(Result.FAILED)).isEqualTo(4);
    clock.forward(Duration.ofDays(7));
    assertThat(figures().week().failures()).isEmpty();
  }

  @Test
  void W_90_the_course_of_a_day_is_told_by_hour() {
    settle(delivered(accept(Hold.LEASED)));
    clock.forward(HOUR.multipliedBy(2));
    settle(delivered(accept(Hold.LEASED)));
    settle(failed(accept(Hold.LEASED)));
    clock.forward(HOUR.multipliedBy(21));

    Figures figures = figures();

    assertThat(figures.deliveredByHour()).hasSize(24).startsWith(1, 0, 1, 0);
    assertThat(figures.failedByHour()).startsWith(0, 0, 1, 0);
    assertThat(figures.since().plus(HOUR.multipliedBy(23))).isBeforeOrEqualTo(clock.instant());
    clock.forward(HOUR);
    assertThat(figures().deliveredByHour()).startsWith(0, 1, 0);
    assertThat(Arrays.stream(figures().deliveredByHour()).sum()).isEqualTo(1);
  }

  @Test
  void W_90_response_times_are_told_by_percentiles_of_answers() {
    for (int i = 1; i <= 20; i++) {
      ended(answered(i == 20 ? 9_000 : 100));
    }
    ended(noAnswer(Answer.Kind.TIMEOUT));

    ResponseTimes times = figures().responses();

    assertThat(times.count()).as("a timeout is no answer").isEqualTo(20);
    assertThat(times.percentile(50).orElseThrow().toMillis()).isBetween(100L, 119L);
    assertThat(times.percentile(95).orElseThrow().toMillis()).isBetween(100L, 119L);
    assertThat(times.percentile(100).orElseThrow().toMillis()).isBetween(9_000L, 10_710L);
  }

  @Test
  void W_90_it_says_how_many_wait_for_another_try_and_when_the_next_one_is() {
    assertThat(figures().retries()).isEqualTo(new Retries(0, null));
    for (int i = 3; i >= 1; i--) {
      long event = accept(Hold.LEASED);
      settle(new Settlement.Again(
          queued(event), clock.millis() + i * 60_000L, failedTry(503), 1, null));
    }
    accept(Hold.FREE);

    assertThat(figures().retries()).isEqualTo(new Retries(3, clock.instant().plusSeconds(60)));
    assertThat(log.statistics().service(1, clock.instant()).retries().count()).isEqualTo(3);
    assertThat(log.statistics().service(2, clock.instant()).retries().count()).isZero();
  }

  @Test
  void W_90_counts_go_with_the_log() {
    ended(failedTry(503));
    clock.forward(Duration.ofDays(3));
    ended(failedTry(503));
    sweep(Duration.ofDays(30), 1_000);
    assertThat(count("wh_trouble")).isEqualTo(2);
    assertThat(count("wh_response")).as("only a day of them is asked for").isEqualTo(1);

    clock.forward(Duration.ofDays(31));
    sweep(Duration.ofDays(30), 1_000);
    assertThat(count("wh_trouble")).isZero();
    assertThat(count("wh_response")).isZero();
  }

  @Test
  void W_90_what_is_busy_is_counted_later_but_not_forgotten() {
    var busy = new Settlement[5];
    for (int i = 0; i < busy.length; i++) {
      busy[i] = delivered(accept(Hold.LEASED));
    }
    settle(busy);
    settle(delivered(accept(Hold.LEASED)));

    assertThat(figures().responses().count()).isEqualTo(6);
  }

  @Test
  void what_is_late_for_an_hour_long_over_is_told_a_minute_later_and_the_rest_at_once() {
    ended(failedTry(503));
    clock.forward(HOUR.multipliedBy(5));
    assertThat(figures().week().count(Result.FAILED)).isEqualTo(1);

    endedAt(clock.millis() - HOUR.multipliedBy(3).toMillis());
    settle(delivered(accept(Hold.LEASED)));
    Figures atOnce = log.statistics().services(clock.instant()).get(1);
    clock.forward(Duration.ofMinutes(1));
    Figures later = figures();

    assertThat(atOnce.week().count(Result.DELIVERED)).isEqualTo(1);
    assertThat(atOnce.week().count(Result.FAILED)).isEqualTo(1);
    assertThat(later.week().count(Result.FAILED)).isEqualTo(2);
  }

  private Figures figures() {
    Figures one = log.statistics().service(1, clock.instant());
    Figures ofAll =
        log.statistics().services(clock.instant()).getOrDefault(1, Figures.none(clock.instant()));
    assertThat(ofAll.week().failures()).isEqualTo(one.week().failures());
    assertThat(ofAll.deliveredByHour()).isEqualTo(one.deliveredByHour());
    return one;
  }

  private void ended(Attempt attempt) {
    ended(attempt, clock.millis());
  }

  private void endedAt(long millis) {
    ended(failedTry(503), millis);
  }

  private void ended(Attempt attempt, long at) {
    long event = accept(Hold.LEASED);
    settle(new Settlement.Ended(
        queued(event), Result.FAILED, 1, at, attempt, attempt.verdict().reason()));
  }

  private Attempt failedTry(int status) {
    return attempt(1, status);
  }

  private Attempt answered(long millis) {
    return new Attempt(
        1,
        clock.instant(),
        Duration.ofMillis(millis),
        500,
        new Verdict.Retry("Status 500 is not 200."),
        "");
  }

  private Attempt noAnswer(Answer.Kind kind) {
    return new Attempt(
        1, clock.instant(), Duration.ofMillis(5), null, new Verdict.Retry("None."), "", kind);
  }
}
