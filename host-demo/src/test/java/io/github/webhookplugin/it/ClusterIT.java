package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three hosts, each in a JVM of its own, on one PostgreSQL: nothing is lost, whichever of them stops in what way. */
@Tag("alone")
class ClusterIT {
  /** Longer than a lease, which is 10 s in these hosts, and the time to notice. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(13);

  /** A lease is renewed six times in its 10 s: of a node that stands still none has ended by then. */
  private static final Duration SHORTER_THAN_A_LEASE = Duration.ofSeconds(8);

  /** Requests that a node may have under way: those of two services. */
  private static final int PLACES = 16;

  private static EmbeddedPostgres server;
  private static int databases;

  @TempDir
  Path folder;

  private final List<NodeProcess> nodes = new ArrayList<>();
  private CountingReceiver receiver;
  private String jdbcUrl;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void prepare() throws Exception {
    String database = "cluster" + databases++;
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    jdbcUrl = server.getJdbcUrl("postgres", database);
    receiver = new CountingReceiver();
  }

  @AfterEach
  void end() throws IOException {
    for (NodeProcess node : nodes) {
      node.close();
    }
    receiver.close();
  }

  @Test
  void without_faults_everything_arrives_exactly_once_and_changes_are_seen_within_two_seconds()
      throws Exception {
    start(3);
    Set<String> refusedOnce = ConcurrentHashMap.newKeySet();
    receiver.refuses(id -> id.hashCode() % 3 == 0 && refusedOnce.add(id));

    nodes.forEach(node -> node.tell("publish 2000"));
    for (NodeProcess node : nodes) {
      assertThat(node.hear()).isEqualTo("2000");
    }

    awaitDrained(nodes.get(0));
    List<String> events = acknowledged();
    assertThat(events).hasSize(6_000).doesNotHaveDuplicates();
    assertThat(receiver.lostOrRenamed("/steady", events)).isEmpty();
    assertThat(receiver.lostOrRenamed("/shaky", events)).isEmpty();
    assertThat(refusedOnce).as("retries, which every node may take up").hasSizeGreaterThan(1_000);
    assertThat(receiver.repeated()).isEmpty();

    Duration first = seenByAll("steady", "enabled", "false");
    assertThat(nodes.get(2).ask("publish 1")).isEqualTo("2001");
    awaitDrained(nodes.get(1));
    List<String> last = nodes.get(2).acknowledged().subList(2_000, 2_001);
    assertThat(receiver.ids("/steady", last.get(0))).isEmpty();
    assertThat(receiver.ids("/shaky", last.get(0))).hasSize(1);
    Duration second = seenByAll("shaky", "url", receiver.url("/moved"));
    Duration third = seenByAll("shaky", "url", receiver.url("/moved-again"));
    assertThat(Stream.of(first, second, third).sorted().toList().get(1))
        .as(
            "the middle one of %s, %s and %s: a busy machine may be late once",
            first, second, third)
        .isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void a_killed_nodes_work_goes_on_at_the_others_and_nothing_is_lost() throws Exception {
    start(3);
    emitUnderLoad(Duration.ofSeconds(3));

    nodes.get(1).kill();

    standFor(Duration.ofSeconds(2));
    quiet(nodes.get(0));
    quiet(nodes.get(2));
    awaitDrained(nodes.get(0));
    assertNothingLost();
    System.out.println("ClusterIT: a kill, " + acknowledged().size() + " events accepted, "
        + receiver.repeated().size() + " deliveries sent twice");
  }

  @Test
  void a_node_that_was_paused_for_longer_than_its_lease_goes_on_and_sends_nothing_it_has_lost()
      throws Exception {
    start(3);
    NodeProcess paused = nodes.get(1);
    emitUnderLoad(Duration.ofSeconds(3));

    paused.signal("STOP");
    Instant pausedAt = Instant.now();
    quiet(nodes.get(0));
    quiet(nodes.get(2));
    awaitDrained(nodes.get(0));
    int early = receiver.repeated().size();
    standFor(LONGER_THAN_A_LEASE.minus(Duration.between(pausedAt, Instant.now())));
    paused.signal("CONT");

    String tally = paused.ask("quiet");
    assertThat(paused.ask("publish 200")).as("it goes on as before").startsWith(grown(tally, 200));
    awaitDrained(paused);
    assertNothingLost();
    // what it had begun before it stood still it ends, though others have sent it meanwhile (ADR
    // 30)
    assertThat(receiver.repeated().values())
        .as(
            "only what was on its way when it stood still is sent twice, nothing that it held beside")
        .filteredOn(times -> !times.get(0).isBefore(pausedAt.plus(SHORTER_THAN_A_LEASE)))
        .hasSizeLessThanOrEqualTo(PLACES);
    System.out.println("ClusterIT: a pause, " + acknowledged().size() + " events accepted, " + early
        + " deliveries sent twice during it, " + (receiver.repeated().size() - early) + " after");
  }

  @Test
  void two_nodes_that_start_at_once_on_an_empty_database_both_work() throws Exception {
    nodes.add(NodeProcess.start(folder, "node0", jdbcUrl));
    nodes.add(NodeProcess.start(folder, "node1", jdbcUrl));
    nodes.get(0).open();
    nodes.get(1).open();
    assertThat(nodes.get(1).ask("configure " + receiver.url(""))).isEqualTo("[]");
    await().atMost(PATIENCE).until(() -> nodes.get(0).ask("show steady name").equals("steady"));

    assertThat(nodes.get(0).ask("publish 50")).isEqualTo("50");
    assertThat(nodes.get(1).ask("publish 50")).isEqualTo("50");

    awaitDrained(nodes.get(0));
    assertNothingLost();
    assertThat(receiver.repeated()).isEmpty();
  }

  private void start(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      nodes.add(NodeProcess.start(folder, "node" + i, jdbcUrl));
    }
    for (NodeProcess node : nodes) {
      node.open();
    }
    assertThat(nodes.get(0).ask("configure " + receiver.url(""))).isEqualTo("[]");
    for (NodeProcess node : nodes) {
      await().atMost(PATIENCE).until(() -> node.ask("show shaky name").equals("shaky"));
    }
  }

