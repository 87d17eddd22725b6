package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Terms.Grouping;
import io.github.webhookplugin.outbox.Terms.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the store promises of deliveries that go out together, on every database (seed row W-46, feature N-05). */
abstract class BatchContract extends OrderContract {
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Terms OF_FOUR = new Terms(List.of(), false, new Grouping(4, WAIT, false));
  private static final Terms ORDERED_FOUR =
      new Terms(List.of(), true, new Grouping(4, WAIT, false));
  private static final Terms DIGEST = new Terms(
      List.of(new Quota("service/1", new RateLimit(2, Duration.ofMinutes(1)))),
      false,
      new Grouping(50, Duration.ZERO, true));

  @Test
  void full_batches_go_at_once_and_the_rest_when_its_first_event_has_waited_long_enough() {
    List<Long> keys = waiting(10, false);

    Taken full = take(outbox, 1, OF_FOUR, 8);
    assertThat(batches(full)).containsExactly(keys.subList(0, 4), keys.subList(4, 8));
    assertThat(full.left()).isEqualTo(2);
    assertThat(full.nextDue()).isEqualTo(clock.millis() + WAIT.toMillis());

    clock.forward(WAIT);
    assertThat(batches(take(outbox, 1, OF_FOUR, 8))).containsExactly(keys.subList(8, 10));
  }

  @Test
  void a_batch_whose_time_has_come_takes_later_events_along() {
    List<Long> first = waiting(1, false);
    clock.forward(WAIT.minusMillis(1));
    List<Long> later = waiting(2, false);
    assertThat(take(outbox, 1, OF_FOUR, 8).claimed()).isEmpty();

    clock.forward(Duration.ofMillis(1));

    assertThat(batches(take(outbox, 1, OF_FOUR, 8)))
        .containsExactly(Stream.concat(first.stream(), later.stream()).toList());
  }

  @Test
  void a_batch_that_fails_is_tried_again_as_the_same_batch_whatever_came_meanwhile() {
    List<Long> keys = waiting(4, false);
    Claimed batch = take(outbox, 1, OF_FOUR, 8).claimed().get(0);
    long retry = clock.millis() + 30_000;
    settle(new Settlement.Again(batch.queued(), retry, attempt(1, 503), 1, bytes("{\"n\":4}")));
    List<Long> more = waiting(2, false);
    assertThat(log.page(filter(State.WAITING), Long.MAX_VALUE, 10))
        .filteredOn(row -> keys.contains(row.delivery()))
        .hasSize(4)
        .allSatisfy(row -> {
          assertThat(row.tries()).isEqualTo(1);
          assertThat(row.status()).isEqualTo(503);
          assertThat(row.at()).isEqualTo(retry);
        });

    clock.forward(Duration.ofSeconds(30));
    Taken again = take(outbox, 1, OF_FOUR, 8);

    assertThat(batches(again)).containsExactlyInAnyOrder(keys, more);
    Claimed same = again.claimed().get(0);
    assertThat(text(same.frozen())).isEqualTo("{\"n\":4}");
    assertThat(same.queued().tries()).isEqualTo(1);
  }

  @Test
  void a_batch_stays_together_when_the_node_that_formed_it_is_killed() {
    List<Long> keys = waiting(6, false);
    Claimed before = take(outbox, 1, OF_FOUR, 1).claimed().get(0);

    reopen(ME + 1);
    clock.forward(Duration.ofMillis(LEASE));

    List<List<Long>> after = batches(take(outbox, 1, OF_FOUR, 8));
    assertThat(after).contains(keys.subList(0, 4)).hasSize(2);
    assertThat(before.delivery()).as("its id is sent").isEqualTo(after.get(0).get(0));
  }

  @Test
  void even_a_batch_of_one_never_takes_others_along_once_it_was_claimed() {
    List<Long> one = waiting(1, false);
    clock.forward(WAIT);
    take(outbox, 1, OF_FOUR, 8);
    reopen(ME + 1);
    List<Long> others = waiting(3, false);
    clock.forward(Duration.ofMillis(LEASE));

    assertThat(batches(take(outbox, 1, OF_FOUR, 8))).containsExactlyInAnyOrder(one, others);
  }

  @Test
  void all_of_a_batch_end_together_and_each_has_its_line() {
    List<Long> keys = waiting(8, false);
    List<Claimed> claimed = take(outbox, 1, OF_FOUR, 8).claimed();
    assertThat(log.page(filter(State.SENDING), Long.MAX_VALUE, 10)).hasSize(8);

    settle(ended(claimed.get(0), Result.DELIVERED), ended(claimed.get(1), Result.FAILED));

    assertThat(log.pending()).isZero();
    for (long key : keys) {
      DeliveryRow row = log.find(key).orElseThrow();
      assertThat(row.batch()).isEqualTo(keys.indexOf(key) < 4 ? keys.get(0) : keys.get(4));
      assertThat(row.state()).isEqualTo(keys.indexOf(key) < 4 ? State.DELIVERED : State.FAILED);
      assertThat(row.tries()).isEqualTo(1);
    }
    assertThat(log.tallies(0, clock.instant()))
        .extracting(DeliveryLog.Tally::n)
        .containsExactly(4L, 4L);
  }

  @Test
  void what_is_given_back_stays_together() {
    List<Long> keys = waiting(4, false);
    Claimed batch = take(outbox, 1, OF_FOUR, 8).claimed().get(0);
    settle(new Settlement.GivenBack(batch.queued(), clock.millis()));
    waiting(3, false);

    assertThat(batches(take(outbox, 1, OF_FOUR, 8))).containsExactly(keys);
  }

