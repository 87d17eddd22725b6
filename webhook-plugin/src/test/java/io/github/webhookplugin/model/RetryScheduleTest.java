package io.github.webhookplugin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.webhookplugin.model.RetrySchedule.Exponential;
import io.github.webhookplugin.model.RetrySchedule.Fixed;
import io.github.webhookplugin.model.RetrySchedule.Listed;
import io.github.webhookplugin.model.RetrySchedule.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
  private static final double ALMOST_ALL = Math.nextDown(1.0);

  @Test
  void A_10_the_fixed_schedule_knows_no_jitter() {
    var schedule = new Fixed(3, Duration.ofSeconds(60));

    assertThat(waits(schedule, 0)).containsOnly(Duration.ofSeconds(60)).hasSize(3);
    assertThat(waits(schedule, ALMOST_ALL)).isEqualTo(waits(schedule, 0));
  }

  @Test
  void W_84_OpenMetadata_waits_1_5_15_minutes_and_1_4_12_hours() {
    var schedule = new Named(KnownWaits.OPEN_METADATA, 0);

    assertThat(waits(schedule, 0))
        .containsExactly(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12));
    assertThat(waits(schedule, 0).stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.parse("PT17H21M"));
    assertThat(schedule.count()).isEqualTo(6);
  }

  @Test
  void Standard_Webhooks_recommends_nine_waits() {
    assertThat(waits(new Named(KnownWaits.STANDARD_WEBHOOKS, 0), 0))
        .extracting(Duration::toString)
        .containsExactly(
            "PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H");
  }

  @Test
  void W_05_exponential_waits_grow_by_the_factor_up_to_the_longest() {
    var schedule = new Exponential(6, Duration.ofSeconds(10), 2.5, Duration.ofMinutes(5), 0);

    assertThat(waits(schedule, 0))
        .extracting(Duration::toString)
        .containsExactly("PT10S", "PT25S", "PT1M2.5S", "PT2M36.25S", "PT5M", "PT5M");
  }

  @Test
  void twenty_tenfold_waits_stay_within_a_day() {
    var schedule = new Exponential(20, Duration.ofDays(1), 10, RetrySchedule.MAX_WAIT, 100);

    assertThat(waits(schedule, ALMOST_ALL)).containsOnly(Duration.ofDays(1)).hasSize(20);
  }

  @Test
  void a_factor_of_one_waits_always_the_same() {
    var schedule = new Exponential(3, Duration.ofSeconds(7), 1, Duration.ofSeconds(7), 0);

    assertThat(waits(schedule, 0)).containsOnly(Duration.ofSeconds(7)).hasSize(3);
  }

  @Test
  void jitter_lengthens_a_wait_and_never_shortens_it() {
    for (RetrySchedule schedule : List.of(
        new Listed(List.of(Duration.ofSeconds(100)), 20),
        new Exponential(1, Duration.ofSeconds(100), 2, Duration.ofSeconds(100), 20))) {
      assertThat(schedule.waitAfter(1, 0)).contains(Duration.ofSeconds(100));
      assertThat(schedule.waitAfter(1, 0.5)).contains(Duration.ofSeconds(110));
      assertThat(schedule.waitAfter(1, ALMOST_ALL).orElseThrow())
          .isBetween(Duration.ofMillis(119_999), Duration.ofSeconds(120));
    }
    assertThat(new Named(KnownWaits.OPEN_METADATA, 50).waitAfter(1, 0.5))
        .contains(Duration.ofSeconds(75));
  }

  @Test
  void no_wait_is_longer_than_a_day_with_its_jitter() {
    var waits = waits(new Named(KnownWaits.STANDARD_WEBHOOKS, 100), 0.5);

    assertThat(waits.get(7)).isEqualTo(Duration.ofDays(1));
    assertThat(waits.get(8)).isEqualTo(Duration.ofDays(1));
    assertThat(waits.get(6)).isEqualTo(Duration.ofHours(21));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void jitter_is_a_percentage(int jitter) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Listed(List.of(), jitter));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Named(KnownWaits.OPEN_METADATA, jitter));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 10.01, Double.NaN, Double.POSITIVE_INFINITY})
  void a_factor_is_from_1_to_10(double factor) {
    var second = Duration.ofSeconds(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Exponential(1, second, factor, second, 0));
  }

  @Test
  void the_longest_wait_is_not_shorter_than_the_first() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Exponential(1, Duration.ofSeconds(2), 2, Duration.ofSeconds(1), 0));
  }

  private static List<Duration> waits(RetrySchedule schedule, double chance) {
    var waits = new ArrayList<Duration>();
    for (Optional<Duration> wait = schedule.waitAfter(1, chance);
        wait.isPresent();
        wait = schedule.waitAfter(waits.size() + 1, chance)) {
      waits.add(wait.get());
    }
    assertThat(schedule.count()).isEqualTo(waits.size());
    return waits;
  }
}
