package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.benchmarks.Throughput.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what is asked for, prints the table of goals, and writes {@code target/results.md}. */
public final class Main {
  private static final List<String> OPTIONS = List.of("--quick", "--jfr");
  private static final Map<String, Comparison> COMPARISONS = Map.of(
      "end-to-end", Comparison.END_TO_END,
      "fan-out", Comparison.FAN_OUT,
      "publish", Comparison.PUBLISH,
      "waiting", Comparison.WAITING,
      "postgresql", Comparison.POSTGRESQL);

  private final Bench bench;

  private Main(Bench bench) {
    this.bench = bench;
  }

  public static void main(String[] args) throws IOException {
    List<String> arguments = List.of(args);
    var names = new ArrayList<>(arguments);
    names.removeAll(OPTIONS);
    List<Scenario> scenarios = scenarios(names);
    if (scenarios.isEmpty()) {
      System.err.println("usage: java -jar benchmarks.jar [--quick] [--jfr] [SCENARIO...]");
      System.err.println("scenarios: " + String.join(", ", all()) + "; none named: all");
      System.exit(2);
    }
    var scorecard =
        new Scorecard(scenarios.stream().flatMap(one -> one.goals().stream()).toList());
    new Main(new Bench(Settings.of(arguments), new Report(), scorecard)).run(scenarios);
  }

  private static List<String> all() {
    var names = new ArrayList<>(COMPARISONS.keySet().stream().sorted().toList());
    names.addAll(others().keySet());
    return names;
  }

  private static Map<String, Scenario> others() {
    var others = new LinkedHashMap<String, Scenario>();
    others.put("hanging", new HangingNeighbours());
    others.put("heap", new SmallHeap());
    others.put("two-nodes", new TwoNodes());
    others.put("filters", new ManyFilters());
    others.put("pages", new PageTimes());
    others.put("reuse", new ConnectionReuse());
    others.put("growth", new Growth());
    return others;
  }

  /** What was asked for; empty if one of the names is none of ours. */
  private static List<Scenario> scenarios(List<String> names) {
    if (!all().containsAll(names)) {
      return List.of();
    }
    List<String> chosen = names.isEmpty() ? all() : names;
    var comparisons = EnumSet.noneOf(Comparison.class);
    COMPARISONS.forEach((name, comparison) -> {
      if (chosen.contains(name)) {
        comparisons.add(comparison);
      }
    });
    var scenarios = new ArrayList<Scenario>();
    if (!comparisons.isEmpty()) {
      scenarios.add(new Throughput(comparisons));
    }
    others().forEach((name, scenario) -> {
      if (chosen.contains(name)) {
        scenarios.add(scenario);
      }
    });
    return scenarios;
  }

  private void run(List<Scenario> scenarios) throws IOException {
    Profile.forgetAll();
    var head = new Report();
    head.line("# Performance");
    head.line("");
    head.line("Ratios of sides measured beside each other in one run, by the command in"
        + " [benchmarks/README.md](../benchmarks/README.md), which says what each side does. "
        + LocalDate.now(ZoneId.systemDefault())
        + ". Absolute figures belong to the machine they were measured on.");
    head.line("");
    head.line("Measured on " + Machine.described() + ".");
    head.line("");
    if (!bench.settings().valid()) {
      head.line("**A quick look, not warmed up: these figures are not valid.**");
      head.line("");
    }
    for (Scenario scenario : scenarios) {
      attempt(scenario);
    }
    profiles();
    head.section("Goals");
    bench.scorecard().write(head);
    List<Goal> shortfalls = bench.scorecard().shortfalls();
    head.line(
        shortfalls.isEmpty()
            ? "Every goal is met."
            : "Goals that fall short: " + shortfalls.size() + ".");
    head.line("");
    Path file = Places.target().resolve("results.md");
    Files.writeString(file, head.text() + bench.report().text());
    bench.progress("written to " + file);
  }

  /** Measures one; whatever goes wrong, the others are still measured. */
  private void attempt(Scenario scenario) {
    try {
      scenario.run(bench);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      e.printStackTrace();
      bench.scorecard().missing(scenario.goals(), String.valueOf(e.getMessage()));
    }
  }

  private void profiles() {
    if (!bench.settings().recorded()) {
      return;
    }
    for (Role role : Role.values()) {
      try {
        Profile.of(role).write(bench.report(), role);
      } catch (IOException e) {
        bench.progress("the recordings of " + role + " cannot be read: " + e);
      }
    }
  }
}
