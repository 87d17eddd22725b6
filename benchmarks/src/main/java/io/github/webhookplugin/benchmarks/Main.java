package io.github.webhookplugin.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** Runs the comparisons and writes {@code target/results.md}. */
public final class Main {
  private static final List<String> OPTIONS = List.of("--quick", "--jfr", "end-to-end", "hanging");

  private Main() {}

  public static void main(String[] args) throws Exception {
    List<String> arguments = List.of(args);
    if (!OPTIONS.containsAll(arguments)) {
      System.err.println(
          "usage: java -jar benchmarks.jar [--quick] [--jfr] [end-to-end] [hanging]");
      System.exit(2);
    }
    Settings settings = Settings.of(arguments);
    var report = new Report();
    report.line("# Benchmarks");
    report.line("");
    report.line("Measured on " + Machine.described() + ".");
    if (!settings.valid()) {
      report.line("");
      report.line("**A quick look, not warmed up: these figures are not valid.**");
    }
    report.line("");
    boolean all = !arguments.contains("end-to-end") && !arguments.contains("hanging");
    if (all || arguments.contains("end-to-end")) {
      new EndToEnd(settings, report).run();
    }
    if (all || arguments.contains("hanging")) {
      new HangingNeighbours(settings, report).run();
    }
    Path file = Places.target().resolve("results.md");
    report.write(file);
    System.err.println("written to " + file);
  }
}
