package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Lineage.Cause;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.Redelivery.Body;
import io.github.webhookplugin.outbox.RedeliveryJob.Progress;
import io.github.webhookplugin.outbox.RedeliveryStep.Again;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sending again, trying now and stopping promise, on every database. */
abstract class RedeliveryContract extends OpenOutbox {
  private static final String STOPPED = "Stopped by ann.";

  private RedeliveryLog past;

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

  @Test
  void past_ones_are_chosen_by_how_and_when_they_ended_in_their_order() {
    long delivered = accept(Hold.LEASED) + 1;
    long failed = accept(Hold.LEASED) + 1;
    settle(delivered(delivered - 1), failed(failed - 1));
    long asked = clock.millis();
    long job = outbox.keys().block(1);
    clock.forward(Duration.ofSeconds(1));
    long later = accept(Hold.LEASED) + 1;
    settle(failed(later - 1));

    assertThat(past.keys(Selection.ALL, 0, job, asked, 10)).containsExactly(delivered, failed);
    assertThat(past.keys(results(Result.FAILED), 0, job, asked, 10)).containsExactly(failed);
    assertThat(past.keys(Selection.ALL, delivered, job, asked, 10)).containsExactly(failed);
    assertThat(past.keys(Selection.ALL, 0, Long.MAX_VALUE, asked, 10)).doesNotContain(later);
    assertThat(past.count(Selection.ALL, job, asked, 10)).isEqualTo(2);
    assertThat(past.count(Selection.ALL, job, asked, 1)).isEqualTo(1);
    var picked = Selection.of(List.of(later, delivered, 4711L));
    assertThat(past.keys(picked, 0, Long.MAX_VALUE, asked, 10)).containsExactly(delivered, later);
    assertThat(past.count(picked, Long.MAX_VALUE, asked, 10)).isEqualTo(2);
  }

  @Test
  void a_job_is_read_as_it_was_written() {
    var selection = new Selection(
        7, Set.of(Result.FAILED, Result.SKIPPED), "order.paid", 8L, 9L, 10L, List.of(3L, 4L));
    var job = job(new Redelivery(selection, Body.SAME, true, 25));
    add(job);

    assertThat(past.job(job.job())).contains(job);
    assertThat(past.running(ME)).containsExactly(job);
    assertThat(past.jobs(Long.MAX_VALUE, 10)).containsExactly(job);
    var plain = job(new Redelivery(Selection.ALL, Body.CURRENT, false, 1));
    add(plain);
    assertThat(past.jobs(Long.MAX_VALUE, 10)).containsExactly(plain, job);
  }

  @Test
  void a_step_is_taken_once_and_whole() {
    long event = accept(Hold.LEASED);
    settle(failed(event));
    var job = job(new Redelivery(Selection.ALL, Body.FITTING, true, 10));
    add(job);
    long again = outbox.keys().block(1);
    var step = new RedeliveryStep(
        job.job(),
        0,
        event + 1,
        clock.millis() + 100,
        List.of(new Again(event + 1, again, 0, null), new Again(4711, again + 1, 0, null)),
        2,
        3,
        true);

    assertThat(step(outbox, step)).isTrue();
    assertThat(step(outbox, step)).as("a second time").isFalse();

    assertThat(claim(10)).extracting(Claimed::delivery).containsExactly(again);
    assertThat(past.job(job.job()).orElseThrow().progress())
        .isEqualTo(new Progress(5, event + 1, clock.millis() + 100, 1, 2, 4, clock.millis(), ""));
    assertThat(past.running(ME)).isEmpty();
  }

  @Test
  void a_cancelled_job_goes_no_further() {
    var job = job(new Redelivery(Selection.ALL, Body.FITTING, true, 10));
    add(job);

    assertThat(cancel(job.job())).isTrue();

    assertThat(cancel(job.job())).isFalse();
    assertThat(step(outbox, new RedeliveryStep(job.job(), 0, 1, 1, List.of(), 0, 0, false)))
        .isFalse();
    assertThat(past.job(job.job()).orElseThrow().progress().endedBy()).isEqualTo("ann");
  }

  @Test
  void a_job_that_ended_a_month_ago_is_forgotten_with_the_next() {
    var old = job(new Redelivery(Selection.ALL, Body.FITTING, true, 10));
    add(old);
    cancel(old.job());
    clock.forward(Duration.ofDays(31));
    var next = job(new Redelivery(Selection.ALL, Body.FITTING, true, 10));
    add(next);

    assertThat(past.jobs(Long.MAX_VALUE, 10)).containsExactly(next);
  }

  @Test
  void a_job_of_an_earlier_run_is_taken_over() {
    var job = job(new Redelivery(Selection.ALL, Body.FITTING, true, 10));
    add(job);

    reopen(ME + 1);

    assertThat(outbox.transaction(() -> outbox.redeliveries().take(clock.millis())))
        .isTrue();
    assertThat(past.running(ME + 1)).containsExactly(job);
  }

  @Test
  void the_settings_of_a_time_are_found_newest_first() {
    save(0, "service/a", "one");
    clock.forward(Duration.ofMinutes(1));
    long between = clock.millis();
    clock.forward(Duration.ofMinutes(1));
    save(1, "service/a", "two");
    save(2, "service/b", "other");

    assertThat(past.documents(1, clock.millis(), 10)).containsExactly("two", "one");
    assertThat(past.documents(1, between, 10)).containsExactly("one");
    assertThat(past.documents(1, clock.millis(), 1)).containsExactly("two");
  }

  boolean step(Outbox at, RedeliveryStep step) {
    return at.transaction(() -> at.redeliveries().step(step, clock.millis()));
  }

  RedeliveryJob job(Redelivery request) {
    return new RedeliveryJob(
        outbox.keys().block(1), clock.millis(), "ann", request, Progress.start(5, clock.millis()));
  }

  void add(RedeliveryJob job) {
    outbox.transaction(() -> {
      outbox.redeliveries().add(job);
      return 0;
    });
  }

  RedeliveryLog past() {
    return past;
  }

  private boolean cancel(long job) {
    return outbox.transaction(() -> outbox.redeliveries().cancel(job, "ann", clock.millis()));
  }

  private void save(long from, String name, String document) {
    var change = new SettingsChange(
        from,
        Map.of(name, Optional.of(document)),
        Map.of(name.substring(name.indexOf('/') + 1), name),
        "ann");
    outbox.transaction(() -> outbox.saveSettings(change));
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

  private static Selection results(Result result) {
    return new Selection(null, Set.of(result), null, null, null, null, List.of());
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
