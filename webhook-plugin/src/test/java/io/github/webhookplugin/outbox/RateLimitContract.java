package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.outbox.Terms.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rate limits promise, on every database (seed rows T-37, T-38). */
abstract class RateLimitContract extends AuditContract {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Quota OWN = new Quota("service/1", new RateLimit(5, SECOND));
  private static final Quota SHARED = new Quota("group/table", new RateLimit(7, SECOND));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void t38_no_window_ever_has_more_than_the_limit_whatever_is_asked_for_and_when(long seed) {
    var chance = new Random(seed);
    store(1, 400);
    var taken = new ArrayList<Long>();
    for (int step = 0; step < 150; step++) {
      clock.forward(Duration.ofMillis(chance.nextInt(300)));
      if (step == 70) {
        reopen(ME + 1);
      }
      int got = take(outbox, 1, 1 + chance.nextInt(9), OWN).claimed().size();
      IntStream.range(0, got).forEach(each -> taken.add(clock.millis()));
    }

    assertThat(mostInAnyWindow(taken)).isEqualTo(5);
    long seconds = (taken.get(taken.size() - 1) - taken.get(0)) / 1_000;
    assertThat(taken.size()).as("the limit is used").isGreaterThan((int) (seconds * 5 * 0.7));
  }

  @Test
  void t37_services_of_a_group_share_its_limit_and_each_keeps_its_own() {
    store(1, 200);
    store(2, 200);
    var ofOne = new ArrayList<Long>();
    var ofBoth = new ArrayList<Long>();
    for (int step = 0; step < 60; step++) {
      clock.forward(Duration.ofMillis(70));
      int first = take(outbox, 1, 9, OWN, SHARED).claimed().size();
      int second = take(outbox, 2, 9, SHARED).claimed().size();
      IntStream.range(0, first).forEach(each -> ofOne.add(clock.millis()));
      IntStream.range(0, first + second).forEach(each -> ofBoth.add(clock.millis()));
    }

    assertThat(mostInAnyWindow(ofOne)).isEqualTo(5);
    assertThat(mostInAnyWindow(ofBoth)).isEqualTo(7);
  }

  @Test
  void P_05_with_several_limits_none_is_ever_exceeded_over_restarts() {
    var both = new Quota(
        "service/1", List.of(new RateLimit(5, SECOND), new RateLimit(12, SECOND.multipliedBy(4))));
    store(1, 400);
    var taken = new ArrayList<Long>();
    for (int step = 0; step < 150; step++) {
      clock.forward(Duration.ofMillis(step * 53 % 210));
      if (step % 50 == 40) {
        reopen(ME + step);
      }
      int got = take(outbox, 1, 1 + step % 7, both).claimed().size();
      IntStream.range(0, got).forEach(each -> taken.add(clock.millis()));
    }

    assertThat(mostInAnyWindow(taken)).isEqualTo(5);
    assertThat(mostInAny(SECOND.multipliedBy(4), taken)).isEqualTo(12);
    long seconds = (taken.get(taken.size() - 1) - taken.get(0)) / 1_000;
    assertThat(taken.size()).as("the limits are used").isGreaterThan((int) (seconds * 3 * 0.8));
  }

  @Test
  void P_05_it_waits_for_the_limit_that_takes_longest_and_a_new_one_counts_what_was_sent() {
    var one = new Quota("service/1", new RateLimit(5, SECOND));
    var both = new Quota(
        "service/1", List.of(new RateLimit(5, SECOND), new RateLimit(7, SECOND.multipliedBy(60))));
    store(1, 40);
    long first = clock.millis();
    assertThat(take(outbox, 1, 9, one).claimed()).hasSize(5);
    clock.forward(Duration.ofMillis(1_050));

    assertThat(take(outbox, 1, 9, both).claimed()).hasSize(2);
    Taken none = take(outbox, 1, 9, both);
    assertThat(none.claimed()).isEmpty();
    assertThat(none.notBefore()).isEqualTo(first + 60_000 + Permits.MARGIN.toMillis());
    // the lower limit alone knows of the last two
    assertThat(take(outbox, 1, 9, one).claimed()).hasSize(3);
    assertThat(take(outbox, 1, 9, both).claimed()).isEmpty();
  }

