package io.github.webhookplugin.benchmarks;

import java.util.List;

/** How long {@code publish} takes at half the top rate, against one plain synced commit on the same disk. */
final class PublishTimes {
  private final Bench bench;
  private final Sides sides;

  PublishTimes(Bench bench, Sides sides) {
    this.bench = bench;
    this.sides = sides;
  }

  /** Half of {@code topRate} events a second. */
  void run(double topRate) {
    long rate = Math.max(1, Math.round(topRate / 2));
    var rounds = new Rounds(bench, sides, List.of(Role.THREADS, Role.PLAIN_COMMITS));
    rounds.paced(rate);
    bench
        .scorecard()
        .measured(
            Goal.PUBLISH,
            () -> rounds.ratio(Role.THREADS, Role.PLAIN_COMMITS, Turn::publishSlowest));
    write(rounds, rate);
  }

  private void write(Rounds rounds, long rate) {
    Report report = bench.report();
    report.section("Publish at half the top rate, " + Numbers.whole((double) rate) + " events/s");
    report.columns(
        List.of("round", "events/s", "publish p50 / p99", "since it was due", "one plain commit"));
    for (int i = 0; i < rounds.of(Role.THREADS).size(); i++) {
      Turn plugin = rounds.of(Role.THREADS).get(i);
      report.row(List.of(
          String.valueOf(i + 1),
          Numbers.whole(plugin.perSecond()),
          plugin.publish().toString(),
          plugin.sinceDue().toString(),
          rounds.of(Role.PLAIN_COMMITS).get(i).publish().toString()));
    }
    report.line("");
  }
}
