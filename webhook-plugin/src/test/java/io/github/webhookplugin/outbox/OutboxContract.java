package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the store promises, on every database. */
abstract class OutboxContract extends StatisticsContract {
  @Test
  void an_accepted_event_is_there_after_a_restart_and_can_be_claimed_at_once_by_its_only_owner() {
    long event = accept(Hold.LEASED);

    reopen(ME + 1);
    clock.forward(outbox.shared() ? Duration.ofMillis(LEASE) : Duration.ZERO);

    List<Claimed> claimed = claim(10);
    assertThat(claimed).hasSize(1);
    assertThat(claimed.get(0).queued().event()).isEqualTo(event);
    assertThat(text(claimed.get(0).event())).isEqualTo("{\"n\":1}");
    assertThat(claimed.get(0).queued().tries()).isZero();
  }

  @Test
  void what_is_leased_is_not_claimed_until_the_lease_ends() {
    accept(Hold.LEASED);
    assertThat(claim(10)).isEmpty();

    clock.forward(Duration.ofMillis(LEASE));

    assertThat(claim(10)).hasSize(1);
    assertThat(claim(10)).isEmpty();
  }

  @Test
  void claims_come_oldest_first_and_no_more_than_asked() {
    var events = new ArrayList<Long>();
    for (int i = 0; i < 20; i++) {
      events.add(accept(Hold.FREE));
      clock.forward(Duration.ofMillis(10));
    }

    assertThat(claim(12))
        .extracting(row -> row.queued().event())
        .containsExactlyElementsOf(events.subList(0, 12));
    assertThat(claim(12))
        .extracting(row -> row.queued().event())
        .containsExactlyElementsOf(events.subList(12, 20));
  }

  @Test
  void a_delivered_one_leaves_the_queue_for_the_log() {
    long event = accept(Hold.LEASED);
    settle(delivered(event));

    DeliveryRow row = log.find(event + 1).orElseThrow();
    assertThat(row.state()).isEqualTo(State.DELIVERED);
    assertThat(row.status()).isEqualTo(200);
    assertThat(row.sentence()).isEqualTo("Status 200, as expected.");
    assertThat(row.type()).isEqualTo("order.paid");
    assertThat(log.pending()).isZero();
  }

  @Test
  void a_failed_attempt_waits_until_it_is_due_and_keeps_its_body_and_its_story() {
    long event = accept(Hold.LEASED);
    long due = clock.millis() + 30_000;
    settle(new Settlement.Again(queued(event), due, attempt(1, 503), 1, bytes("{\"sent\":1}")));
    assertThat(outbox.transaction(() -> outbox.nextDue(1))).isEqualTo(due);
    assertThat(log.find(event + 1).orElseThrow())
        .extracting(DeliveryRow::state, DeliveryRow::tries, DeliveryRow::status, DeliveryRow::at)
        .containsExactly(State.WAITING, 1, 503, due);
    assertThat(claim(10)).isEmpty();

    clock.forward(Duration.ofSeconds(30));

    Claimed claimed = claim(10).get(0);
    assertThat(claimed.queued().tries()).isEqualTo(1);
    assertThat(text(claimed.frozen())).isEqualTo("{\"sent\":1}");
    assertThat(log.attempts(event + 1)).extracting(PastAttempt::status).containsExactly(503);
  }

