package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.MutableClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeysTest {
  private final MutableClock clock = MutableClock.atSomeMorning();

  @Test
  void no_key_is_given_twice_even_by_many_threads() {
    var keys = new Keys(clock, 3, 0);
    var given = new ConcurrentLinkedQueue<Long>();

    IntStream.range(0, 20_000).parallel().forEach(i -> {
      long first = keys.block(7);
      IntStream.range(0, 7).forEach(n -> given.add(first + n));
    });

    assertThat(new HashSet<>(given)).hasSize(140_000);
  }

  @Test
  void a_block_never_reaches_into_another_nodes_keys() {
    var keys = new Keys(clock, 3, 0);
    for (int i = 0; i < 100; i++) {
      long first = keys.block(20_000);

      assertThat(first >>> 15 & 63).isEqualTo(3);
      assertThat(first | (Keys.MAX_BLOCK - 1)).isGreaterThanOrEqualTo(first + 19_999);
    }
  }

  @Test
  void keys_grow_with_time_and_tell_it() {
    var keys = new Keys(clock, 0, 0);
    long early = keys.block(1);
    clock.forward(Duration.ofMillis(5));
    long late = keys.block(1);

    assertThat(late).isGreaterThan(early);
    assertThat(Keys.millis(late)).isEqualTo(clock.millis());
    assertThat(Keys.at(clock.millis())).isLessThanOrEqualTo(late).isGreaterThan(early);
  }

  @Test
  void a_clock_set_back_before_a_restart_repeats_no_key() {
    var keys = new Keys(clock, 0, 0);
    long last = keys.block(100) + 99;
    clock.forward(Duration.ofDays(-1));

    assertThat(new Keys(clock, 0, last).block(1)).isGreaterThan(last);
  }

  @Test
  void an_event_for_more_services_than_a_block_holds_is_refused() {
    assertThatThrownBy(() -> new Keys(clock, 0, 0).block(Keys.MAX_BLOCK + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32768");
  }
}
