package io.github.webhookplugin.benchmarks;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** What was measured of each goal. */
final class Scorecard {
  private final Set<Goal> wanted;
  private final Map<Goal, Double> figures = new EnumMap<>(Goal.class);
  private final Map<Goal, String> failures = new EnumMap<>(Goal.class);

  Scorecard(Collection<Goal> wanted) {
    this.wanted = EnumSet.copyOf(wanted);
  }

  void measured(Goal goal, double figure) {
    figures.put(goal, figure);
  }

  /** Hands in the figure, or why there is none if it cannot be had. */
  void measured(Goal goal, DoubleSupplier figure) {
    try {
      measured(goal, figure.getAsDouble());
    } catch (IllegalStateException e) {
      failed(goal, String.valueOf(e.getMessage()));
    }
  }

  /** Notes that there is no figure, and why. */
  void failed(Goal goal, String why) {
    failures.put(goal, why);
  }

  /** Notes why those of the goals have no figure that have none. */
  void missing(Collection<Goal> goals, String why) {
    for (Goal goal : goals) {
      if (!figures.containsKey(goal)) {
        failures.putIfAbsent(goal, why);
      }
    }
  }

  /** The goals of this run that are not met, those without a figure too. */
  List<Goal> shortfalls() {
    return wanted.stream().filter(goal -> !met(goal)).toList();
  }

  /** Writes one row for each goal of this run. */
  void write(Report report) {
    report.columns(List.of("what", "measured", "target", ""));
    for (Goal goal : wanted) {
      Double figure = figures.get(goal);
      report.row(List.of(
          goal.words(),
          figure == null || failures.containsKey(goal)
              ? "not measured: " + failures.getOrDefault(goal, "no figure came")
              : Numbers.decimals(figure),
          goal.target().toString(),
          met(goal) ? "met" : "**falls short**"));
    }
    report.line("");
  }

  private boolean met(Goal goal) {
    Double figure = figures.get(goal);
    return figure != null && !failures.containsKey(goal) && goal.target().metBy(figure);
  }
}
