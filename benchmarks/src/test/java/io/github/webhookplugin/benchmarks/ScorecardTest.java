package io.github.webhookplugin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTest {
  private final Scorecard scorecard =
      new Scorecard(List.of(Goal.BARE_CLIENT, Goal.CPU, Goal.HEAP, Goal.GROWTH));

  @Test
  void a_goal_is_met_on_its_side_of_the_bound_and_nowhere_else() {
    scorecard.measured(Goal.BARE_CLIENT, 0.4);
    scorecard.measured(Goal.CPU, 2.6);
    scorecard.measured(Goal.HEAP, 128);
    scorecard.measured(Goal.GROWTH, 1.0);

    assertThat(scorecard.shortfalls()).containsExactly(Goal.CPU);
  }

  @Test
  void a_goal_without_a_figure_falls_short_and_says_why() {
    scorecard.measured(Goal.BARE_CLIENT, 0.7);
    scorecard.measured(Goal.CPU, 1);
    scorecard.failed(Goal.HEAP, "the JVM has ended");
    scorecard.measured(Goal.GROWTH, 1.1);
    scorecard.failed(Goal.GROWTH, "one delivery was lost");
    var report = new Report();

    scorecard.write(report);

    assertThat(scorecard.shortfalls()).containsExactly(Goal.HEAP, Goal.GROWTH);
    assertThat(report.text())
        .contains("| 0.70 | at least 0.40 (aim 0.60) | met |")
        .contains("| not measured: the JVM has ended | at most 128.0 | **falls short** |")
        .contains("| not measured: one delivery was lost | at most 1.20 | **falls short** |");
  }

  @Test
  void what_was_measured_before_a_scenario_failed_still_counts() {
    scorecard.measured(Goal.BARE_CLIENT, () -> 0.7);
    scorecard.measured(Goal.CPU, () -> {
      throw new IllegalStateException("bare has failed");
    });
    scorecard.missing(List.of(Goal.BARE_CLIENT, Goal.CPU, Goal.HEAP, Goal.GROWTH), "no disk");
    var report = new Report();

    scorecard.write(report);

    assertThat(scorecard.shortfalls()).containsExactly(Goal.CPU, Goal.HEAP, Goal.GROWTH);
    assertThat(report.text())
        .contains("not measured: bare has failed")
        .containsPattern("not measured: no disk(?s:.*)not measured: no disk");
  }
}
