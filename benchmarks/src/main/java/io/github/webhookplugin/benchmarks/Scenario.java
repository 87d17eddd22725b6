package io.github.webhookplugin.benchmarks;

import java.util.List;

/** Something to measure, which answers some of the goals. */
interface Scenario {
  List<Goal> goals();

  /** Measures, writes the details, and hands the goals' figures in. */
  void run(Bench bench) throws Exception;
}
