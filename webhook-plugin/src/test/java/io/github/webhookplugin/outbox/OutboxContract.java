package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.webhookplugin.MutableClock;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store promises, on every database. */
abstract class OutboxContract {
  static final long ME = 11;
  static final long LEASE = Duration.ofSeconds(60).toMillis();

  final MutableClock clock = MutableClock.atSomeMorning();
  Database database;
  Outbox outbox;
  DeliveryLog log;

  abstract Database database();

  @BeforeEach
  void open() {
    database = database();
    outbox = Outbox.open(database, clock, ME);
    log = new DeliveryLog(database);
  }

  @AfterEach
  void close() {
    log.close();
    outbox.close();
    database.close();
  }

  @Test
  void an_accepted_event_is_there_after_a_restart_and_can_be_claimed_at_once_by_its_only_owner() {
    long event = accept(Hold.LEASED);

    reopen(ME + 1);
    clock.forward(outbox.shared() ? Duration.ofMillis(LEASE) : Duration.ZERO);

    List<Claimed> claimed = claim(10);
    assertThat(claimed).hasSize(1);
    assertThat(claimed.get(0).eventKey()).isEqualTo(event);
    assertThat(text(claimed.get(0).event())).isEqualTo("{\"n\":1}");
    assertThat(claimed.get(0).tries()).isZero();
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
        .extracting(Claimed::eventKey)
        .containsExactlyElementsOf(events.subList(0, 12));
    assertThat(claim(12))
        .extracting(Claimed::eventKey)
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
    settle(new Settlement.Again(event + 1, 1, due, attempt(1, 503), bytes("{\"sent\":1}")));
    assertThat(outbox.transaction(() -> outbox.nextDue(1))).isEqualTo(due);
    assertThat(log.find(event + 1).orElseThrow())
        .extracting(DeliveryRow::state, DeliveryRow::tries, DeliveryRow::status, DeliveryRow::at)
        .containsExactly(State.WAITING, 1, 503, due);
    assertThat(claim(10)).isEmpty();

    clock.forward(Duration.ofSeconds(30));

    Claimed claimed = claim(10).get(0);
    assertThat(claimed.tries()).isEqualTo(1);
    assertThat(text(claimed.frozen())).isEqualTo("{\"sent\":1}");
    assertThat(log.attempts(event + 1)).extracting(PastAttempt::status).containsExactly(503);
  }

