package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Lineage.Cause;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.RedeliveryStep.Again;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sending one again, trying it now and stopping it promise, on every database. */
abstract class PendingContract extends OpenOutbox {
  private static final String STOPPED = "Stopped by ann.";

  RedeliveryLog past;

  @BeforeEach
  void openPast() {
    past = new RedeliveryLog(database);
  }

  @AfterEach
  void closePast() {
    past.close();
  }

  @Test
  void a_redelivery_is_a_new_delivery_of_the_same_event() {
    long event = accept(Hold.LEASED);
    settle(delivered(event));
    long again = outbox.keys().block(1);

    assertThat(queue(new Again(event + 1, again, 0, null))).isTrue();
    assertThat(queue(new Again(4711, again + 1, 0, null))).isFalse();

    assertThat(claim(10))
        .extracting(
            Claimed::delivery,
            row -> row.queued().event(),
            row -> row.queued().lineage(),
            Claimed::frozen)
        .containsExactly(tuple(again, event, new Lineage(Cause.REDELIVERY, event + 1, 0, 0), null));
    sweep(Duration.ofDays(-1), 100);
    assertThat(log.event(event)).as("needed by the redelivery").isPresent();
  }

  @Test
  void a_redelivery_with_the_same_body_and_id_has_both_and_keeps_them() {
    long event = accept(Hold.LEASED);
    settle(delivered(event));
    long again = outbox.keys().block(1);

    queue(new Again(event + 1, again, event + 1, bytes("{\"sent\":1}")));

    Claimed claimed = claim(10).get(0);
    assertThat(text(claimed.frozen())).isEqualTo("{\"sent\":1}");
    settle(new Settlement.Ended(
        claimed.queued(), Result.DELIVERED, 1, clock.millis(), attempt(1, 200), "Fine."));
    PastDelivery ended = past.find(again).orElseThrow();
    assertThat(ended.identity()).isEqualTo(event + 1);
    assertThat(text(ended.frozen())).isEqualTo("{\"sent\":1}");
    assertThat(log.find(again).orElseThrow().identity()).isEqualTo(event + 1);
  }

  @Test
  void a_body_that_cannot_be_made_again_is_kept_and_others_have_a_digest() {
    long kept = accept(Hold.LEASED);
    long known = accept(Hold.LEASED);

    settle(
        delivered(kept, new SentBody(5, bytes("once"))), delivered(known, new SentBody(6, null)));

    assertThat(text(past.find(kept + 1).orElseThrow().frozen())).isEqualTo("once");
    assertThat(past.find(known + 1).orElseThrow())
        .extracting(PastDelivery::digest, PastDelivery::frozen)
        .containsExactly(6L, null);
  }

  @Test
  void a_waiting_delivery_is_tried_now_without_losing_or_adding_a_try() {
    long event = retrying();
    assertThat(find(event + 1)).map(Pending.Row::inHand).contains(false);

    assertThat(tryNow(event + 1)).isTrue();

    assertThat(tryNow(event + 1)).as("due already").isFalse();
    assertThat(claim(10))
        .extracting(Claimed::delivery, row -> row.queued().tries())
        .containsExactly(tuple(event + 1, 1));
    assertThat(tryNow(event + 1)).as("in hand").isFalse();
    assertThat(find(event + 1)).map(Pending.Row::inHand).contains(true);
    assertThat(find(4711)).isEmpty();
  }

  @Test
  void a_stopped_delivery_has_failed_with_its_last_attempt() {
    long event = retrying();

    Pending.Stopped stopped = stop(event + 1).orElseThrow();

    assertThat(stopped.row().queued().tries()).isEqualTo(1);
    assertThat(log.find(event + 1).orElseThrow())
        .extracting(
            DeliveryRow::state, DeliveryRow::tries, DeliveryRow::status, DeliveryRow::sentence)
        .containsExactly(State.FAILED, 1, 503, STOPPED);
    assertThat(log.attempts(event + 1)).hasSize(1);
    assertThat(log.pending()).isZero();
    assertThat(log.tallies(0, clock.instant()))
        .extracting(DeliveryLog.Tally::result, DeliveryLog.Tally::n)
        .containsExactly(tuple(Result.FAILED, 1L));
  }

