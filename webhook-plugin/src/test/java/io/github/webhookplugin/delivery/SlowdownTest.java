package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class SlowdownTest {
  private static final long START = 1_000_000;
  private static final double FULL = 8;
  private final Slowdown slowdown = new Slowdown();
  private long now = START;

  @Test
  void T_36_a_throttled_answer_halves_the_rate_and_requests_are_spread_out() {
    assertThat(slowdown.room(now)).isEqualTo(Integer.MAX_VALUE);
    slowdown.throttled(now, now, FULL);

    assertThat(rate()).isEqualTo(4);
    assertThat(startedIn(250)).isEqualTo(1);
    assertThat(startedIn(249)).isZero();
    assertThat(startedIn(1)).isEqualTo(1);
    assertThat(startedIn(60_000)).as("what was not used is lost").isEqualTo(4);
  }

  @Test
  void T_36_answers_to_requests_from_before_do_not_halve_it_again() {
    long before = now;
    now += 500;
    slowdown.throttled(before, now, FULL);
    slowdown.throttled(before, now, FULL);
    slowdown.throttled(before + 499, now, FULL);
    assertThat(rate()).isEqualTo(4);

    now += 10;
    slowdown.throttled(now, now, FULL);
    assertThat(rate()).isEqualTo(2);
  }

  @Test
  void T_36_it_never_gets_slower_than_a_32nd_or_one_a_minute() {
    for (int i = 0; i < 20; i++) {
      slowdown.throttled(now, now, FULL);
    }
    assertThat(rate()).isEqualTo(FULL / 32);

    var slow = new Slowdown();
    for (int i = 0; i < 20; i++) {
      slow.throttled(now, now, 20 / 60.0);
    }
    assertThat(Objects.requireNonNull(slow.shown(now)).perMinute()).hasToString("1");
  }

  @Test
  void T_36_each_answer_gives_a_twentieth_back_one_a_second_at_most() {
    slowdown.throttled(now, now, FULL);
    for (int step = 1; step <= 9; step++) {
      now += 1_000;
      slowdown.worked(now, now);
      slowdown.worked(now, now + 999);
      assertThat(rate()).isEqualTo(4 + step * FULL / 20, within(1e-9));
    }
    now += 1_000;
    slowdown.worked(now, now);

    assertThat(slowdown.active()).as("the full rate").isFalse();
    assertThat(slowdown.shown(now)).isNull();
  }

  @Test
  void T_36_an_answer_to_a_request_from_before_gives_nothing_back() {
    slowdown.throttled(now, now, FULL);
    slowdown.worked(now - 1, now + 5_000);
    assertThat(rate()).isEqualTo(4);
  }

  @Test
  void T_36_it_is_forgotten_after_an_hour_be_the_clock_set_back_or_not() {
    long hour = Slowdown.FORGOTTEN.toMillis();
    slowdown.throttled(now, now, FULL);
    assertThat(slowdown.room(now + hour)).isLessThan(Integer.MAX_VALUE);
    assertThat(slowdown.room(now + hour + 1)).isEqualTo(Integer.MAX_VALUE);

    slowdown.throttled(now + 9 * hour, now + 9 * hour, FULL);
    assertThat(slowdown.room(now)).isZero();
    assertThat(slowdown.room(now + 1_000)).isEqualTo(4);
    slowdown.worked(now + 1_000, now + 1_000);
    assertThat(slowdown.shown(now + 1_000)).extracting(Slowed::perSecond).isEqualTo(4.4);
    assertThat(slowdown.room(now + hour + 1)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void T_36_people_read_how_fast_it_is_called_now() {
    slowdown.throttled(now, now, 5);
    assertThat(Objects.requireNonNull(slowdown.shown(now)).sentence())
        .isEqualTo(
            "The receiver said that it is called too often. For now it gets at most 2.5 requests a"
                + " second, 50 % of its rate, and more again with every request that it takes.");
    slowdown.throttled(now, now, 5);
    slowdown.throttled(now, now, 5);
    assertThat(Objects.requireNonNull(slowdown.shown(now)).sentence())
        .contains("at most 37.5 requests a minute, 13 % of its rate");
  }

  private double rate() {
    return Objects.requireNonNull(slowdown.shown(now)).perSecond();
  }

  private int startedIn(long millis) {
    now += millis;
    int started = 0;
    while (slowdown.room(now) > 0) {
      slowdown.start();
      started++;
    }
    return started;
  }
}
