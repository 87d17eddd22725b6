package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.EmptyDatabase;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.Redelivery.Body;
import io.github.webhookplugin.outbox.RedeliveryStep.Again;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlRedeliveryTest extends RedeliveryContract {
  @RegisterExtension
  final EmptyDatabase own = new EmptyDatabase();

  @TempDir
  Path folder;

  @Override
  Database database() {
    return Database.of(own.url(), folder);
  }

  @Test
  void a_job_belongs_to_one_node_until_that_one_steps_no_more() {
    var job = job(new Redelivery(Selection.ALL, Body.FITTING, true, 10));
    add(job);
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      assertThat(take(other)).isFalse();

      clock.forward(Redeliveries.LEASE.plus(Duration.ofMillis(1)));

      assertThat(take(other)).isTrue();
      assertThat(take(outbox)).isFalse();
      assertThat(past.running(ME)).isEmpty();
      assertThat(step(outbox, empty(job))).as("by the one that lost it").isFalse();
      assertThat(step(other, empty(job))).isTrue();
    }
  }

  /** The last line of defence: both believe that the job is theirs, and start at the same place at the same time. */
  @Test
  void of_two_that_take_the_same_step_at_the_same_time_one_does() throws Exception {
    long event = accept(Hold.LEASED);
    settle(failed(event));
    try (Outbox other = Outbox.open(database, clock, ME)) {
      for (int round = 0; round < 20; round++) {
        var job = job(new Redelivery(Selection.ALL, Body.FITTING, true, 10));
        add(job);
        var barrier = new CyclicBarrier(2);

        var first = CompletableFuture.supplyAsync(() -> meet(barrier, outbox, job, event + 1));
        boolean second = meet(barrier, other, job, event + 1);

        assertThat(first.get() ^ second).isTrue();
        assertThat(claim(10)).hasSize(1);
      }
    }
  }

  private boolean meet(CyclicBarrier barrier, Outbox at, RedeliveryJob job, long origin) {
    var again = new Again(origin, at.keys().block(1), 0, null);
    var step = new RedeliveryStep(job.job(), 0, origin, 0, List.of(again), 0, 0, false);
    return at.transaction(() -> {
      try {
        barrier.await();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return at.redeliveries().step(step, clock.millis());
    });
  }

  private static RedeliveryStep empty(RedeliveryJob job) {
    return new RedeliveryStep(job.job(), 0, 1, 0, List.of(), 0, 0, false);
  }

  private boolean take(Outbox at) {
    return at.transaction(() -> at.redeliveries().take(clock.millis()));
  }
}
