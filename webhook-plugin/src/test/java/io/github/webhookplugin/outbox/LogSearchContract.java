package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What searching and counting a long log promise, and what tests in it do not disturb; on every database. */
abstract class LogSearchContract extends BatchContract {
  private static final int MANY = LogSearch.MOST + 50;

  @Test
  void the_log_is_read_in_both_directions() {
    List<Long> keys = skipped(9);

    assertThat(keys(log.search().look(LogFilter.ALL, Span.olderThan(keys.get(5)), 3)))
        .containsExactly(keys.get(4), keys.get(3), keys.get(2));
    assertThat(keys(log.search().look(LogFilter.ALL, Span.newerThan(keys.get(5)), 2)))
        .containsExactly(keys.get(7), keys.get(6));
    assertThat(keys(log.search().look(filter(State.FAILED), Span.ALL, 3))).isEmpty();
  }

  @Test
  void a_text_is_found_in_events_as_it_stands_there() {
    long percent = event("{\"title\":\"Disk 100% full\"}");
    long quoted = event("{\"title\":\"He said \\\"no\\\"\"}");

    assertThat(found("disk 100% FULL")).containsExactly(percent + 1);
    assertThat(found("said \"no\"")).containsExactly(quoted + 1);
    assertThat(found("1_0")).isEmpty();
    assertThat(found("!")).isEmpty();
  }

  @Test
  void a_search_ends_after_so_many_lines_and_goes_on_from_there() {
    List<Long> keys = skipped(MANY);
    var rare = new LogFilter(null, Set.of(), "rare", null, null);

    LogSearch.Found first = log.search().look(rare, Span.ALL, 10);
    LogSearch.Found rest = log.search().look(rare, Span.olderThan(first.end()), 10);

    assertThat(first.searched()).isEqualTo(LogSearch.MOST_WITH_EVENTS);
    assertThat(first.end()).isEqualTo(keys.get(MANY - LogSearch.MOST_WITH_EVENTS));
    assertThat(rest.complete()).isTrue();
    assertThat(log.search().look(LogFilter.ALL, Span.ALL, 10).complete())
        .as("nothing has to be searched for")
        .isTrue();
    assertThat(log.search()
            .look(new LogFilter(1, Set.of(State.SKIPPED), "rare", null, null), Span.ALL, 10)
            .searched())
        .isEqualTo(LogSearch.MOST_SCATTERED);
  }

  @Test
  void counting_says_when_it_would_not_see_all() {
    skipped(MANY);

    assertThat(log.counts().reach(LogFilter.ALL, 0).complete()).isFalse();
    assertThat(log.counts().reach(filter(State.FAILED), 0).complete()).isTrue();
  }

  @Test
  void counts_fall_into_bars_by_when_deliveries_were_made() {
    long from = clock.millis();
    settle(failed(accept(Hold.LEASED)));
    clock.forward(Duration.ofMinutes(15));
    settle(delivered(accept(Hold.LEASED)));
    accept(Hold.FREE);

    var counts = log.counts().count(LogFilter.ALL, Keys.at(from), Keys.at(clock.millis() + 1), 2);

    assertThat(counts)
        .containsExactlyInAnyOrder(
            new LogCounts.Count(0, Result.FAILED.code(), 1),
            new LogCounts.Count(1, Result.DELIVERED.code(), 1),
            new LogCounts.Count(1, 11, 1));
  }

  @Test
  void lines_made_from_some_moment_on_are_neither_listed_nor_counted_nor_walked_over() {
    long from = clock.millis();
    settle(failed(accept(Hold.LEASED)));
    clock.forward(Duration.ofMinutes(15));
    long until = clock.millis();
    settle(failed(accept(Hold.LEASED)));
    accept(Hold.FREE);
    skipped(MANY);

    var early = new LogFilter(null, Set.of(), null, null, from, until, null);
    assertThat(log.page(early, Long.MAX_VALUE, 10)).hasSize(1);
    assertThat(log.counts().reach(early, Keys.at(from)).complete()).isTrue();
    assertThat(log.counts().count(early, Keys.at(from), Keys.at(until), 1))
        .containsExactly(new LogCounts.Count(0, Result.FAILED.code(), 1));
    assertThat(early.in(Set.of(State.FAILED)).until()).isEqualTo(until);
  }

