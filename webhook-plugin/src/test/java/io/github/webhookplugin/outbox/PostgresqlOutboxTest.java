package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.webhookplugin.EmptyDatabase;
import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlOutboxTest extends OutboxContract {
  @RegisterExtension
  final EmptyDatabase own = new EmptyDatabase();

  @RegisterExtension
  final EmptyDatabase another = new EmptyDatabase();

  @TempDir
  Path folder;

  @Override
  Database database() {
    return Database.of(own.url(), folder);
  }

  @Test
  void two_nodes_never_claim_the_same_delivery_and_never_make_the_same_key() {
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      assertThat(other.keys().block(1) >>> 15 & 63)
          .isNotEqualTo(outbox.keys().block(1) >>> 15 & 63);
      assertThat(other.ids()).isEqualTo(outbox.ids());
    }
  }

  @Test
  void a_key_counts_on_all_nodes() {
    NewEvent first = keyed("a", "evt-1");
    admit(first);

    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      NewEvent second = keyed("a", "evt-2");
      assertThat(other.transaction(() -> other.admit(List.of(second))))
          .containsValue(new Admission.Repeated(first.event(), "evt-1"));
    }
  }

  @Test
  @Timeout(10)
  void a_key_in_a_transaction_that_has_not_ended_keeps_nobody_else_waiting() throws Exception {
    NewEvent held = keyed("b", null);
    NewEvent free = keyed("a", null);
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO wh_dedup VALUES ('b', " + Long.MAX_VALUE + ", 1, NULL)");

      assertThat(admit(held, free))
          .containsOnly(
              Map.entry(free.event(), Admission.FRESH),
              Map.entry(held.event(), Admission.UNDECIDED));
      assertThat(admit(keyed("a", null))).containsValue(new Admission.Repeated(free.event(), null));

      connection.rollback();
      assertThat(admit(held)).containsValue(Admission.FRESH);
    }
  }

  @Test
  void two_nodes_that_see_failures_at_once_lose_none_of_them() throws Exception {
    int each = 50;
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      var beside = new Thread(() -> addFailures(other, each));
      beside.start();
      addFailures(outbox, each);
      beside.join();
    }

    assertThat(outbox.transaction(() -> outbox.lockedHealth(1)).failures()).isEqualTo(2 * each);
  }

  private static void addFailures(Outbox node, int count) {
    for (int i = 0; i < count; i++) {
      node.transaction(() -> {
        var failure = new ServiceHealth.Failure(1, 503, "busy");
        node.saveHealth(1, node.lockedHealth(1).failed(failure, false));
        return 0;
      });
    }
  }

  @Test
  void many_nodes_that_start_at_once_on_an_empty_database_make_its_tables_once_and_differ()
      throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    var open = new ArrayList<Outbox>();
    try (Database empty = Database.of(another.url(), folder)) {
      var starting = new CyclicBarrier(8);
      var nodes = new ArrayList<Future<Outbox>>();
      for (int i = 0; i < 8; i++) {
        long session = 100 + i;
        nodes.add(threads.submit(() -> {
          starting.await();
          return Outbox.open(empty, clock, session);
        }));
      }
      for (Future<Outbox> node : nodes) {
        open.add(node.get());
      }
      assertThat(open).extracting(node -> node.keys().block(1) >>> 15 & 63).doesNotHaveDuplicates();
      assertThat(open).extracting(Outbox::ids).containsOnly(open.get(0).ids());
    } finally {
      threads.shutdownNow();
      open.forEach(Outbox::close);
    }
  }

  @Test
  void nodes_whose_clocks_differ_go_by_the_databases() {
    direct("CREATE FUNCTION clock_timestamp() RETURNS timestamptz LANGUAGE sql"
        + " AS 'SELECT pg_catalog.clock_timestamp() + interval ''1 hour'' '");
    String url = own.url() + "&options=-c%20search_path=public,pg_catalog";
    try (Database shifted = Database.of(url, folder);
        Outbox node = Outbox.open(shifted, Clock.systemUTC(), ME + 1)) {
      assertThat(Duration.between(Instant.now(), node.clock().instant()))
          .isCloseTo(Duration.ofHours(1), Duration.ofSeconds(5));
      assertThat(Keys.millis(node.keys().block(1)))
          .isCloseTo(node.clock().millis(), within(5_000L));

      direct("CREATE OR REPLACE FUNCTION clock_timestamp() RETURNS timestamptz LANGUAGE sql"
          + " AS 'SELECT pg_catalog.clock_timestamp()'");
      node.transaction(node::look);

      assertThat(Duration.between(Instant.now(), node.clock().instant()))
          .as("measured again at each look")
          .isCloseTo(Duration.ZERO, Duration.ofSeconds(5));
    }
  }

  @Test
  void a_clock_that_a_host_gave_is_not_moved() {
    outbox.transaction(outbox::look);

    assertThat(outbox.clock().instant()).isEqualTo(clock.instant());
  }

  @Test
  void nodes_that_count_the_same_services_in_different_orders_do_not_block_each_other()
      throws Exception {
    var threads = Executors.newFixedThreadPool(2);
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      Future<?> upwards = threads.submit(() -> skipMany(outbox, 1, 2, 3, 4, 5, 6));
      Future<?> downwards = threads.submit(() -> skipMany(other, 6, 5, 4, 3, 2, 1));

      upwards.get();
      downwards.get();
    } finally {
      threads.shutdownNow();
    }
  }

  private static void skipMany(Outbox node, int... services) {
    for (int turn = 0; turn < 300; turn++) {
      var events = new ArrayList<NewEvent>();
      for (int service : services) {
        long key = node.keys().block(2);
        var delivery = new NewDelivery(key + 1, service, Hold.SKIPPED, "off");
        events.add(new NewEvent(key, null, "skipped", 0, bytes("{}"), List.of(delivery)));
      }
      node.transaction(() -> {
        node.accept(events, 0);
        return 0;
      });
    }
  }

  @Test
  void nodes_know_how_many_they_are_and_forget_one_that_was_killed_when_its_lease_has_ended() {
    var lease = Duration.ofMinutes(2);
    assertThat(share(outbox, lease)).isEqualTo(Share.ALONE);
    try (Outbox other = Outbox.open(database, clock, ME + 1)) {
      assertThat(share(outbox, lease)).isEqualTo(new Share(0, 2));
      assertThat(share(other, lease)).isEqualTo(new Share(1, 2));

      clock.forward(lease);
      outbox.renew(List.of(), 0);

      assertThat(share(outbox, lease)).as("the other one is silent").isEqualTo(Share.ALONE);
      other.renew(List.of(), 0);
      assertThat(share(outbox, lease)).isEqualTo(new Share(0, 2));
    }
    assertThat(share(outbox, lease)).as("the other one has stopped").isEqualTo(Share.ALONE);
  }

  private static Share share(Outbox node, Duration lease) {
    return node.transaction(() -> node.share(lease));
  }

  @Test
  void the_place_shows_no_password() {
    try (Database secret =
        Database.of("jdbc:postgresql://user:hunter2@host/db?password=hunter2", folder)) {
      assertThat(secret.place()).isEqualTo("jdbc:postgresql://host/db");
    }
  }
}
