package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.webhookplugin.Wire.State;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that is stopped and started, behind a wire that is cut or swallows everything. */
class PostgresqlTroubleTest extends OpenChannel {
  /** Longer than a lease, so that what a lost answer left behind is taken up. */
  private static final Duration LEASE_ENDS = Duration.ofMinutes(3);
  /** How long this test's connections wait for an answer: 30 s unless the JDBC URL says otherwise. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  @TempDir
  static Path cluster;

  private static EmbeddedPostgres server;
  private static boolean running;
  private static int databases;
  private final Wire wire = wire();
  private String jdbcUrl;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.builder()
        .setDataDirectory(cluster)
        .setCleanDataDirectory(false)
        .setPort(server == null ? 0 : server.getPort())
        .start();
    running = true;
  }

  private static void stopServer() throws IOException {
    running = false;
    server.close();
  }

  @BeforeEach
  void serverAgain() throws IOException {
    if (!running) {
      startServer();
    }
  }

  @AfterAll
  static void end() throws IOException {
    server.close();
  }

  @Override
  HostContext.Builder context() {
    return super.context().jdbcUrl(jdbcUrl());
  }

  @BeforeEach
  void configure() {
    configure(service("Orders", "/orders"));
  }

  @AfterEach
  void close() throws IOException {
    webhooks.stop(BOUND);
    wire.close();
  }

  @Test
  void a_restart_of_the_server_refuses_events_clearly_and_everything_accepted_arrives_after_it()
      throws Exception {
    receiver.answers(503, "busy");
    webhooks.publish(anEvent());
    waitingAfter(1);
    var gate = hang();
    webhooks.publish(anEvent());
    got(2);

    stopServer();
    gate.countDown();

    PublishException refused = refused();
    assertThat(refused.reason()).isEqualTo(Reason.STORE);
    assertThat(refused)
        .hasMessageContaining("not stored")
        .hasMessageContaining("webhook" + (databases - 1))
        .hasMessageNotContaining("hunter2");
    assertThat(refusedAgain()).hasMessageContaining("server cannot be reached");
    assertThat(webhooks.health().state()).isEqualTo(Health.State.DEGRADED);
    startServer();
    assertThat(receipt().tries()).as("answered while the server was down").isEqualTo(1);
    clock.forward(INTERVAL);
    assertThat(receipts(2).get(1).tries()).isEqualTo(2);
    webhooks.publish(anEvent());
    receipts(3);
    assertThat(count(DeliveryRow.State.DELIVERED)).isEqualTo(3);
    assertThat(receiver.got()).hasSize(4);
    assertThat(webhooks.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void a_cut_connection_is_made_anew() {
    var gate = hang();
    webhooks.publish(anEvent());
    got(1);

    wire.become(State.CUT);
    gate.countDown();
    assertThat(refused().reason()).isEqualTo(Reason.STORE);
    assertThat(receipts).isEmpty();
    wire.become(State.WHOLE);

    assertThat(receipt().tries()).isEqualTo(1);
    webhooks.publish(anEvent());
    receipts(2);
    assertThat(receiver.got()).hasSize(2);
  }

  @Test
  void a_server_that_does_not_answer_is_given_up_within_the_bound() {
    var gate = hang();
    webhooks.publish(anEvent());
    got(1);
    wire.become(State.SWALLOWING);
    gate.countDown();

    long before = System.nanoTime();
    assertThat(refused().reason()).isEqualTo(Reason.STORE);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ANSWER.multipliedBy(5));

    wire.become(State.CUT);
    wire.become(State.WHOLE);
    assertThat(receipt().tries()).isEqualTo(1);
    webhooks.publish(anEvent());
    receipts(2);
    assertThat(receiver.got()).hasSize(2);
  }

  @Test
  void stopping_while_the_server_does_not_answer_ends_within_the_bound() throws Exception {
    webhooks.stop(BOUND);
    jdbcUrl = jdbcUrl.replaceFirst("socketTimeout=\\d+", "socketTimeout=60");
    start();
    webhooks.publish(anEvent());
    receipt();
    wire.become(State.SWALLOWING);

    var publisher = new Thread(() -> assertThat(refused().reason()).isEqualTo(Reason.STORE));
    publisher.start();
    await().until(() -> publisher.getState() == Thread.State.WAITING);

    long before = System.nanoTime();
    webhooks.stop(BOUND);
    publisher.join();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUND.multipliedBy(2));
    assertThat(StopAndRestartTest.threadsOfOurs()).isEmpty();
  }

  @Test
  void an_answer_to_a_commit_that_got_lost_is_told_as_unknown_and_what_was_stored_is_delivered() {
    wire.cutAtAnswer("COMMIT", anEvent().type());

    PublishException unknown = refused();

    assertThat(unknown.reason()).isEqualTo(Reason.STORE);
    assertThat(unknown).hasMessageContaining("nobody knows whether the event was stored");
    await().until(() -> webhooks.health().state() == Health.State.UP);
    assertThat(webhooks.health().waiting()).as("it was").isEqualTo(1);
    assertThat(receiver.got()).isEmpty();
    clock.forward(LEASE_ENDS);
    assertThat(receipt().tries()).isEqualTo(1);
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void a_result_whose_commit_was_not_answered_is_logged_once() {
    var gate = hang();
    webhooks.publish(anEvent());
    got(1);
    wire.cutAtAnswer("COMMIT", "Status 200");

    gate.countDown();

    await().until(wire::hasCut);
    await().until(() -> count(DeliveryRow.State.DELIVERED) == 1);
    webhooks.publish(anEvent());
    receipts(2);
    assertThat(log()).hasSize(2);
    assertThat(receiver.got()).hasSize(2);
  }

  @Test
  void opening_says_what_to_do_when_the_server_or_the_database_is_not_there() {
    wire.become(State.CUT);
    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("jdbc:postgresql://")
        .hasMessageContaining("check that it runs")
        .hasMessageNotContaining("hunter2");

    wire.become(State.WHOLE);
    jdbcUrl = jdbcUrl.replaceFirst("/webhook\\d+", "/nobodys");
    assertThatThrownBy(this::start).hasMessageContaining("there is no such database: create it");
  }

  private PublishException refused() {
    return catchThrowableOfType(PublishException.class, () -> webhooks.publish(anEvent()));
  }

  /** Until the reason is that no new connection can be made. */
  private PublishException refusedAgain() {
    await().until(() -> refused().getMessage().contains("connection attempt failed"));
    return refused();
  }

  private CountDownLatch hang() {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(gate);
      return new Receiver.Reply(200, "ok");
    });
    return gate;
  }

  private String jdbcUrl() {
    if (jdbcUrl == null) {
      String database = "webhook" + databases++;
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + database);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      jdbcUrl = "jdbc:postgresql://127.0.0.1:" + wire.port() + "/" + database
          + "?user=postgres&password=hunter2&connectTimeout=2&socketTimeout=" + ANSWER.toSeconds();
    }
    return jdbcUrl;
  }

  private static Wire wire() {
    try {
      return new Wire(server.getPort());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
