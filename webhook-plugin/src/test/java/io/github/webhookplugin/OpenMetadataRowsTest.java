package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How OpenMetadata's webhooks are retried, row by row. */
class OpenMetadataRowsTest extends OpenChannel {
  @Test
  void W_05_waits_grow_exponentially() {
    var retry = Map.of(
        "mode",
        "exponential",
        "count",
        5,
        "initialInterval",
        10,
        "factor",
        3,
        "maxInterval",
        600,
        "jitter",
        0);
    configure(service("Catalog", "/om", "retry", retry));

    assertThat(waitsUntilFailed())
        .extracting(Duration::toSeconds)
        .containsExactly(10L, 30L, 90L, 270L, 600L);
  }

  @Test
  void W_84_the_waits_are_1_5_15_minutes_and_1_4_12_hours() {
    configure(service("Catalog", "/om", "retry", openMetadata(0)));

    assertThat(waitsUntilFailed())
        .extracting(Duration::toMinutes)
        .containsExactly(1L, 5L, 15L, 60L, 240L, 720L);
    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().tries()).isEqualTo(7);
  }

  @Test
  void W_84_deliveries_that_fail_together_come_back_at_different_times_and_never_too_soon() {
    configure(service("Catalog", "/om", "retry", openMetadata(20)));
    receiver.answers(503, "busy");
    int events = 50;

    for (int i = 0; i < events; i++) {
      webhooks.publish(anEvent());
    }
    await().until(() -> log().stream().filter(row -> row.tries() == 1).count() == events);

    long minute = clock.millis() + 60_000;
    assertThat(log()).allSatisfy(row -> assertThat(row.at()).isBetween(minute, minute + 12_000));
    assertThat(log().stream().map(row -> row.at() / 1_000).distinct().count())
        .as("seconds that they are spread over")
        .isGreaterThan(5);
  }

  private static Map<String, Object> openMetadata(int jitter) {
    return Map.of("mode", "named", "name", "openMetadata", "jitter", jitter);
  }

  /** Publishes an event that nobody takes, and lets each wait pass. */
  private List<Duration> waitsUntilFailed() {
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    var waits = new ArrayList<Duration>();
    for (int tries = 1; endedAfter(tries).state() == State.WAITING; tries++) {
      var wait = Duration.ofMillis(log().get(0).at() - clock.millis());
      waits.add(wait);
      clock.forward(wait);
    }
    return waits;
  }

  /** The newest delivery, once that try of it has ended. */
  private DeliveryRow endedAfter(int tries) {
    await().until(() -> log().get(0).tries() == tries && log().get(0).state() != State.SENDING);
    return log().get(0);
  }
}
