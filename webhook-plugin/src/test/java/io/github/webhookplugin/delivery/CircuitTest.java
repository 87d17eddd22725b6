package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.delivery.Circuit.Sign;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a service is called and when it is left alone. */
class CircuitTest {
  private static final int ALL = Integer.MAX_VALUE;
  private final Circuit circuit = new Circuit();
  private long now = 1_800_000_000_000L;

  @Test
  void it_opens_at_the_tenth_failure_in_a_row_if_the_first_is_ten_seconds_old() {
    for (int i = 1; i < Circuit.FAILURES; i++) {
      fail();
      forward(2);
      assertThat(circuit.open()).isFalse();
    }
    assertThat(circuit.room(now)).isEqualTo(ALL);

    fail();

    assertThat(circuit.open()).isTrue();
    assertThat(circuit.room(now)).isZero();
    assertThat(circuit.pausedUntil(now)).isEqualTo(now + 30_000);
  }

  @Test
  void many_failures_within_a_moment_do_not_open_it() {
    for (int i = 0; i < 1_000; i++) {
      fail();
    }
    forward(9);
    fail();
    assertThat(circuit.open()).isFalse();

    forward(1);
    fail();
    assertThat(circuit.open()).isTrue();
  }

  @Test
  void one_success_among_them_starts_the_count_again() {
    for (int i = 0; i < 100; i++) {
      if (i % 9 == 8) {
        circuit.ended(Sign.WORKS, false, now);
      } else {
        fail();
      }
      forward(5);
    }

    assertThat(circuit.open()).isFalse();
  }

  @Test
  void after_the_pause_one_probe_goes_out_and_no_more() {
    open();
    forward(29);
    assertThat(circuit.room(now)).isZero();
    forward(1);
    assertThat(circuit.room(now)).isEqualTo(1);

    assertThat(circuit.start()).isTrue();

    assertThat(circuit.room(now)).isZero();
    forward(3_600);
    assertThat(circuit.room(now)).as("while it is under way").isZero();
  }

  @Test
  void each_probe_that_fails_doubles_the_pause_up_to_ten_minutes() {
    open();
    for (int expected : new int[] {60, 120, 240, 480, 600, 600}) {
      forward(600);
      circuit.start();
      circuit.ended(Sign.FAILS, true, now);
      assertThat(circuit.pausedUntil(now)).isEqualTo(now + expected * 1_000L);
      assertThat(circuit.room(now)).isZero();
    }
  }

  @Test
  void a_probe_that_works_closes_it_and_the_next_pause_is_short_again() {
    open();
    forward(30);
    circuit.start();
    circuit.ended(Sign.FAILS, true, now);
    forward(60);
    circuit.start();

    circuit.ended(Sign.WORKS, true, now);

    assertThat(circuit.room(now)).isEqualTo(ALL);
    assertThat(circuit.untroubled()).isTrue();
    open();
    assertThat(circuit.pausedUntil(now)).isEqualTo(now + 30_000);
  }

  @Test
  void what_was_under_way_when_it_opened_does_not_lengthen_the_pause_but_may_end_it() {
    open();
    long until = circuit.pausedUntil(now);
    forward(5);
    fail();
    assertThat(circuit.pausedUntil(now)).isEqualTo(until);

    circuit.ended(Sign.WORKS, false, now);

    assertThat(circuit.room(now)).isEqualTo(ALL);
  }

  @Test
  void a_probe_that_says_nothing_is_followed_by_another() {
    open();
    forward(30);
    circuit.start();

    circuit.ended(Sign.NONE, true, now);

    assertThat(circuit.open()).isTrue();
    assertThat(circuit.room(now)).isEqualTo(1);
  }

  @Test
  void a_throttled_service_is_left_alone_for_as_long_as_it_asks() {
    circuit.ended(Sign.THROTTLES, false, now);
    circuit.throttled(now, Duration.ofSeconds(120));
    circuit.throttled(now, Duration.ofSeconds(60));
    assertThat(circuit.free()).isFalse();

    forward(119);
    assertThat(circuit.room(now)).isZero();
    circuit.ended(Sign.WORKS, false, now);
    assertThat(circuit.room(now)).as("one that was under way worked").isZero();
    forward(1);

    assertThat(circuit.room(now)).isEqualTo(ALL);
    assertThat(circuit.free()).isTrue();
  }