  @Test
  void a_lost_lease_settles_nothing_but_a_delivery_that_arrived() {
    long event = accept(Hold.LEASED);
    clock.forward(Duration.ofMillis(LEASE));
    takenOverByAnother(event + 1);

    assertThat(
            settle(new Settlement.Again(queued(event), clock.millis(), attempt(1, 503), 1, null)))
        .isEmpty();
    assertThat(settle(failed(event))).isEmpty();
    assertThat(settle(new Settlement.GivenBack(queued(event), clock.millis()))).isEmpty();
    assertThat(log.find(event + 1).orElseThrow().state()).isEqualTo(State.SENDING);

    assertThat(settle(delivered(event))).hasSize(1);
    assertThat(log.find(event + 1).orElseThrow().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void only_the_lease_that_is_still_held_is_renewed() {
    long event = accept(Hold.LEASED);
    var first = new Lease(event + 1, clock.millis() + LEASE);
    clock.forward(Duration.ofMillis(LEASE / 2));
    var second = new Lease(event + 1, clock.millis() + LEASE);

    assertThat(outbox.renew(List.of(first), second.until())).isEmpty();
    assertThat(outbox.renew(List.of(first), second.until()))
        .as("renewed before")
        .hasSize(1);
    clock.forward(Duration.ofMillis(LEASE / 2));
    assertThat(claim(10)).as("ended, had it not been renewed").isEmpty();

    clock.forward(Duration.ofMillis(LEASE / 2));
    assertThat(claim(10)).hasSize(1);
    assertThat(outbox.renew(List.of(second), clock.millis() + 2 * LEASE))
        .as("taken up anew, by this node itself")
        .containsExactly(event + 1);
    takenOverByAnother(event + 1);
    assertThat(outbox.renew(
            List.of(new Lease(event + 1, clock.millis() + LEASE)), clock.millis() + 2 * LEASE))
        .containsExactly(event + 1);
  }

  @Test
  void a_node_that_lost_its_number_takes_another_and_stores_nothing_under_the_old_one() {
    NewEvent before = event(Hold.FREE);
    direct("UPDATE wh_node SET session = 99");
    assertThat(outbox.keys().mine(before.event())).isTrue();

    outbox.renew(List.of(), 0);

    assertThatThrownBy(() -> outbox.transaction(() -> {
          outbox.accept(List.of(before), 0);
          return 0;
        }))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("publish again");
    assertThat(log.pending()).isZero();
    long key = accept(Hold.FREE);
    assertThat(key).isGreaterThan(before.event());
    assertThat(key >>> 15 & 63).isNotEqualTo(before.event() >>> 15 & 63);
    assertThat(claim(10)).hasSize(1);
    outbox.renew(List.of(), 0);
    assertThat(outbox.keys().mine(key)).as("kept from now on").isTrue();
  }

  @Test
  void an_event_whose_key_is_taken_already_is_refused_and_not_dropped() {
    NewEvent event = event(Hold.FREE);
    outbox.transaction(() -> {
      outbox.accept(List.of(event), 0);
      return 0;
    });

    assertThatThrownBy(() -> outbox.transaction(() -> {
          outbox.accept(List.of(event), 0);
          return 0;
        }))
        .isInstanceOf(StoreException.class)
        .hasStackTraceContaining("wh_event")
        .satisfies(e -> assertThat(e.getMessage() + e.getCause().getMessage())
            .as("no event in the words of the driver")
            .doesNotContain("order.paid"));
  }

  @Test
  void what_is_given_back_can_be_claimed_and_has_lost_no_try() {
    long event = accept(Hold.LEASED);
    settle(new Settlement.GivenBack(queued(event), clock.millis()));

    assertThat(claim(10))
        .extracting(Claimed::delivery, row -> row.queued().tries())
        .containsExactly(tuple(event + 1, 0));
  }

  @Test
  void a_transaction_that_fails_leaves_nothing_and_the_next_one_works() {
    assertThatThrownBy(() -> outbox.transaction(() -> {
          outbox.accept(List.of(event(Hold.FREE)), 0);
          throw new SQLException("disk full");
        }))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("disk full");

    assertThat(log.pending()).isZero();
    accept(Hold.FREE);
    assertThat(log.pending()).isEqualTo(1);
  }

  @Test
  void settings_are_kept_with_their_history_and_two_writers_do_not_overwrite_each_other() {
    var change = new SettingsChange(
        0,
        Map.of("global", Optional.of("{}"), "service/a", Optional.of("{\"a\":1}")),
        Map.of("a", "Service A"),
        "anna");
    assertThat(outbox.transaction(() -> outbox.saveSettings(change))).isTrue();
    assertThat(outbox.transaction(() -> outbox.saveSettings(change)))
        .as("version 0 is gone")
        .isFalse();
    var removal = new SettingsChange(
        1, Map.of("service/a", Optional.empty()), Map.of("b", "Service B"), "ben");
    assertThat(outbox.transaction(() -> outbox.saveSettings(removal))).isTrue();

    StoredDocuments stored = outbox.transaction(() -> outbox.settings());
    assertThat(stored.version()).isEqualTo(2);
    assertThat(stored.documents()).containsExactly(Map.entry("global", "{}"));
    assertThat(stored.numbers()).containsOnly(Map.entry("a", 1), Map.entry("b", 2));
  }

  @Test
  void lists_of_every_length_are_settled() {
    for (int count : new int[] {1, 2, 7, 8, 9, 64, 65, 513, 700}) {
      var settlements = new ArrayList<Settlement>();
      var events = new ArrayList<NewEvent>();
      for (int i = 0; i < count; i++) {
        NewEvent event = event(Hold.LEASED);
        events.add(event);
        settlements.add(delivered(event.event()));
      }
      outbox.transaction(() -> {
        outbox.accept(events, clock.millis() + LEASE);
        return 0;
      });
      assertThat(log.pending()).isEqualTo(count);
      settle(settlements.toArray(Settlement[]::new));
      assertThat(log.pending()).as("after settling %d", count).isZero();
    }
  }
}
