package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A healthy service alone, beside 100 that answer, and beside 100 that take connections and never answer. Every service
 * gets every event, so 101 deliveries are stored for each; what hanging itself costs shows between the last two.
 */
final class HangingNeighbours {
  private static final int NEIGHBOURS = 100;
  private static final int EVENTS_A_SECOND = 50;
  private static final double TARGET = 1.5;

  private final Settings settings;
  private final Report report;
  private final List<Paced> alone = new ArrayList<>();
  private final List<Paced> answering = new ArrayList<>();
  private final List<Paced> hanging = new ArrayList<>();

  HangingNeighbours(Settings settings, Report report) {
    this.settings = settings;
    this.report = report;
  }

  void run() throws IOException {
    try (Jvm one = start("alone", 0, false);
        Jvm fine = start("answering", NEIGHBOURS, false);
        Jvm stuck = start("hanging", NEIGHBOURS, true)) {
      System.err.println(
          "warming up: alone, beside " + NEIGHBOURS + " that answer, beside as many that hang");
      for (Jvm jvm : List.of(one, fine, stuck)) {
        turn(jvm, settings.warmUp().toMillis());
      }
      for (int round = 1; round <= settings.rounds(); round++) {
        alone.add(turn(one, settings.measured().toMillis()));
        answering.add(turn(fine, settings.measured().toMillis()));
        hanging.add(turn(stuck, settings.measured().toMillis()));
        System.err.println("round " + round + " of " + settings.rounds());
      }
    }
    write();
  }

  private static Jvm start(String name, int neighbours, boolean hang) throws IOException {
    return Jvm.start(
        NeighbourMain.class,
        List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"),
        name,
        String.valueOf(neighbours),
        String.valueOf(hang));
  }

  private static Paced turn(Jvm jvm, long millis) throws IOException {
    return Paced.ofLine(jvm.ask(EVENTS_A_SECOND + " " + millis));
  }

  private void write() {
    report.line(
        "## A healthy service, " + EVENTS_A_SECOND + " events/s, beside " + NEIGHBOURS + " others");
    report.line("");
    report.columns(List.of(
        "p50 / p99 from publish to",
        "alone",
        "beside those that answer",
        "beside those that hang",
        "hang / answer"));
    row("arrival at the healthy service", Paced::arrivalMedian, Paced::arrivalSlowest);
    row("return of publish", Paced::publishMedian, Paced::publishSlowest);
    report.line("");
    double worst = median(hanging, Paced::arrivalMedian) / median(answering, Paced::arrivalMedian);
    report.line("Neighbours that hang instead of answering: arrival p50 times "
        + Numbers.decimals(worst) + ", target at most " + Numbers.decimals(TARGET) + ": "
        + (worst <= TARGET ? "met" : "short") + ".");
    double requests = hanging.get(hanging.size() - 1).hanging();
    report.line(
        "They had " + Numbers.whole(requests)
            + " requests under way or timed out at the end; all other deliveries to them wait in the store.");
    report.line("");
  }

  private void row(String what, ToDoubleFunction<Paced> median, ToDoubleFunction<Paced> slowest) {
    report.row(List.of(
        what,
        times(alone, median, slowest),
        times(answering, median, slowest),
        times(hanging, median, slowest),
        ratio(median) + " / " + ratio(slowest)));
  }

  private static String times(
      List<Paced> turns, ToDoubleFunction<Paced> median, ToDoubleFunction<Paced> slowest) {
    return Numbers.millis(median(turns, median)) + " / " + Numbers.millis(median(turns, slowest))
        + " ms";
  }

  private String ratio(ToDoubleFunction<Paced> figure) {
    return Numbers.decimals(median(hanging, figure) / median(answering, figure));
  }

  private static double median(List<Paced> turns, ToDoubleFunction<Paced> figure) {
    return Numbers.median(turns.stream().map(figure::applyAsDouble).toList());
  }
}
