package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The JVM of one side: takes turns when told on standard input, and ends with it. */
final class SideMain {
  private static final Duration RAMP = Duration.ofMillis(500);

  private final Role role;
  private final Side side;
  private final Path data;
  private int recorded;

  private SideMain(Role role, Side side, Path data) {
    this.role = role;
    this.side = side;
    this.data = data;
  }

  /** Arguments: which role, and the receiver's port. */
  public static void main(String[] args) throws Exception {
    Role role = Role.valueOf(args[0]);
    Path data = Places.freshData(role.toString());
    try (Side side = new Lineup(data, Integer.parseInt(args[1])).side(role)) {
      var main = new SideMain(role, side, data);
      Wire.serve(order -> main.turn(Order.ofLine(order)).toLine());
    }
  }

  private Turn turn(Order order) throws Exception {
    var load = new Load(order.perSecond());
    side.begin(load);
    TimeUnit.NANOSECONDS.sleep(RAMP.toNanos());
    Turn turn;
    if (order.recorded()) {
      Path file = Places.target().resolve(role + "-" + ++recorded + ".jfr");
      try (var recorder = new Recorder(file)) {
        recorder.start();
        turn = measured(load, order.measured());
      }
    } else {
      turn = measured(load, order.measured());
    }
    load.stop();
    side.end(load);
    return turn.withTotal(load.ended());
  }

  private Turn measured(Load load, Duration howLong) throws IOException, InterruptedException {
    load.forgetTimes();
    long ended = load.ended();
    long earlier = load.earlier();
    long start = System.nanoTime();
    Duration cpu = Cpu.ofThisJvm();
    Duration database = Cpu.ofDatabase(data);
    TimeUnit.NANOSECONDS.sleep(howLong.toNanos());
    ended = load.ended() - ended;
    earlier = load.earlier() - earlier;
    long elapsed = System.nanoTime() - start;
    cpu = Cpu.ofThisJvm().minus(cpu);
    database = Cpu.ofDatabase(data).minus(database);
    var publish = Times.of(load.publishing());
    var sinceDue = Times.of(load.sinceDue());
    var arrivals = Times.of(load.arrivals());
    return new Turn(
        ended,
        0,
        earlier,
        elapsed,
        new Turn.Used(cpu.toNanos(), database.toNanos()),
        publish,
        sinceDue,
        arrivals,
        new Turn.Stored(heapInUse(), Places.bytes(data.toFile())));
  }

  /** After a full collection, with the load still running. */
  private static long heapInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
