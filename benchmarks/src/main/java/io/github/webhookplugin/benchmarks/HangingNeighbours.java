package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A healthy service alone, and beside 100 that take connections and never answer. Every service gets every event, so
 * the hanging ones are offered a hundred times what the healthy one is; the rate is modest and the same for both.
 */
final class HangingNeighbours {
  private static final int NEIGHBOURS = 100;
  private static final int EVENTS_A_SECOND = 50;

  private final Settings settings;
  private final Report report;
  private final List<Paced> alone = new ArrayList<>();
  private final List<Paced> beside = new ArrayList<>();

  HangingNeighbours(Settings settings, Report report) {
    this.settings = settings;
    this.report = report;
  }

  void run() throws IOException {
    try (Jvm one = start("alone", 0);
        Jvm many = start("beside", NEIGHBOURS)) {
      System.err.println("warming up, alone and beside " + NEIGHBOURS);
      turn(one, settings.warmUp().toMillis());
      turn(many, settings.warmUp().toMillis());
      for (int round = 1; round <= settings.rounds(); round++) {
        alone.add(turn(one, settings.measured().toMillis()));
        beside.add(turn(many, settings.measured().toMillis()));
        System.err.println("round " + round + ", alone and beside " + NEIGHBOURS + ": "
            + Numbers.millis((double) alone.get(round - 1).arrivalMedian()) + " and "
            + Numbers.millis((double) beside.get(round - 1).arrivalMedian()) + " ms");
      }
    }
    write();
  }

  private static Jvm start(String name, int neighbours) throws IOException {
    return Jvm.start(
        NeighbourMain.class,
        List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"),
        name,
        String.valueOf(neighbours));
  }

  private static Paced turn(Jvm jvm, long millis) throws IOException {
    return Paced.ofLine(jvm.ask(EVENTS_A_SECOND + " " + millis));
  }

  private void write() {
    report.line("## A healthy service, " + EVENTS_A_SECOND + " events/s, alone and beside "
        + NEIGHBOURS + " that hang");
    report.line("");
    report.columns(List.of("from publish to", "alone, p50 / p99", "beside, p50 / p99", "ratio"));
    row("arrival at the healthy service", Paced::arrivalMedian, Paced::arrivalSlowest);
    row("return of publish", Paced::publishMedian, Paced::publishSlowest);
    report.line("");
    double hanging = beside.get(beside.size() - 1).hanging();
    report.line(
        "The hanging services had " + Numbers.whole(hanging)
            + " requests under way or timed out at the end; all other deliveries to them wait in the store.");
    report.line("");
  }

  private void row(String what, ToDoubleFunction<Paced> median, ToDoubleFunction<Paced> slowest) {
    report.row(List.of(
        what,
        times(alone, median, slowest),
        times(beside, median, slowest),
        ratio(median) + " / " + ratio(slowest)));
  }

  private static String times(
      List<Paced> turns, ToDoubleFunction<Paced> median, ToDoubleFunction<Paced> slowest) {
    return Numbers.millis(median(turns, median)) + " / " + Numbers.millis(median(turns, slowest))
        + " ms";
  }

  private String ratio(ToDoubleFunction<Paced> figure) {
    return Numbers.decimals(median(beside, figure) / median(alone, figure));
  }

  private static double median(List<Paced> turns, ToDoubleFunction<Paced> figure) {
    return Numbers.median(turns.stream().map(figure::applyAsDouble).toList());
  }
}
