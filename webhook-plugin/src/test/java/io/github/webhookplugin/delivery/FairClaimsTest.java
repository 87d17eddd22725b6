package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.MutableClock;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.outbox.Database;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.rendering.EventModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored and due is taken up for all services alike, however much of one there is. */
class FairClaimsTest {
  private static final int SERVICES = 10;

  @TempDir
  Path folder;

  private final MutableClock clock = MutableClock.atSomeMorning();
  /** Lanes that take everything and start nothing, because nobody runs them. */
  private final Lanes lanes = new Lanes(new AtomicLong(), number -> {
    var lane = new Lane(number, null, work -> {}, settled -> {}, clock, new AtomicLong());
    lane.route(null);
    return lane;
  });

  private Database database;
  private Outbox outbox;
  private Turn turn;

  @BeforeEach
  void open() {
    database = Database.of("jdbc:sqlite:" + folder.resolve("fair.db"), folder);
    outbox = Outbox.open(database, clock, 7);
    var receipts = new Receipts(List.of(), Thread::new);
    var states = new ServiceStates(lanes);
    var notices = new Notices(receipts, lanes, states, outbox.ids(), clock);
    turn = new Turn(outbox, lanes, new Results(), states, notices, Duration.ofMinutes(2), clock);
  }

  @AfterEach
  void close() {
    outbox.close();
    database.close();
  }

  @Test
  void a_turn_takes_the_same_from_every_backlog() {
    store(1, 2_000);
    IntStream.rangeClosed(2, SERVICES).forEach(service -> store(service, 200));

    turn.run(Cohort.EMPTY, true);
    assertThat(waiting()).hasSize(SERVICES).allMatch(count -> count == 51);

    turn.run(Cohort.EMPTY, true);
    assertThat(waiting()).allMatch(count -> count == 102);
  }

  @Test
  void a_single_backlog_is_taken_up_by_the_hundred() {
    store(3, 2_000);

    turn.run(Cohort.EMPTY, true);

    assertThat(lanes.of(3).lane().waiting()).isEqualTo(128);
  }

  private List<Integer> waiting() {
    return lanes.all().stream().map(berth -> berth.lane().waiting()).toList();
  }

  private void store(int service, int count) {
    var events = new ArrayList<NewEvent>();
    for (int i = 0; i < count; i++) {
      long key = outbox.keys().block(2);
      byte[] body = EventModel.of(NotificationEvent.of("stored").build(), "e" + i, clock.instant())
          .toJson();
      events.add(new NewEvent(
          key,
          null,
          "stored",
          clock.millis(),
          body,
          List.of(new NewDelivery(key + 1, service, Hold.FREE, ""))));
    }
    outbox.transaction(() -> {
      outbox.accept(events, 0);
      return count;
    });
    lanes.of(service).due(clock.millis());
  }
}
