package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** How fast a backlog on PostgreSQL is gone with one node and with two, each in a JVM of its own. */
final class TwoNodes implements Scenario {
  private static final long PATIENCE_SECONDS = 300;

  @Override
  public List<Goal> goals() {
    return List.of(Goal.TWO_NODES);
  }

  @Override
  public void run(Bench bench) throws Exception {
    Path data = Places.freshData("two-nodes");
    try (var server = new PostgresServer(data);
        Jvm receiver = Jvm.start(ReceiverMain.class, List.of("-Xmx256m"));
        Jvm first = node(data, server, receiver);
        Jvm second = node(data, server, receiver)) {
      first.ask("open");
      first.ask("configure");
      first.ask("stop");
      try (var rows = StoredRows.inPostgresql(server.jdbcUrl())) {
        var drains = new Drains(server, rows, receiver, bench.settings().backlog());
        bench.progress("warming up nodes");
        drains.drain(List.of(first));
        drains.drain(List.of(second));
        drains.drain(List.of(first, second));
        measure(bench, drains, first, second);
      }
    }
  }

  private static Jvm node(Path data, PostgresServer server, Jvm receiver) throws IOException {
    return Jvm.start(
        NodeMain.class,
        Role.POSTGRESQL.options(),
        data.toString(),
        server.jdbcUrl(),
        receiver.ask("port"));
  }

  private static void measure(Bench bench, Drains drains, Jvm first, Jvm second)
      throws IOException, SQLException, InterruptedException {
    Report report = bench.report();
    report.section("A backlog of " + Numbers.whole((double) bench.settings().backlog())
        + " deliveries on PostgreSQL");
    report.columns(List.of(
        "round", "one node, deliveries/s", "its cores busy", "two nodes", "cores busy", "ratio"));
    var ratios = new ArrayList<Double>();
    for (int round = 1; round <= bench.settings().rounds(); round++) {
      Drained one = drains.drain(List.of(round % 2 == 0 ? second : first));
      Drained two = drains.drain(List.of(first, second));
      double ratio = two.perSecond / one.perSecond;
      ratios.add(ratio);
      report.row(List.of(
          String.valueOf(round),
          Numbers.whole(one.perSecond),
          Numbers.decimals(one.cores),
          Numbers.whole(two.perSecond),
          Numbers.decimals(two.cores),
          Numbers.decimals(ratio)));
    }
    report.line("");
    report.line(
        "Requests beyond one a delivery: " + Numbers.whole((double) drains.sentTwice()) + ".");
    report.line("");
    bench.scorecard().measured(Goal.TWO_NODES, Numbers.median(ratios));
  }

  /**
   * What one drain came to.
   *
   * @param cores of the machine that were busy, everything on it included: with all of them busy, a second node has
   *     nothing left to use
   */
  private record Drained(double perSecond, double cores) {}

  /** Fills the store and has nodes empty it. */
  private static final class Drains {
    private final PostgresServer server;
    private final StoredRows rows;
    private final Jvm receiver;
    private final long backlog;
    private long sentTwice;

    Drains(PostgresServer server, StoredRows rows, Jvm receiver, long backlog) {
      this.server = server;
      this.rows = rows;
      this.receiver = receiver;
      this.backlog = backlog;
    }

    long sentTwice() {
      return sentTwice;
    }

    /** From the moment the nodes are told to start until the queue is empty. */
    Drained drain(List<Jvm> nodes) throws IOException, SQLException, InterruptedException {
      rows.clear();
      rows.due(backlog);
      server.tidy();
      long answered = Long.parseLong(receiver.ask("answered"));
      Duration busy = Cpu.ofMachine();
      long start = System.nanoTime();
      tellAll(nodes, "open");
      while (rows.someWait()) {
        if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
          throw new IllegalStateException("the backlog is not gone after 5 minutes");
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
      double elapsed = System.nanoTime() - start;
      var drained =
          new Drained(backlog * 1e9 / elapsed, Cpu.ofMachine().minus(busy).toNanos() / elapsed);
      tellAll(nodes, "stop");
      if (rows.delivered() != backlog) {
        throw new IllegalStateException(
            rows.delivered() + " of " + backlog + " deliveries are in the log as delivered");
      }
      sentTwice += Long.parseLong(receiver.ask("answered")) - answered - backlog;
      return drained;
    }

    private static void tellAll(List<Jvm> nodes, String order) {
      CompletableFuture.allOf(nodes.stream()
              .map(node -> CompletableFuture.runAsync(() -> tell(node, order)))
              .toArray(CompletableFuture[]::new))
          .join();
    }

    private static void tell(Jvm node, String order) {
      try {
        node.ask(order);
      } catch (IOException e) {
        throw new CompletionException(e);
      }
    }
  }
}
