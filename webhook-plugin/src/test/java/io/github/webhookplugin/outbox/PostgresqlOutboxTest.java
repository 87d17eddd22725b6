package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.ServiceHealth;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlOutboxTest extends OutboxContract {
  private static EmbeddedPostgres server;
  private static int databases;

  @TempDir
  Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  Database database() {
    String name = "webhook" + databases++;
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    return Database.of(server.getJdbcUrl("postgres", name), folder);
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
  void the_place_shows_no_password() {
    try (Database secret =
        Database.of("jdbc:postgresql://user:hunter2@host/db?password=hunter2", folder)) {
      assertThat(secret.place()).isEqualTo("jdbc:postgresql://host/db");
    }
  }
}
