package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Terms.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What services that want their deliveries in order can rely on, on every database. */
abstract class OrderContract extends RateLimitContract {
  private static final Terms ORDERED = new Terms(List.of(), true, Terms.Grouping.NONE);

  @Test
  void one_at_a_time_the_oldest_first() {
    List<Long> keys = ordered(5);

    for (long key : keys) {
      assertThat(take(outbox)).extracting(Claimed::delivery).containsExactly(key);
      assertThat(take(outbox)).isEmpty();
      settle(delivered(key - 1));
    }
    assertThat(take(outbox)).isEmpty();
  }

  @Test
  void later_ones_wait_behind_one_that_is_tried_again_and_go_on_when_it_fails_for_good() {
    List<Long> keys = ordered(3);
    take(outbox);
    long retry = clock.millis() + 30_000;
    settle(new Settlement.Again(queued(keys.get(0) - 1), retry, attempt(1, 503), 1, bytes("{}")));

    Taken waiting = take(outbox, 1, ORDERED, 8);
    assertThat(waiting.claimed()).isEmpty();
    assertThat(waiting.nextDue()).isEqualTo(retry);

    clock.forward(Duration.ofSeconds(30));
    assertThat(take(outbox)).extracting(Claimed::delivery).containsExactly(keys.get(0));
    settle(failed(keys.get(0) - 1));
    assertThat(take(outbox)).extracting(Claimed::delivery).containsExactly(keys.get(1));
  }

  @Test
  void what_a_killed_node_had_in_hand_comes_first_when_its_lease_has_ended() {
    List<Long> keys = ordered(2);
    take(outbox);

    reopen(ME + 1);

    assertThat(outbox.shared() ? take(outbox) : List.of()).isEmpty();
    clock.forward(Duration.ofMillis(LEASE));
    assertThat(take(outbox)).extracting(Claimed::delivery).containsExactly(keys.get(0));
  }

  @Test
  void
      what_was_stored_before_the_service_was_ordered_comes_first_and_what_was_sent_is_waited_for() {
    List<Long> before = store(1, 1_500);
    List<Long> flying = claim(2).stream().map(Claimed::delivery).toList();
    List<Long> after = ordered(1);

    for (int look = 0; look < 4; look++) {
      assertThat(take(outbox)).as("two are under way").isEmpty();
    }
    flying.forEach(key -> settle(delivered(key - 1)));
    var came = new ArrayList<Long>();
    for (int look = 0; look < 4; look++) {
      take(outbox).forEach(row -> came.add(row.delivery()));
    }

    assertThat(came).containsExactly(before.get(2));
    direct("DELETE FROM wh_queue WHERE delivery > " + before.get(1) + " AND delivery < "
        + before.get(1_499));
    assertThat(take(outbox)).extracting(Claimed::delivery).containsExactly(before.get(1_499));
    settle(delivered(before.get(1_499) - 1));
    assertThat(take(outbox)).extracting(Claimed::delivery).containsExactlyElementsOf(after);
  }

  @Test
  void what_was_stored_while_the_service_was_ordered_is_delivered_when_it_is_not_any_more() {
    List<Long> keys = ordered(3);

    assertThat(claim(10)).extracting(Claimed::delivery).containsExactlyElementsOf(keys);
  }

  @Test
  void a_redelivery_takes_its_turn() {
    List<Long> keys = ordered(1);
    take(outbox);
    settle(delivered(keys.get(0) - 1));
    long again = outbox.keys().block(1);
    redeliver(keys.get(0), again);

    take(outbox);

    assertThat(take(outbox)).extracting(Claimed::delivery).containsExactly(again);
  }

  @Test
  void the_order_holds_under_a_rate_limit() {
    List<Long> keys = ordered(3);
    var quota = new Quota("service/1", new RateLimit(1, Duration.ofSeconds(1)));
    var terms = new Terms(List.of(quota), true, Terms.Grouping.NONE);
    assertThat(take(outbox, 1, terms, 8).claimed()).hasSize(1);
    settle(delivered(keys.get(0) - 1));

    Taken none = take(outbox, 1, terms, 8);

    assertThat(none.claimed()).isEmpty();
    clock.forward(Duration.ofMillis(none.notBefore() - clock.millis()));
    assertThat(take(outbox, 1, terms, 8).claimed())
        .extracting(Claimed::delivery)
        .containsExactly(keys.get(1));
  }

  @Test
  void two_nodes_keep_the_order_and_never_have_two_in_hand() {
    assumeTrue(outbox.shared());
    List<Long> keys = ordered(40);
    var chance = new Random(7);
    var came = new ArrayList<Long>();
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      while (came.size() < keys.size()) {
        Outbox node = chance.nextBoolean() ? outbox : other;
        for (Claimed row : take(node)) {
          came.add(row.delivery());
          assertThat(take(outbox)).isEmpty();
          assertThat(take(other)).isEmpty();
          node.transaction(() -> node.settle(List.of(delivered(row.queued().event()))));
        }
      }
    }
    assertThat(came).containsExactlyElementsOf(keys);
  }

  @Test
  void a_smaller_key_that_is_stored_late_waits_for_what_is_under_way() {
    assumeTrue(outbox.shared());
    long early = outbox.keys().block(2);
    List<Long> keys = ordered(1);
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      outbox.transaction(() -> {
        assertThat(outbox.claim(1, ORDERED, until(), 1).claimed()).hasSize(1);
        direct("INSERT INTO wh_event (event, id, type, at, body) VALUES (" + early
            + ", NULL, 'late', 0, '{}')");
        direct("INSERT INTO wh_queue VALUES (" + (early + 1) + ", " + early
            + ", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)");
        assertThat(take(other)).as("the claim has not ended").isEmpty();
        return 0;
      });
      assertThat(take(other)).as("one is under way").isEmpty();
      settle(delivered(keys.get(0) - 1));
      assertThat(take(other)).extracting(Claimed::delivery).containsExactly(early + 1);
    }
  }

  private List<Long> ordered(int count) {
    direct("INSERT INTO wh_service VALUES (1, 'a', 'Service A') ON CONFLICT DO NOTHING");
    return store(count, key -> new NewDelivery(key, 1, Hold.FREE, "", 0, true));
  }

  private List<Claimed> take(Outbox node) {
    return take(node, 1, ORDERED, 8).claimed();
  }
}
