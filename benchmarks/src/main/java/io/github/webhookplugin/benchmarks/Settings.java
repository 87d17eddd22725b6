package io.github.webhookplugin.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How long and how often is measured.
 *
 * @param valid false for a quick look, whose figures mean nothing
 * @param recorded whether each side's JVM writes a flight recording
 */
record Settings(boolean valid, boolean recorded, Duration warmUp, Duration measured, int rounds) {
  static Settings of(List<String> arguments) {
    boolean recorded = arguments.contains("--jfr");
    return arguments.contains("--quick")
        ? new Settings(false, recorded, Duration.ofSeconds(3), Duration.ofSeconds(2), 1)
        : new Settings(true, recorded, Duration.ofSeconds(15), Duration.ofSeconds(8), 3);
  }
}