  @Test
  void batches_are_delivered_whole_when_the_service_has_none_any_more_or_is_gone() {
    List<Long> keys = waiting(5, false);
    Claimed batch = take(outbox, 1, OF_FOUR, 8).claimed().get(0);
    settle(new Settlement.GivenBack(batch.queued(), clock.millis() + 1_000_000));

    assertThat(outbox.transaction(() -> outbox.dueAtOnce(1))).isEqualTo(2);

    assertThat(batches(claim(10))).containsExactly(keys.subList(0, 4), keys.subList(4, 5));
    assertThat(claim(10)).isEmpty();
  }

  @Test
  void a_redelivery_goes_alone() {
    List<Long> keys = waiting(4, false);
    settle(ended(take(outbox, 1, OF_FOUR, 8).claimed().get(0), Result.FAILED));
    long again = outbox.keys().block(1);
    redeliver(keys.get(2), again);
    waiting(3, false);

    assertThat(batches(take(outbox, 1, OF_FOUR, 8))).containsExactly(List.of(again));
  }

  @Test
  void long_events_make_smaller_batches() {
    var events = new ArrayList<NewEvent>();
    for (int i = 0; i < 3; i++) {
      NewEvent event = event(Hold.FREE);
      events.add(new NewEvent(
          event.event(), null, "long", event.at(), new byte[600_000], event.deliveries()));
    }
    outbox.transaction(() -> {
      outbox.accept(events, 0);
      return 0;
    });

    assertThat(batches(take(outbox, 1, OF_FOUR, 8)))
        .extracting(List::size)
        .containsExactly(1, 1, 1);
  }

  @Test
  void batches_in_order_follow_each_other() {
    List<Long> keys = waiting(9, true);

    for (int from = 0; from < 8; from += 4) {
      Taken taken = take(outbox, 1, ORDERED_FOUR, 8);
      assertThat(batches(taken)).containsExactly(keys.subList(from, from + 4));
      assertThat(take(outbox, 1, ORDERED_FOUR, 8).claimed()).isEmpty();
      settle(ended(taken.claimed().get(0), Result.DELIVERED));
    }
    assertThat(take(outbox, 1, ORDERED_FOUR, 8).claimed()).isEmpty();
    clock.forward(WAIT);
    assertThat(batches(take(outbox, 1, ORDERED_FOUR, 8))).containsExactly(keys.subList(8, 9));
  }

  @Test
  void a_digest_merges_what_waits_only_when_there_are_too_few_permits() {
    List<Long> keys = store(1, 1);
    Taken alone = take(outbox, 1, DIGEST, 8);
    assertThat(batches(alone)).containsExactly(keys);
    settle(ended(alone.claimed().get(0), Result.DELIVERED));
    List<Long> storm = store(1, 60);

    Taken digest = take(outbox, 1, DIGEST, 8);

    assertThat(batches(digest)).as("one permit, the first 50").hasSize(1);
    assertThat(batches(digest).get(0)).hasSize(50).allMatch(storm::contains);
    settle(ended(digest.claimed().get(0), Result.DELIVERED));
    Taken none = take(outbox, 1, DIGEST, 8);
    assertThat(none.claimed()).isEmpty();
    clock.forward(Duration.ofMillis(none.notBefore() - clock.millis()));
    assertThat(batches(take(outbox, 1, DIGEST, 8))).extracting(List::size).containsExactly(10);
  }

  @Test
  void a_digest_in_order_has_the_first_ones_in_order() {
    List<Long> keys = waiting(5, true);
    Terms terms = new Terms(DIGEST.quotas(), true, DIGEST.grouping());
    clock.forward(WAIT);

    assertThat(batches(take(outbox, 1, terms, 8))).containsExactly(keys);
  }

  @Test
  void two_nodes_never_put_the_same_event_into_two_batches() {
    assumeTrue(outbox.shared());
    List<Long> keys = waiting(40, false);
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      var all = new ArrayList<Long>();
      outbox.transaction(() -> {
        Taken mine = outbox.claim(1, OF_FOUR, until(), 2);
        batches(mine).forEach(all::addAll);
        // the first node has not committed yet
        batches(take(other, 1, OF_FOUR, 3)).forEach(all::addAll);
        return 0;
      });
      batches(take(other, 1, OF_FOUR, 8)).forEach(all::addAll);
      assertThat(all).containsExactlyInAnyOrderElementsOf(keys);
    }
  }

  private List<Long> waiting(int count, boolean ordered) {
    if (ordered) {
      direct("INSERT INTO wh_service VALUES (1, 'a', 'Service A') ON CONFLICT DO NOTHING");
    }
    return store(count, key -> new NewDelivery(key, 1, Hold.FREE, "", WAIT.toMillis(), ordered));
  }

  private Settlement ended(Claimed claimed, Result result) {
    return new Settlement.Ended(
        claimed.queued(), result, 1, clock.millis(), attempt(1, 200), "That was it.");
  }

  private static List<List<Long>> batches(Taken taken) {
    return batches(taken.claimed());
  }

  private static List<List<Long>> batches(List<Claimed> claimed) {
    return claimed.stream()
        .map(row -> Stream.concat(Stream.of(row), row.others().stream())
            .map(Claimed::delivery)
            .toList())
        .toList();
  }
}
