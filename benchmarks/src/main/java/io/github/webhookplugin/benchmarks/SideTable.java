package io.github.webhookplugin.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What each side did in the rounds. */
final class SideTable {
  private final Report report;

  SideTable(Report report) {
    this.report = report;
  }

  void write(Rounds rounds) {
    report.section("Top rate: " + Samples.IN_FLIGHT + " requests at once");
    report.columns(List.of(
        "side",
        "deliveries/s (median of rounds)",
        "lowest and highest",
        "CPU a delivery, JVM",
        "with the database",
        "publish p50 / p99",
        "heap in use"));
    for (Role role : rounds.sound()) {
      report.row(row(role, rounds.of(role)));
    }
    report.line("");
  }

  private static List<String> row(Role role, List<Turn> turns) {
    var rates = turns.stream().map(Turn::perSecond).sorted().toList();
    return List.of(
        role.toString(),
        Numbers.whole(Numbers.median(rates)),
        Numbers.whole(rates.get(0)) + " to " + Numbers.whole(rates.get(rates.size() - 1)),
        Numbers.decimals(median(turns, Turn::cpuEach)) + " us",
        Numbers.decimals(median(turns, Turn::cpuEachWithDatabase)) + " us",
        times(turns).toString(),
        Numbers.whole(median(turns, Turn::heapMegabytes)) + " MB");
  }

  private static Times times(List<Turn> turns) {
    return new Times((long) median(turns, turn -> turn.publish().median()), (long)
        median(turns, Turn::publishSlowest));
  }

  private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
    return Numbers.median(turns.stream().map(figure::applyAsDouble).toList());
  }
}
