package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.util.List;

/** A healthy service alone, and beside 100 that take connections, never answer, and get a tenth of the events. */
final class HangingNeighbours implements Scenario {
  private static final List<Role> ROLES = List.of(Role.ALONE, Role.BESIDE_HANGING);

  @Override
  public List<Goal> goals() {
    return List.of(Goal.HANGING_RATE, Goal.HANGING_TIME);
  }

  @Override
  public void run(Bench bench) throws IOException {
    try (var sides = new Sides(bench)) {
      Scorecard scorecard = bench.scorecard();
      var top = new Rounds(bench, sides, ROLES);
      top.atTopRate();
      scorecard.measured(
          Goal.HANGING_RATE, () -> top.ratio(Role.BESIDE_HANGING, Role.ALONE, Turn::perSecond));
      long half = Math.max(1, Math.round(top.median(Role.ALONE, Turn::perSecond) / 2));
      var paced = new Rounds(bench, sides, ROLES);
      paced.paced(half);
      scorecard.measured(
          Goal.HANGING_TIME,
          () -> paced.ratio(Role.BESIDE_HANGING, Role.ALONE, Turn::arrivalSlowest));
      write(bench.report(), top, paced, half);
    }
  }

  private static void write(Report report, Rounds top, Rounds paced, long half) {
    report.section("A healthy service beside " + NeighbourSide.NEIGHBOURS + " that hang");
    report.columns(List.of(
        "side, round",
        "its deliveries/s at the top rate",
        "at " + Numbers.whole((double) half) + " events/s: its deliveries/s",
        "publish to answer p50 / p99",
        "publish p50 / p99"));
    for (Role role : ROLES) {
      for (int i = 0; i < top.of(role).size(); i++) {
        Turn turn = paced.of(role).get(i);
        report.row(List.of(
            role + ", " + (i + 1),
            Numbers.whole(top.of(role).get(i).perSecond()),
            Numbers.whole(turn.perSecond()),
            turn.arrival().toString(),
            turn.publish().toString()));
      }
    }
    report.line("");
  }
}
