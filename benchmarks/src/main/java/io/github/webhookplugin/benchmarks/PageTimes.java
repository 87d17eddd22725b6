package io.github.webhookplugin.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * How much longer the admin pages take with 1,000,000 deliveries in the log than with 1,000. Two plugins in one JVM are
 * asked by turns, without a server between.
 */
final class PageTimes implements Scenario {
  private static final long FEW = 1_000;
  private static final long MANY = StoredRows.MANY;
  private static final int CALLS = 48;
  private static final int QUICK_CALLS = 6;

  @Override
  public List<Goal> goals() {
    return List.of(Goal.PAGES);
  }

  @Override
  public void run(Bench bench) throws Exception {
    try (var few = new PageSide(FEW);
        var many = new PageSide(MANY)) {
      bench.progress("stores written: " + few.written() + ", " + many.written());
      long end = System.nanoTime() + bench.settings().warmUp().toNanos();
      do {
        for (PageVisit visit : PageVisit.all()) {
          var unused = List.of(few.visit(visit), many.visit(visit));
        }
      } while (System.nanoTime() < end);
      var rows = new ArrayList<Row>();
      for (PageVisit visit : PageVisit.all()) {
        rows.add(measured(visit, few, many, bench.settings().valid() ? CALLS : QUICK_CALLS));
      }
      write(bench, rows);
    }
  }

  /** By turns, so that whatever else the machine does hits both. */
  private static Row measured(PageVisit visit, PageSide few, PageSide many, int calls) {
    var row = new Row(visit.name(), new Times(), new Times());
    for (int i = 0; i < calls; i++) {
      row.few.add(few.visit(visit));
      row.many.add(many.visit(visit));
    }
    return row;
  }

  private static void write(Bench bench, List<Row> rows) {
    Report report = bench.report();
    report.section("Admin pages with " + Numbers.whole(MANY) + " deliveries in the log, against "
        + Numbers.whole(FEW));
    report.columns(List.of(
        "page",
        "few: p50 / p95",
        "many: p50 / p95",
        "against few",
        "few: CPU p50",
        "many: CPU p50",
        "CPU against few"));
    for (Row row : rows) {
      report.row(List.of(
          row.name,
          row.few.whole(),
          row.many.whole(),
          Numbers.decimals(row.ratio()),
          row.few.cpu(),
          row.many.cpu(),
          Numbers.decimals(row.cpuRatio())));
    }
    report.line("");
    bench
        .scorecard()
        .measured(Goal.PAGES, rows.stream().mapToDouble(Row::cpuRatio).max().orElseThrow());
  }

  /** What one page took on one side. */
  private static final class Times {
    private final Latencies whole = new Latencies();
    private final Latencies cpu = new Latencies();

    void add(PageSide.Time time) {
      whole.add(time.whole());
      cpu.add(time.cpu());
    }

    String whole() {
      return Numbers.millis(median(whole)) + " / " + Numbers.millis(at(whole, 0.95)) + " ms";
    }

    String cpu() {
      return Numbers.millis(median(cpu)) + " ms";
    }

    static double median(Latencies times) {
      return at(times, 0.5);
    }

    /** In nanoseconds. */
    private static double at(Latencies times, double share) {
      return (double) times.quantile(share).toNanos();
    }
  }

  /** What one page took on both sides. */
  private record Row(String name, Times few, Times many) {
    double ratio() {
      return Times.median(many.whole) / Times.median(few.whole);
    }

    double cpuRatio() {
      return Times.median(many.cpu) / Times.median(few.cpu);
    }
  }
}