  @Test
  void without_a_permit_it_says_when_the_next_one_comes() {
    store(1, 20);
    clock.forward(Duration.ofMillis(100));
    take(outbox, 1, 3, OWN);
    long first = clock.millis();
    clock.forward(Duration.ofMillis(400));
    take(outbox, 1, 9, OWN);

    Taken none = take(outbox, 1, 9, OWN);

    assertThat(none.claimed()).isEmpty();
    assertThat(none.notBefore()).isEqualTo(first + 1_000 + Permits.MARGIN.toMillis());
    clock.forward(Duration.ofMillis(none.notBefore() - clock.millis()));
    assertThat(take(outbox, 1, 9, OWN).claimed()).hasSize(3);
  }

  @Test
  void permits_that_nothing_was_due_for_are_not_used_up() {
    store(1, 2);
    assertThat(take(outbox, 1, 5, OWN).claimed()).hasSize(2);
    assertThat(take(outbox, 1, 5, OWN))
        .isEqualTo(new Taken(List.of(), 0, clock.millis() + LEASE, 0));
    store(1, 5);

    assertThat(take(outbox, 1, 5, OWN).claimed()).hasSize(3);
  }

  @Test
  void a_changed_limit_counts_what_was_sent_before() {
    store(1, 50);
    take(outbox, 1, 9, OWN);

    assertThat(take(outbox, 1, 9, quota(8)).claimed()).hasSize(3);
    clock.forward(Duration.ofMillis(500));
    assertThat(take(outbox, 1, 9, quota(3)).claimed()).isEmpty();
    clock.forward(Duration.ofMillis(550));
    assertThat(take(outbox, 1, 9, quota(3)).claimed()).hasSize(3);
  }

  @Test
  void a_clock_set_back_keeps_nobody_waiting_for_longer_than_the_window() {
    store(1, 20);
    direct("UPDATE wh_queue SET due = 0");
    take(outbox, 1, 9, OWN);
    clock.forward(Duration.ofHours(-3));

    Taken none = take(outbox, 1, 9, OWN);

    assertThat(none.claimed()).isEmpty();
    clock.forward(SECOND.plus(Permits.MARGIN));
    assertThat(take(outbox, 1, 9, OWN).claimed()).hasSize(5);
  }

  @Test
  void two_nodes_share_a_limit() {
    assumeTrue(outbox.shared());
    store(1, 300);
    var taken = new ArrayList<Long>();
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      for (int step = 0; step < 60; step++) {
        clock.forward(Duration.ofMillis(step * 37 % 190));
        int got = take(outbox, 1, 3, OWN).claimed().size()
            + take(other, 1, 4, OWN).claimed().size();
        IntStream.range(0, got).forEach(each -> taken.add(clock.millis()));
      }
    }
    assertThat(mostInAnyWindow(taken)).isEqualTo(5);
  }

  @Test
  void permits_in_the_hands_of_another_node_are_left_to_it() {
    assumeTrue(outbox.shared());
    store(1, 30);
    take(outbox, 1, 5, OWN);
    clock.forward(SECOND.multipliedBy(2));
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      int mine = outbox.transaction(() -> {
        int first = outbox.claim(1, terms(OWN), until(), 3).claimed().size();
        // the first transaction has not ended
        assertThat(take(other, 1, 9, OWN).claimed()).hasSize(2);
        return first;
      });
      assertThat(mine).isEqualTo(3);
      assertThat(take(other, 1, 9, OWN).claimed()).isEmpty();
    }
  }

  private Taken take(Outbox node, int service, int most, Quota... quotas) {
    return node.transaction(() -> node.claim(service, terms(quotas), until(), most));
  }

  private static Terms terms(Quota... quotas) {
    return new Terms(List.of(quotas), false, Terms.Grouping.NONE);
  }

  private static Quota quota(int count) {
    return new Quota(OWN.owner(), new RateLimit(count, SECOND));
  }

  /** The most that lie in any stretch of one second. */
  private static long mostInAnyWindow(List<Long> times) {
    return mostInAny(SECOND, times);
  }

  private static long mostInAny(Duration window, List<Long> times) {
    return times.stream()
        .mapToLong(start -> times.stream()
            .filter(at -> at >= start && at < start + window.toMillis())
            .count())
        .max()
        .orElse(0);
  }
}
