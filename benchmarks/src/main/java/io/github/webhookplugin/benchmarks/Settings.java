package io.github.webhookplugin.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How long and how often is measured.
 *
 * @param valid false for a quick look, whose figures mean nothing
 * @param recorded whether each side's JVM writes flight recordings
 * @param warmUp of each side
 * @param measured of each turn
 * @param backlog how many deliveries nodes have to drain
 * @param simulated how long each step of the simulated hour is
 */
record Settings(
    boolean valid,
    boolean recorded,
    Duration warmUp,
    Duration measured,
    int rounds,
    long backlog,
    Duration simulated) {
  static Settings of(List<String> arguments) {
    boolean recorded = arguments.contains("--jfr");
    return arguments.contains("--quick")
        ? new Settings(
            false,
            recorded,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            1,
            10_000,
            Duration.ofMinutes(1))
        : new Settings(
            true,
            recorded,
            Duration.ofSeconds(20),
            Duration.ofSeconds(8),
            3,
            100_000,
            Duration.ofMinutes(10));
  }
}
