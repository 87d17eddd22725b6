package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreClockTest {
  private final StoreClock clock = StoreClock.of(Clock.systemUTC(), SqlDialect.POSTGRESQL);

  @Test
  void an_offset_within_what_a_slow_answer_tells_stays_as_it_is() {
    clock.adjust(60_000, 60_001);
    assertThat(ahead()).isBetween(59_900L, 60_100L);

    clock.adjust(30_000, 90_000);
    assertThat(ahead()).isBetween(59_900L, 60_100L);

    clock.adjust(30_000, 40_000);
    assertThat(ahead()).isBetween(39_900L, 40_100L);

    clock.adjust(-20_000, -10_000);
    assertThat(ahead()).isBetween(-10_100L, -9_900L);
  }

  private long ahead() {
    return clock.millis() - Instant.now().toEpochMilli();
  }
}