  /** More than the receiver takes, so that there is a backlog in the memory of every node and in the store. */
  private void emitUnderLoad(Duration time) throws IOException {
    receiver.answersAfter(Duration.ofMillis(100));
    for (NodeProcess node : nodes) {
      assertThat(node.ask("emit 500")).isEqualTo("emitting");
    }
    standFor(time);
  }

  private void quiet(NodeProcess node) throws IOException {
    assertThat(node.ask("quiet"))
        .as("accepted, and none refused; %s", node.log())
        .matches("\\d+");
    receiver.answersAfter(Duration.ZERO);
  }

  private static String grown(String tally, int by) {
    return String.valueOf(Integer.parseInt(tally.split(" ")[0]) + by);
  }

  private void awaitDrained(NodeProcess node) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(node.waiting()).isZero());
  }

  private void assertNothingLost() throws IOException {
    List<String> events = acknowledged();
    assertThat(receiver.lostOrRenamed("/steady", events)).isEmpty();
    assertThat(receiver.lostOrRenamed("/shaky", events)).isEmpty();
  }

  private List<String> acknowledged() throws IOException {
    var all = new ArrayList<String>();
    for (NodeProcess node : nodes) {
      all.addAll(node.acknowledged());
    }
    return all;
  }

  /** Changes a field at one node and says how long it was until all had it. */
  private Duration seenByAll(String service, String field, String value) throws IOException {
    assertThat(nodes.get(0).ask("change " + service + " " + field + " " + value))
        .isEqualTo("[]");
    Instant changed = Instant.now();
    for (NodeProcess node : nodes) {
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> node.ask("show " + service + " " + field).equals(value));
    }
    return Duration.between(changed, Instant.now());
  }

  /** Lets the hosts go on for a while; nothing is asserted of how far they get. */
  private static void standFor(Duration time) {
    await().pollDelay(time.isNegative() ? Duration.ZERO : time).atMost(PATIENCE).until(() -> true);
  }
}