  @Test
  void what_is_in_hand_is_not_stopped() {
    long event = accept(Hold.LEASED);

    assertThat(stop(event + 1)).isEmpty();

    assertThat(log.find(event + 1).orElseThrow().state()).isEqualTo(State.SENDING);
  }

  @Test
  void a_batch_is_tried_and_stopped_as_one() {
    long lead = retrying() + 1;
    long member = accept(Hold.FREE) + 1;
    long other = accept(Hold.FREE) + 1;
    direct(
        "UPDATE wh_queue SET batch = " + lead + " WHERE delivery IN (" + lead + "," + member + ")");
    direct("UPDATE wh_queue SET due = " + Long.MAX_VALUE + " WHERE delivery = " + member);

    assertThat(find(member)).map(Pending.Row::delivery).contains(lead);
    assertThat(waiting(Selection.ALL)).containsExactly(lead, other);
    Pending.Stopped stopped = stop(lead).orElseThrow();
    assertThat(stopped.count()).isEqualTo(2);
    assertThat(stopped.row().others()).extracting(Claimed::delivery).containsExactly(member);
    assertThat(log.find(member).orElseThrow())
        .extracting(DeliveryRow::state, DeliveryRow::sentence, DeliveryRow::identity)
        .containsExactly(State.FAILED, STOPPED, lead);
    assertThat(claim(10)).extracting(Claimed::delivery).containsExactly(other);
  }

  @Test
  void waiting_ones_are_chosen_by_service_type_event_and_time() {
    long first = accept(Hold.FREE);
    clock.forward(Duration.ofSeconds(1));
    long second = accept(Hold.FREE);
    long now = clock.millis();

    assertThat(waiting(new Selection(1, Set.of(), "order.paid", null, null, null, List.of())))
        .containsExactly(first + 1, second + 1);
    assertThat(waiting(new Selection(2, Set.of(), null, null, null, null, List.of())))
        .isEmpty();
    assertThat(waiting(new Selection(null, Set.of(), "x", null, null, null, List.of())))
        .isEmpty();
    assertThat(waiting(new Selection(null, Set.of(), null, first, null, null, List.of())))
        .containsExactly(first + 1);
    assertThat(waiting(new Selection(null, Set.of(), null, null, now, null, List.of())))
        .containsExactly(second + 1);
    assertThat(waiting(new Selection(null, Set.of(), null, null, null, now, List.of())))
        .containsExactly(first + 1);
  }

  /** An event whose delivery has failed once and waits for half a minute. */
  private long retrying() {
    long event = accept(Hold.LEASED);
    settle(new Settlement.Again(
        queued(event), clock.millis() + 30_000, attempt(1, 503), 1, bytes("{}")));
    return event;
  }

  private Settlement delivered(long event, SentBody body) {
    return new Settlement.Ended(
        queued(event),
        Result.DELIVERED,
        1,
        clock.millis(),
        attempt(1, 200),
        "Fine.",
        Follows.NONE,
        body);
  }

  private boolean queue(Again again) {
    return outbox.transaction(() -> outbox.redeliveries().queue(again, clock.millis()));
  }

  private Optional<Pending.Row> find(long delivery) {
    return outbox.transaction(() -> outbox.pending().find(delivery));
  }

  private boolean tryNow(long delivery) {
    return outbox.transaction(() -> outbox.pending().tryNow(delivery, clock.millis()));
  }

  private Optional<Pending.Stopped> stop(long delivery) {
    return outbox.transaction(() -> outbox.pending().stop(delivery, STOPPED, clock.millis()));
  }

  private List<Long> waiting(Selection selection) {
    return outbox.transaction(() -> outbox.pending().waiting(selection, 0, 10)).stream()
        .map(Pending.Row::delivery)
        .toList();
  }
}
