package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the log promises, on every database. */
abstract class DeliveryLogContract extends LogSearchContract {
  @Test
  void skipped_ones_are_only_logged() {
    long event = accept(Hold.SKIPPED);

    assertThat(log.pending()).isZero();
    assertThat(log.find(event + 1).orElseThrow().sentence())
        .isEqualTo("The service was switched off.");
    assertThat(log.page(filter(State.SKIPPED), Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void the_log_is_paged_from_the_newest_by_key() {
    var events = new ArrayList<Long>();
    for (int i = 0; i < 25; i++) {
      long event = accept(i % 5 == 0 ? Hold.FREE : Hold.LEASED);
      if (i % 5 != 0) {
        settle(delivered(event));
      }
      events.add(0, event + 1);
      clock.forward(Duration.ofMillis(3));
    }

    List<DeliveryRow> first = log.page(LogFilter.ALL, Long.MAX_VALUE, 10);
    List<DeliveryRow> second = log.page(LogFilter.ALL, first.get(9).delivery(), 10);
    List<DeliveryRow> third = log.page(LogFilter.ALL, second.get(9).delivery(), 10);

    assertThat(first)
        .extracting(DeliveryRow::delivery)
        .containsExactlyElementsOf(events.subList(0, 10));
    assertThat(second)
        .extracting(DeliveryRow::delivery)
        .containsExactlyElementsOf(events.subList(10, 20));
    assertThat(third)
        .extracting(DeliveryRow::delivery)
        .containsExactlyElementsOf(events.subList(20, 25));
    assertThat(log.page(filter(State.WAITING), Long.MAX_VALUE, 10)).hasSize(5);
    assertThat(log.page(filter(State.DELIVERED, State.FAILED), Long.MAX_VALUE, 30))
        .hasSize(20);
    assertThat(log.page(new LogFilter(2, Set.of(), null, null, null), Long.MAX_VALUE, 10))
        .isEmpty();
    assertThat(log.page(new LogFilter(1, Set.of(), "order.paid", null, null), Long.MAX_VALUE, 10))
        .hasSize(10);
  }

  @Test
  void counts_by_hour_add_up() {
    for (int i = 0; i < 3; i++) {
      settle(delivered(accept(Hold.LEASED)));
    }
    settle(failed(accept(Hold.LEASED)));
    accept(Hold.SKIPPED);

    long hour = clock.millis() / 3_600_000;
    assertThat(log.tallies(hour, clock.instant()))
        .containsExactly(
            new DeliveryLog.Tally(hour, 1, Result.DELIVERED, 3, 3 * 40),
            new DeliveryLog.Tally(hour, 1, Result.FAILED, 1, 40),
            new DeliveryLog.Tally(hour, 1, Result.SKIPPED, 1, 0));
    assertThat(log.tallies(hour + 1, clock.instant())).isEmpty();
  }

  @Test
  void retention_takes_what_is_old_or_too_much_and_never_what_is_still_to_do() {
    long old = accept(Hold.LEASED);
    settle(delivered(old));
    clock.forward(Duration.ofMillis(1));
    long waiting = accept(Hold.FREE);
    clock.forward(Duration.ofDays(31));
    var young = new ArrayList<Long>();
    for (int i = 0; i < 6; i++) {
      long event = accept(Hold.LEASED);
      settle(delivered(event));
      young.add(event);
      clock.forward(Duration.ofMillis(10));
    }

    sweep(Duration.ofDays(30), 100);
    assertThat(log.find(old + 1)).isEmpty();
    assertThat(log.event(old)).isEmpty();
    assertThat(log.event(waiting)).isPresent();
    assertThat(log.page(LogFilter.ALL, Long.MAX_VALUE, 10)).hasSize(7);

    sweep(Duration.ofDays(30), 2);
    assertThat(log.page(filter(State.DELIVERED), Long.MAX_VALUE, 10))
        .extracting(DeliveryRow::event)
        .containsExactly(young.get(5), young.get(4));
    assertThat(claim(10)).extracting(row -> row.queued().event()).containsExactly(waiting);
  }

  @Test
  void each_service_has_its_last_ended_delivery_and_the_last_name_it_had() {
    var change = new SettingsChange(0, Map.of(), Map.of("a", "Service A"), "anna");
    outbox.transaction(() -> outbox.saveSettings(change));
    assertThat(log.latest()).isEmpty();
    settle(delivered(accept(Hold.LEASED)));
    long last = accept(Hold.LEASED);
    settle(delivered(last));
    accept(Hold.FREE);

    assertThat(log.latest()).containsOnlyKeys(1);
    assertThat(log.latest().get(1)).isEqualTo(log.find(last + 1).orElseThrow());
    assertThat(log.service(1)).contains(new DeliveryLog.KnownService("a", "Service A"));
    assertThat(log.service(2)).isEmpty();
  }
}
