package io.github.webhookplugin.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.LoopRules;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final LoopRules RULES = new LoopRules(5, 10, Duration.ofSeconds(60));
  private static final long NOON = 1_795_248_000_000L;

  private final Bursts bursts = new Bursts();

  @Test
  void the_first_event_over_the_limit_is_told_of_once_in_a_window() {
    var told = IntStream.rangeClosed(1, 100)
        .filter(event -> bursts.exceeded(1, 7, NOON, RULES))
        .toArray();

    assertThat(told).containsExactly(11);
  }

  @Test
  void the_next_window_counts_anew() {
    assertThat(burst(1, 7, NOON, 11)).isEqualTo(1);

    assertThat(burst(1, 7, NOON + 60_000, 10)).isZero();
    assertThat(burst(1, 7, NOON + 60_000, 1)).isEqualTo(1);
  }

  @Test
  void another_service_or_another_thing_is_counted_for_itself() {
    assertThat(burst(1, 7, NOON, 10)).isZero();

    assertThat(burst(2, 7, NOON, 10) + burst(1, 8, NOON, 10)).isZero();
    assertThat(burst(1, 7, NOON, 1)).isEqualTo(1);
  }

  @Test
  void zero_turns_it_off() {
    var off = new LoopRules(5, 0, Duration.ofSeconds(60));

    assertThat(IntStream.range(0, 1_000).filter(i -> bursts.exceeded(1, 7, NOON, off)))
        .isEmpty();
  }

  @Test
  void many_different_things_are_never_a_burst_and_do_not_hide_one() {
    var random = new Random(7);
    int alarms = 0;
    int found = 0;
    for (int i = 0; i < 200_000; i++) {
      alarms += bursts.exceeded(1, random.nextLong(), NOON, RULES) ? 1 : 0;
      if (i % 1_000 == 0) {
        found += bursts.exceeded(3, 42, NOON, RULES) ? 1 : 0;
        found += bursts.exceeded(3, 42, NOON, RULES) ? 1 : 0;
      }
    }

    assertThat(alarms).isZero();
    // it shares its place with some twenty others, each seen once
    assertThat(found).isEqualTo(1);
  }

  @Test
  void threads_do_not_lose_a_burst() throws InterruptedException {
    var told = new AtomicInteger();
    Thread[] threads = IntStream.range(0, 4)
        .mapToObj(n -> new Thread(() -> told.addAndGet(burst(1, 7, NOON, 5_000))))
        .toArray(Thread[]::new);
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(told).hasValue(1);
  }

  private int burst(int service, long subject, long now, int events) {
    return (int) IntStream.range(0, events)
        .filter(event -> bursts.exceeded(service, subject, now, RULES))
        .count();
  }
}
