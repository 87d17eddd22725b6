package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Deliveries per second from publish to settled: the plugin on SQLite with one service and an empty store, against
 * everything else that was asked for.
 */
final class Throughput implements Scenario {
  private final Set<Comparison> comparisons;

  /** What the plugin is compared with. */
  @SuppressWarnings("ImmutableEnumChecker") // its lists are
  enum Comparison {
    END_TO_END(
        List.of(Role.THREADS, Role.BARE, Role.DB_SCHEDULER),
        List.of(Goal.BARE_CLIENT, Goal.JOB_QUEUE, Goal.CPU)),
    FAN_OUT(List.of(Role.TEN_SERVICES), List.of(Goal.FAN_OUT)),
    WAITING(List.of(Role.WAITING), List.of(Goal.WAITING)),
    POSTGRESQL(List.of(Role.POSTGRESQL), List.of(Goal.POSTGRESQL)),
    PUBLISH(List.of(Role.THREADS), List.of(Goal.PUBLISH));

    private final List<Role> roles;
    private final List<Goal> goals;

    Comparison(List<Role> roles, List<Goal> goals) {
      this.roles = roles;
      this.goals = goals;
    }
  }

  Throughput(Set<Comparison> comparisons) {
    this.comparisons = EnumSet.copyOf(comparisons);
  }

  @Override
  public List<Goal> goals() {
    return comparisons.stream().flatMap(one -> one.goals.stream()).toList();
  }

  @Override
  public void run(Bench bench) throws IOException {
    try (var sides = new Sides(bench)) {
      var roles = new LinkedHashSet<>(List.of(Role.PLUGIN));
      comparisons.forEach(one -> roles.addAll(one.roles));
      var rounds = new Rounds(bench, sides, List.copyOf(roles));
      rounds.warmUp();
      var receiver = new ReceiverCost(sides);
      rounds.atTopRate();
      new SideTable(bench.report()).write(rounds);
      if (rounds.sound().contains(Role.BARE)) {
        receiver.write(bench, rounds.median(Role.BARE, Turn::perSecond));
      }
      judge(rounds, bench.scorecard());
      if (comparisons.contains(Comparison.PUBLISH)) {
        new PublishTimes(bench, sides).run(rounds.median(Role.THREADS, Turn::perSecond));
      }
    }
  }

  private void judge(Rounds rounds, Scorecard scorecard) {
    for (Comparison comparison : comparisons) {
      for (Goal goal : comparison.goals) {
        switch (goal) {
          case BARE_CLIENT ->
            scorecard.measured(goal, () -> rounds.ratio(Role.PLUGIN, Role.BARE, Turn::perSecond));
          case JOB_QUEUE ->
            scorecard.measured(
                goal, () -> rounds.ratio(Role.PLUGIN, Role.DB_SCHEDULER, Turn::perSecond));
          case CPU ->
            scorecard.measured(goal, () -> rounds.ratio(Role.PLUGIN, Role.BARE, Turn::cpuEach));
          case FAN_OUT ->
            scorecard.measured(
                goal, () -> rounds.ratio(Role.TEN_SERVICES, Role.PLUGIN, Turn::perSecond));
          case WAITING ->
            scorecard.measured(
                goal, () -> rounds.ratio(Role.WAITING, Role.PLUGIN, Turn::perSecond));
          case POSTGRESQL ->
            scorecard.measured(
                goal, () -> rounds.ratio(Role.POSTGRESQL, Role.PLUGIN, Turn::perSecond));
          default -> {
            // publish is judged where it is measured
          }
        }
      }
    }
  }
}
