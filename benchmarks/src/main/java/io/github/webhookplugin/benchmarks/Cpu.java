package io.github.webhookplugin.benchmarks;

import java.time.Duration;

/** CPU time used so far. */
final class Cpu {
  private Cpu() {}

  static Duration ofThisJvm() {
    return of(ProcessHandle.current());
  }

  /** Of all processes that this JVM has started and that still run. */
  static Duration ofChildren() {
    return ProcessHandle.current().descendants().map(Cpu::of).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
