package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** CPU time used so far. */
final class Cpu {
  /** Linux counts in these. */
  private static final Duration TICK = Duration.ofMillis(10);

  private Cpu() {}

  static Duration ofThisJvm() {
    return of(ProcessHandle.current());
  }

  /** Of the PostgreSQL server over that folder and its backends that still run; zero if there is none. */
  static Duration ofDatabase(Path folder) throws IOException {
    Path pid = folder.resolve("database").resolve("postmaster.pid");
    if (!Files.exists(pid)) {
      return Duration.ZERO;
    }
    // it is no child of this JVM: the program that started it has ended
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip())).stream()
        .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
        .map(Cpu::of)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Of all cores together, everything on the machine included. */
  static Duration ofMachine() throws IOException {
    String[] ticks = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1);
    long busy = 0;
    // user, nice, system; idle and waiting for a disk are left out; interrupts, and what other
    // machines took
    for (int column : new int[] {1, 2, 3, 6, 7, 8}) {
      busy += Long.parseLong(ticks[column]);
    }
    return TICK.multipliedBy(busy);
  }

  private static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
