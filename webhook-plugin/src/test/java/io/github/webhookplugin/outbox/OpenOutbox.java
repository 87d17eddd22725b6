package io.github.webhookplugin.outbox;

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
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An open store with a clock to turn, and the words that its contract is written in. */
abstract class OpenOutbox {
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

  void reopen(long session) {
    outbox.close();
    outbox = Outbox.open(database, clock, session);
  }

  void takenOverByAnother(long delivery) {
    direct("UPDATE wh_queue SET owner = 99 WHERE delivery = " + delivery);
  }

  /** On a connection of its own, as another node would. */
  void direct(String sql) {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  int count(String table) {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  long accept(Hold hold) {
    NewEvent event = event(hold);
    outbox.transaction(() -> {
      outbox.accept(List.of(event), clock.millis() + LEASE);
      return 0;
    });
    return event.event();
  }

  NewEvent event(Hold hold) {
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

  /** Stores free deliveries of a service, as many events, and returns their keys. */
  List<Long> store(int service, int count) {
    return store(count, key -> new NewDelivery(key, service, Hold.FREE, ""));
  }

  List<Long> store(int count, LongFunction<NewDelivery> delivery) {
    var events = new ArrayList<NewEvent>();
    for (int i = 0; i < count; i++) {
      NewEvent event = event(Hold.FREE);
      events.add(new NewEvent(
          event.event(),
          null,
          event.type(),
          event.at(),
          event.body(),
          List.of(delivery.apply(event.event() + 1))));
    }
    outbox.transaction(() -> {
      outbox.accept(events, 0);
      return count;
    });
    return events.stream().map(each -> each.event() + 1).toList();
  }

  long until() {
    return clock.millis() + LEASE;
  }

  Taken take(Outbox node, int service, Terms terms, int most) {
    return node.transaction(() -> node.claim(service, terms, until(), most));
  }

  List<Claimed> claim(int limit) {
    return outbox.transaction(() -> outbox.claim(1, clock.millis() + LEASE, limit));
  }

  List<Settlement> settle(Settlement... settlements) {
    return outbox.transaction(() -> outbox.settle(List.of(settlements)));
  }

  void sweep(Duration age, long rows) {
    long cutoff =
        outbox.transaction(() -> outbox.retentionCutoff(clock.millis() - age.toMillis(), rows));
    while (outbox.transaction(() -> outbox.prune(cutoff, 2))) {
      // a step at a time
    }
  }

  Settlement delivered(long event) {
    return new Settlement.Ended(
        queued(event),
        Result.DELIVERED,
        1,
        clock.millis(),
        attempt(1, 200),
        "Status 200, as expected.");
  }

  Settlement failed(long event) {
    return new Settlement.Ended(
        queued(event), Result.FAILED, 1, clock.millis(), attempt(1, 404), "Status 404 is not 200.");
  }

  boolean redeliver(long origin, long delivery) {
    var again = new RedeliveryStep.Again(origin, delivery, 0, null);
    return outbox.transaction(() -> outbox.redeliveries().queue(again, clock.millis()));
  }

  static QueuedDelivery queued(long event) {
    return QueuedDelivery.fresh(event + 1, event, 1);
  }

  Attempt attempt(int number, int status) {
    return new Attempt(
        number,
        clock.instant(),
        Duration.ofMillis(40),
        status,
        new Verdict.Retry("Status " + status + " is not 200."),
        "excerpt");
  }

  static LogFilter filter(State... states) {
    return new LogFilter(null, Set.of(states), null, null, null);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
