package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.MutableClock;
import io.github.webhookplugin.api.Retention;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.Database;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A steady load for hours, by a clock that is turned: the file grows until the first rows are old, and then no more. */
class RetentionUnderLoadTest {
  /** Little less than what is removed beside other work in one step. */
  private static final int EVENTS_A_STEP = 40;

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final long KEPT_ROWS = KEPT.dividedBy(STEP) * EVENTS_A_STEP;

  @TempDir
  Path folder;

  private final MutableClock clock = MutableClock.atSomeMorning();
  private final Lanes lanes = new Lanes(new AtomicLong(), number -> {
    var lane = new Lane(number, null, work -> {}, settled -> {}, clock, new AtomicLong());
    lane.route(null);
    return lane;
  });
  private Database database;
  private Outbox outbox;
  private Upkeep upkeep;

  @BeforeEach
  void open() {
    database = Database.of("jdbc:sqlite:" + file(), folder);
    outbox = Outbox.open(database, clock, 7);
    var states = new ServiceStates(lanes);
    var receipts = new Receipts(List.of(), Thread::new);
    var notices = new Notices(receipts, lanes, states, outbox.ids(), clock);
    var watching = new Upkeep.Watching(states, new CircuitWatch(lanes, states, notices), () -> {});
    upkeep = new Upkeep(
        lanes, watching, clock, new Retention(KEPT, 1_000_000), Duration.ofMinutes(2), false);
  }

  @AfterEach
  void close() {
    outbox.close();
    database.close();
  }

  @Test
  void the_file_stays_as_large_as_an_hour_of_events_needs() throws Exception {
    work(KEPT.plusMinutes(10));
    long rows = query("SELECT COUNT(*) FROM wh_log");
    long pages = query("PRAGMA page_count");
    long size = Files.size(file());
    assertThat(rows).isBetween(KEPT_ROWS, KEPT_ROWS * 21 / 20);

    work(KEPT);

    assertThat(query("SELECT COUNT(*) FROM wh_log")).isBetween(KEPT_ROWS, KEPT_ROWS * 21 / 20);
    assertThat(query("SELECT COUNT(*) FROM wh_event")).isBetween(KEPT_ROWS, KEPT_ROWS * 21 / 20);
    assertThat(query("PRAGMA page_count")).isBetween(pages * 95 / 100, pages * 105 / 100);
    assertThat(Files.size(file())).isLessThan(size * 105 / 100);
    System.out.printf(
        "RetentionUnderLoadTest: %d rows after 70 minutes, %d pages; %d pages after 130%n",
        rows, pages, query("PRAGMA page_count"));
  }

  private void work(Duration time) {
    for (long step = time.dividedBy(STEP); step > 0; step--) {
      var events = new ArrayList<NewEvent>();
      var settlements = new ArrayList<Settlement>();
      for (int i = 0; i < EVENTS_A_STEP; i++) {
        long key = outbox.keys().block(2);
        events.add(event(key));
        settlements.add(delivered(key));
      }
      outbox.transaction(() -> {
        outbox.accept(events, clock.millis() + 60_000);
        return outbox.settle(settlements);
      });
      upkeep.run(outbox, settled -> {}, Upkeep.Load.WORKING);
      clock.forward(STEP);
    }
  }

  private NewEvent event(long key) {
    var delivery = new NewDelivery(key + 1, 1, Hold.LEASED, "");
    return new NewEvent(key, null, "order.paid", clock.millis(), new byte[300], List.of(delivery));
  }

  private Settlement delivered(long key) {
    var attempt = new Attempt(
        1,
        clock.instant(),
        Duration.ofMillis(40),
        200,
        new Verdict.Delivered("As expected."),
        "ok");
    return new Settlement.Ended(
        QueuedDelivery.fresh(key + 1, key, 1),
        Result.DELIVERED,
        1,
        clock.millis(),
        attempt,
        "As expected.");
  }

  private Path file() {
    return folder.resolve("growth.db");
  }

  private long query(String sql) throws SQLException {
    try (var beside = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = beside.createStatement()) {
      return statement.executeQuery(sql).getLong(1);
    }
  }
}
