package io.github.webhookplugin.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The JVM of one side: takes turns when told on standard input, and ends with it. */
final class SideMain {
  private static final Duration RAMP = Duration.ofMillis(500);

  private SideMain() {}

  /** Arguments: which side, and the receiver's port. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    try (Side side = side(args[0], port)) {
      Wire.serve(
          command -> turn(side, Duration.ofMillis(Long.parseLong(command))).toLine());
    }
  }

  private static Side side(String name, int port) throws Exception {
    Path data = Places.freshData(name);
    return switch (name) {
      case "plugin" -> new PluginSide(data, port);
      case "bare" -> new BareSide(port);
      case "db-scheduler" -> new DbSchedulerSide(new PostgresServer(data), port);
      default -> throw new IllegalArgumentException("no side is called " + name);
    };
  }

  private static Turn turn(Side side, Duration measured) throws Exception {
    var load = new Load();
    side.begin(load);
    TimeUnit.NANOSECONDS.sleep(RAMP.toNanos());
    load.publishing().clear();
    long ended = load.ended();
    long start = System.nanoTime();
    Duration cpu = Cpu.ofThisJvm();
    Duration database = Cpu.ofChildren();
    TimeUnit.NANOSECONDS.sleep(measured.toNanos());
    ended = load.ended() - ended;
    long elapsed = System.nanoTime() - start;
    cpu = Cpu.ofThisJvm().minus(cpu);
    database = Cpu.ofChildren().minus(database);
    Duration median = load.publishing().quantile(0.5);
    Duration slowest = load.publishing().quantile(0.99);
    load.stop();
    side.end(load);
    return new Turn(
        ended,
        elapsed,
        cpu.toNanos(),
        database.toNanos(),
        median.toNanos(),
        slowest.toNanos(),
        load.ended());
  }
}
