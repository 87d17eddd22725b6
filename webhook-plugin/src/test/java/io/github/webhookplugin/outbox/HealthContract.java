package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.model.ServiceHealth.Failure;
import io.github.webhookplugin.model.ServiceHealth.Stop;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How services have been doing, as the store keeps it. */
abstract class HealthContract extends SchemaContract {
  @Test
  void a_service_that_never_failed_has_no_row_and_is_fine() {
    assertThat(health()).isEmpty();
    assertThat(locked(7)).isEqualTo(ServiceHealth.FINE);
  }

  @Test
  void health_survives_a_restart() {
    ServiceHealth silent =
        ServiceHealth.FINE.failed(new Failure(5, null, "Timed out after 10 s."), false);
    ServiceHealth stopped = ServiceHealth.FINE
        .failed(new Failure(6, 503, "x".repeat(600)), true)
        .stopped(new Stop(7, "gone\0"));
    save(1, silent);
    save(2, stopped);

    reopen(ME + 1);

    assertThat(health().get(1)).isEqualTo(silent);
    ServiceHealth read = health().get(2);
    assertThat(read.stop()).as("as the database can store it").isEqualTo(new Stop(7, "gone"));
    assertThat(read.lastFailure().reason()).hasSize(500).endsWith("…");
    assertThat(read.failures()).isEqualTo(1);
    assertThat(read.failingSince()).isEqualTo(6);
  }

  @Test
  void a_health_that_was_not_committed_is_not_kept() {
    try {
      outbox.transaction(() -> {
        outbox.lockedHealth(1);
        outbox.saveHealth(1, ServiceHealth.FINE.failed(new Failure(5, 503, "busy"), false));
        throw new IllegalStateException("the rest of the turn failed");
      });
    } catch (IllegalStateException expected) {
      // as it should be
    }

    assertThat(health()).isEmpty();
  }

  @Test
  void the_next_retry_is_the_earliest_that_waits_after_a_failure() {
    assertThat(log.nextRetry(1, clock.millis())).isEmpty();
    long event = accept(Hold.LEASED);
    accept(Hold.FREE);
    accept(Hold.LEASED);
    assertThat(log.nextRetry(1, clock.millis())).as("never tried, or leased").isEmpty();

    long due = clock.millis() + Duration.ofMinutes(1).toMillis();
    settle(new Settlement.Again(queued(event), due, attempt(1, 503), 1, null));

    assertThat(log.nextRetry(1, clock.millis())).contains(due);
    clock.forward(Duration.ofHours(1));
    assertThat(log.nextRetry(1, clock.millis())).as("overdue").contains(due);
    assertThat(log.nextRetry(2, clock.millis())).isEmpty();
  }

  private Map<Integer, ServiceHealth> health() {
    return outbox.transaction(outbox::health);
  }

  private ServiceHealth locked(int service) {
    return outbox.transaction(() -> outbox.lockedHealth(service));
  }

  private void save(int service, ServiceHealth health) {
    outbox.transaction(() -> {
      outbox.lockedHealth(service);
      outbox.saveHealth(service, health);
      return 0;
    });
  }
}