  @Test
  void a_lost_lease_settles_nothing_but_a_delivery_that_arrived() {
    long event = accept(Hold.LEASED);
    clock.forward(Duration.ofMillis(LEASE));
    takenOverByAnother(event + 1);

    assertThat(settle(new Settlement.Again(event + 1, 1, clock.millis(), attempt(1, 503), null)))
        .isEmpty();
    assertThat(settle(failed(event))).isEmpty();
    assertThat(settle(new Settlement.GivenBack(event + 1, 1, clock.millis()))).isEmpty();
    assertThat(log.find(event + 1).orElseThrow().state()).isEqualTo(State.SENDING);

    assertThat(settle(delivered(event))).hasSize(1);
    assertThat(log.find(event + 1).orElseThrow().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void what_is_given_back_can_be_claimed_and_has_lost_no_try() {
    long event = accept(Hold.LEASED);
    settle(new Settlement.GivenBack(event + 1, 1, clock.millis()));

    assertThat(claim(10))
        .extracting(Claimed::delivery, Claimed::tries)
        .containsExactly(tuple(event + 1, 0));
  }

  @Test
  void skipped_ones_are_only_logged() {
    long event = accept(Hold.SKIPPED);

    assertThat(log.pending()).isZero();
    assertThat(log.find(event + 1).orElseThrow().sentence())
        .isEqualTo("The service was switched off.");
    assertThat(log.page(filter(State.SKIPPED), Long.MAX_VALUE, 10)).hasSize(1);
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
    assertThat(log.tallies(hour))
        .containsExactly(
            new DeliveryLog.Tally(hour, 1, Result.DELIVERED, 3, 3 * 40),
            new DeliveryLog.Tally(hour, 1, Result.FAILED, 1, 40),
            new DeliveryLog.Tally(hour, 1, Result.SKIPPED, 1, 0));
    assertThat(log.tallies(hour + 1)).isEmpty();
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
    assertThat(claim(10)).extracting(Claimed::eventKey).containsExactly(waiting);
  }

  @Test
  void a_redelivery_is_a_new_delivery_of_the_same_event() {
    long event = accept(Hold.LEASED);
    settle(delivered(event));
    long again = outbox.keys().block(1);

    assertThat(outbox.transaction(() -> outbox.redeliver(event + 1, again))).isTrue();
    assertThat(outbox.transaction(() -> outbox.redeliver(4711, again + 1))).isFalse();

    assertThat(claim(10))
        .extracting(Claimed::delivery, Claimed::eventKey, Claimed::origin)
        .containsExactly(tuple(again, event, event + 1));
    sweep(Duration.ofDays(-1), 100);
    assertThat(log.event(event)).as("needed by the redelivery").isPresent();
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

  @Test
  void a_newer_schema_is_refused_with_a_clear_message() {
    outbox.transaction(() -> {
      setSchemaVersion(99);
      return 0;
    });
    outbox.close();

    assertThatThrownBy(() -> Outbox.open(database, clock, ME))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version")
        .hasMessageContaining("99");

    setSchemaVersion(Schema.VERSION);
    outbox = Outbox.open(database, clock, ME);
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

  void reopen(long session) {
    outbox.close();
    outbox = Outbox.open(database, clock, session);
  }

  private void setSchemaVersion(int version) {
    direct("UPDATE wh_meta SET value = '" + version + "' WHERE name = 'schema'");
  }

  private void takenOverByAnother(long delivery) {
    direct("UPDATE wh_queue SET owner = 99 WHERE delivery = " + delivery);
  }

  /** On a connection of its own, as another node would. */
  private void direct(String sql) {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private long accept(Hold hold) {
    NewEvent event = event(hold);
    outbox.transaction(() -> {
      outbox.accept(List.of(event), clock.millis() + LEASE);
      return 0;
    });
    return event.event();
  }

  private NewEvent event(Hold hold) {
    long key = outbox.keys().block(2);
    String reason = hold == Hold.SKIPPED ? "The service was switched off." : "";
    return new NewEvent(
        key,
        null,
        "order.paid",
        clock.millis(),
        bytes("{\"n\":1}"),
        List.of(new NewDelivery(key + 1, 1, hold, reason)));
  }

  private List<Claimed> claim(int limit) {
    return outbox.transaction(() -> outbox.claim(1, clock.millis() + LEASE, limit));
  }

  private List<Settlement> settle(Settlement... settlements) {
    return outbox.transaction(() -> outbox.settle(List.of(settlements)));
  }

  private void sweep(Duration age, long rows) {
    long cutoff =
        outbox.transaction(() -> outbox.retentionCutoff(clock.millis() - age.toMillis(), rows));
    while (outbox.transaction(() -> outbox.prune(cutoff, 2))) {
      // a step at a time
    }
  }

  private Settlement delivered(long event) {
    return new Settlement.Ended(
        event + 1,
        event,
        1,
        Result.DELIVERED,
        1,
        clock.millis(),
        attempt(1, 200),
        "Status 200, as expected.",
        0,
        false);
  }

  private Settlement failed(long event) {
    return new Settlement.Ended(
        event + 1,
        event,
        1,
        Result.FAILED,
        1,
        clock.millis(),
        attempt(1, 404),
        "Status 404 is not 200.",
        0,
        false);
  }

  private Attempt attempt(int number, int status) {
    return new Attempt(
        number,
        clock.instant(),
        Duration.ofMillis(40),
        status,
        new Verdict.Retry("Status " + status + " is not 200."),
        "excerpt");
  }

  private static LogFilter filter(State... states) {
    return new LogFilter(null, Set.of(states), null, null, null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
