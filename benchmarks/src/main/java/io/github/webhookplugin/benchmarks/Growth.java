package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The size of the store under a steady load that lasts an hour on the plugin's clock, which goes fast, with deliveries
 * kept for an hour. The log starts with an hour's deliveries of the same rate, so each minute as many are to be removed
 * as come in.
 */
final class Growth implements Scenario {
  /** How fast time passes: a lease of 2 minutes still lasts 3 seconds. */
  static final int SPEED = 40;
  /** The least that a host may ask for. */
  static final Duration RETENTION = Duration.ofHours(1);

  /** The row limit, which others may reach first, is not to matter here. */
  static final long MOST_KEPT = 100_000_000;

  /** Retention is meant to keep up with this. */
  private static final long EVENTS_A_SECOND = 4_000;

  /** As many as come in during {@link #RETENTION}. */
  static final long KEPT = EVENTS_A_SECOND * RETENTION.toSeconds() / SPEED;

  private static final int STEPS = 6;

  @Override
  public List<Goal> goals() {
    return List.of(Goal.GROWTH);
  }

  @Override
  public void run(Bench bench) throws IOException {
    try (var sides = new Sides(bench)) {
      Report report = bench.report();
      sides.start(Role.GROWING);
      Duration step = bench.settings().simulated();
      report.section("The size of the store over an hour of simulated time");
      report.columns(List.of("simulated", "deliveries", "files"));
      double early = 0;
      double late = 0;
      long deliveries = 0;
      for (int i = 1; i <= STEPS + 1; i++) {
        Turn turn = sides.turn(Role.GROWING, step.dividedBy(SPEED), EVENTS_A_SECOND);
        late = turn.diskMegabytes();
        early = i == 1 ? late : early;
        deliveries += turn.total();
        report.row(List.of(
            step.multipliedBy(i).toMinutes() + " min",
            Numbers.whole((double) deliveries),
            Numbers.whole(late) + " MB"));
        bench.progress(i + " of " + (STEPS + 1) + " steps of simulated time");
      }
      report.line("");
      bench.scorecard().measured(Goal.GROWTH, late / early);
    }
  }
}
