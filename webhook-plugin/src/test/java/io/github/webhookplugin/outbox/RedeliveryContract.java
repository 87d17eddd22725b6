package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.Redelivery.Body;
import io.github.webhookplugin.outbox.RedeliveryJob.Progress;
import io.github.webhookplugin.outbox.RedeliveryStep.Again;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What jobs that send many again promise, on every database. */
abstract class RedeliveryContract extends PendingContract {
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

  private static Selection results(Result result) {
    return new Selection(null, Set.of(result), null, null, null, null, List.of());
  }
}