  @Test
  void throttling_is_no_failure_and_a_throttled_probe_closes_it() {
    for (int i = 0; i < 100; i++) {
      circuit.ended(Sign.THROTTLES, false, now);
      forward(5);
    }
    assertThat(circuit.open()).isFalse();

    open();
    forward(30);
    circuit.start();
    circuit.ended(Sign.THROTTLES, true, now);
    assertThat(circuit.open()).isFalse();
  }

  @Test
  void a_clock_that_is_set_back_does_not_make_the_pause_longer() {
    open();
    forward(-86_400);

    assertThat(circuit.room(now)).isEqualTo(1);
  }

  @Test
  void a_reset_ends_every_pause() {
    open();
    circuit.throttled(now, Duration.ofHours(1));

    circuit.reset();

    assertThat(circuit.untroubled()).isTrue();
    assertThat(circuit.room(now)).isEqualTo(ALL);
  }

  @Test
  void what_ends_say_of_the_receiver() {
    assertThat(Sign.of(again(new Verdict.Retry("503"), 503))).isEqualTo(Sign.FAILS);
    assertThat(Sign.of(again(new Verdict.Retry("timed out"), null))).isEqualTo(Sign.FAILS);
    assertThat(Sign.of(failed(new Verdict.Retry("503"), 503))).isEqualTo(Sign.FAILS);
    assertThat(Sign.of(again(new Verdict.Throttled("429", null), 429))).isEqualTo(Sign.THROTTLES);
    assertThat(Sign.of(failed(new Verdict.Rejected("404"), 404))).isEqualTo(Sign.WORKS);
    assertThat(Sign.of(failed(new Verdict.Stop("410"), 410))).isEqualTo(Sign.WORKS);
    assertThat(Sign.of(failed(new Verdict.Rejected("not rendered"), null))).isEqualTo(Sign.NONE);
    assertThat(Sign.of(new Settlement.GivenBack(QueuedDelivery.fresh(2, 1, 1), 0)))
        .isEqualTo(Sign.NONE);
  }

  @Test
  void how_long_a_receiver_asks_for() {
    assertThat(Circuit.asked(again(new Verdict.Throttled("429", Duration.ofMinutes(2)), 429)))
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(Circuit.asked(again(new Verdict.Throttled("429", null), 429)))
        .as("it did not say")
        .isEqualTo(Circuit.UNASKED_PAUSE);
    assertThat(Circuit.asked(again(new Verdict.Retry("503", Duration.ofMinutes(2)), 503)))
        .as("that is for this delivery alone")
        .isZero();
    assertThat(Circuit.asked(new Settlement.GivenBack(QueuedDelivery.fresh(2, 1, 1), 0)))
        .isZero();
  }

  private void open() {
    for (int i = 0; i < Circuit.FAILURES; i++) {
      forward(2);
      fail();
    }
    assertThat(circuit.open()).isTrue();
  }

  private void fail() {
    circuit.ended(Sign.FAILS, false, now);
  }

  private void forward(int seconds) {
    now += seconds * 1_000L;
  }

  private static Settlement again(Verdict verdict, @Nullable Integer status) {
    return new Settlement.Again(
        QueuedDelivery.fresh(2, 1, 1), 0, attempt(verdict, status), 1, null);
  }

  private static Settlement failed(Verdict verdict, @Nullable Integer status) {
    return new Settlement.Ended(
        QueuedDelivery.fresh(2, 1, 1), Result.FAILED, 1, 0, attempt(verdict, status), "");
  }

  private static Attempt attempt(Verdict verdict, @Nullable Integer status) {
    return new Attempt(1, Instant.EPOCH, Duration.ZERO, status, verdict, "");
  }
}
