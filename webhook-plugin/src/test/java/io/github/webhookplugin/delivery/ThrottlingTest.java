package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottlingTest {
  private static final Duration LONG_AGO = Duration.ofDays(30);

  @Test
  void T_36_waits_double_from_30_seconds_to_an_hour() {
    assertThat(IntStream.range(0, 9).mapToObj(before -> Throttling.waitAfter(before, null)))
        .extracting(Duration::toString)
        .containsExactly("PT30S", "PT1M", "PT2M", "PT4M", "PT8M", "PT16M", "PT32M", "PT1H", "PT1H");
    assertThat(Throttling.waitAfter(Integer.MAX_VALUE, null)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void T_36_a_receiver_that_asks_for_a_wait_gets_it() {
    assertThat(Throttling.waitAfter(0, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
    assertThat(Throttling.waitAfter(20, Duration.ofHours(24))).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void a_receiver_that_always_asks_for_a_second_is_not_asked_every_second_for_ever() {
    var second = Duration.ofSeconds(1);

    assertThat(Throttling.waitAfter(0, second)).isEqualTo(second);
    assertThat(Throttling.waitAfter(4, second)).isEqualTo(Duration.ofSeconds(16));
    assertThat(Throttling.waitAfter(12, second)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void gives_up_after_three_days_of_tries_only() {
    assertThat(Throttling.isOver(100, Duration.ofDays(3))).isFalse();
    assertThat(Throttling.isOver(100, Duration.ofDays(3).plusMillis(1))).isTrue();
    assertThat(Throttling.isOver(11, LONG_AGO)).isFalse();
    assertThat(Throttling.isOver(12, LONG_AGO)).isTrue();
  }
}
