package io.github.webhookplugin.benchmarks;

/**
 * One run.
 *
 * @param settings how long it measures
 * @param report where the details go
 * @param scorecard where the goals' figures go
 */
record Bench(Settings settings, Report report, Scorecard scorecard) {
  /** Says on standard error what is being done. */
  void progress(String what) {
    System.err.println(what);
  }
}