  @Test
  void an_events_deliveries_are_found_however_much_later_they_were_made() {
    long event = accept(Hold.LEASED);
    settle(failed(event));
    clock.forward(Duration.ofHours(5));
    long again = outbox.keys().block(1);
    redeliver(event + 1, again);

    var of = new LogFilter(null, Set.of(), null, event, null);
    assertThat(log.page(of, Long.MAX_VALUE, 10))
        .extracting(DeliveryRow::delivery)
        .containsExactly(again, event + 1);
  }

  @Test
  void a_test_is_in_the_log_and_nowhere_else() {
    long test = outbox.keys().block(2) + 1;
    outbox.transaction(() -> {
      outbox.log(new LoggedTest(
          test, 1, "order.paid", bytes("{\"n\":1}"), attempt(1, 500), "{\"sent\":1}"));
      return 0;
    });

    DeliveryRow line = log.find(test).orElseThrow();
    assertThat(line.cause()).isEqualTo(Lineage.Cause.TEST);
    assertThat(line.state()).isEqualTo(State.FAILED);
    assertThat(line.status()).isEqualTo(500);
    assertThat(log.event(line.event())).isPresent();
    assertThat(keys(log.search().look(LogFilter.ALL, Span.ALL, 5))).containsExactly(test);
    assertThat(keys(log.search().look(filter(State.FAILED), Span.ALL, 5))).isEmpty();
    assertThat(log.tallies(0, clock.instant())).isEmpty();
    assertThat(log.latest()).isEmpty();
    assertThat(log.events().page(Long.MAX_VALUE, 5)).isEmpty();
    assertThat(log.events().search("order.paid", null, Long.MAX_VALUE, 5, 5).events())
        .isEmpty();
    try (var past = new RedeliveryLog(database)) {
      assertThat(past.frozen(test)).isPresent();
      assertThat(past.kept(List.of(test))).isEmpty();
      assertThat(past.count(Selection.ALL, Long.MAX_VALUE, Long.MAX_VALUE, 9)).isZero();
    }
  }

  @Test
  void a_test_that_passed_is_delivered_and_goes_when_it_is_old() {
    long test = outbox.keys().block(2) + 1;
    var passed = new Attempt(
        1, clock.instant(), Duration.ZERO, 200, new Verdict.Delivered("Status 200."), "");
    outbox.transaction(() -> {
      outbox.log(new LoggedTest(test, 1, "order.paid", bytes("{\"n\":1}"), passed, "x"));
      return 0;
    });
    assertThat(log.find(test).orElseThrow().state()).isEqualTo(State.DELIVERED);

    clock.forward(Duration.ofDays(31));
    sweep(Duration.ofDays(30), 100);

    assertThat(List.of(count("wh_log"), count("wh_event"), count("wh_frozen"))).containsOnly(0);
  }

  /** Deliveries that were skipped, oldest first. */
  private List<Long> skipped(int count) {
    return store(count, key -> new NewDelivery(key, 1, Hold.SKIPPED, "It was off."));
  }

  private long event(String body) {
    long key = outbox.keys().block(2);
    var delivery = new NewDelivery(key + 1, 1, Hold.SKIPPED, "It was off.");
    var event =
        new NewEvent(key, null, "order.paid", clock.millis(), bytes(body), List.of(delivery));
    outbox.transaction(() -> {
      outbox.accept(List.of(event), 0);
      return 0;
    });
    return key;
  }

  private List<Long> found(String text) {
    return keys(log.search()
        .look(new LogFilter(null, Set.of(), null, null, null, null, text), Span.ALL, 10));
  }

  private static List<Long> keys(LogSearch.Found found) {
    var keys = new ArrayList<Long>();
    found.rows().forEach(row -> keys.add(row.delivery()));
    return keys;
  }
}
