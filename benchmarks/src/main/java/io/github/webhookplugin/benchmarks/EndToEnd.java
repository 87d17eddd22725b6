package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Events per second from publish to settled, against a bare client and against a job queue. */
final class EndToEnd {
  private static final double LEAST_OF_BARE = 0.3;
  private static final double LEAST_OF_DB_SCHEDULER = 5;

  private final Settings settings;
  private final Report report;
  private final Map<String, List<Turn>> turns = new LinkedHashMap<>();

  EndToEnd(Settings settings, Report report) {
    this.settings = settings;
    this.report = report;
  }

  void run() throws IOException {
    try (var sides = new Sides(settings)) {
      for (String name : Sides.NAMES) {
        progress("warming up " + name);
        sides.turn(name, settings.warmUp().toMillis());
        turns.put(name, new ArrayList<>());
      }
      long cpu = sides.receiverCpu();
      long answered = sides.answered();
      for (int round = 1; round <= settings.rounds(); round++) {
        round(sides, round);
      }
      double receiverCpuEach = (sides.receiverCpu() - cpu) / 1e3 / (sides.answered() - answered);
      progress("flooding the receiver");
      double flood = new Flood()
          .perSecond(
              sides.port(),
              Samples.IN_FLIGHT,
              settings.warmUp().dividedBy(3),
              Duration.ofSeconds(3));
      write(flood, receiverCpuEach);
    }
  }

  private void round(Sides sides, int round) throws IOException {
    turns.forEach((name, done) -> {
      try {
        Turn turn = sides.turn(name, settings.measured().toMillis());
        done.add(turn);
        progress("round " + round + ", " + name + ": " + Numbers.whole(turn.perSecond()) + "/s");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private void write(double flood, double receiverCpuEach) {
    report.line("## End to end: one service, " + Samples.IN_FLIGHT + " requests at once");
    report.line("");
    report.columns(List.of(
        "side",
        "events/s (median of rounds)",
        "lowest and highest",
        "CPU an event, JVM",
        "with the database",
        "publish p50 / p99"));
    turns.forEach((name, done) -> report.row(row(name, done)));
    report.line("");
    report.columns(List.of("ratio (median of the rounds' ratios)", "measured", "target", ""));
    report.verdict("plugin / bare client", ratio("bare", Turn::perSecond), LEAST_OF_BARE);
    report.verdict(
        "plugin / db-scheduler", ratio("db-scheduler", Turn::perSecond), LEAST_OF_DB_SCHEDULER);
    report.row(List.of(
        "CPU an event, plugin / bare client",
        Numbers.decimals(ratio("bare", Turn::cpuEach)),
        "",
        ""));
    report.line("");
    report.line("The receiver alone answers " + Numbers.whole(flood)
        + " requests/s of a sender that only writes and reads sockets, "
        + Numbers.decimals(flood / median("bare", Turn::perSecond))
        + " times what the bare client sends; it used " + Numbers.decimals(receiverCpuEach)
        + " us of CPU a request during the rounds.");
    report.line("");
  }

  private static List<String> row(String name, List<Turn> done) {
    var rates = done.stream().map(Turn::perSecond).sorted().toList();
    boolean stores = done.get(0).publishMedian() > 0;
    return List.of(
        name,
        Numbers.whole(Numbers.median(rates)),
        Numbers.whole(rates.get(0)) + " to " + Numbers.whole(rates.get(rates.size() - 1)),
        Numbers.decimals(median(done, Turn::cpuEach)) + " us",
        Numbers.decimals(median(done, Turn::cpuEachWithDatabase)) + " us",
        stores
            ? Numbers.millis(median(done, Turn::publishMedian)) + " / "
                + Numbers.millis(median(done, Turn::publishSlowest)) + " ms"
            : "-");
  }

  private double ratio(String other, ToDoubleFunction<Turn> figure) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < settings.rounds(); i++) {
      ratios.add(figure.applyAsDouble(turnsOf("plugin").get(i))
          / figure.applyAsDouble(turnsOf(other).get(i)));
    }
    return Numbers.median(ratios);
  }

  private double median(String name, ToDoubleFunction<Turn> figure) {
    return median(turnsOf(name), figure);
  }

  private static double median(List<Turn> done, ToDoubleFunction<Turn> figure) {
    return Numbers.median(done.stream().map(figure::applyAsDouble).toList());
  }

  private List<Turn> turnsOf(String name) {
    return turns.getOrDefault(name, List.of());
  }

  private static void progress(String what) {
    System.err.println(what);
  }
}
