package io.github.webhookplugin.benchmarks;

import java.util.Arrays;

/**
 * What one side did in one turn. Times in nanoseconds.
 *
 * @param ended events that were answered, and settled where there is a store, while time was measured
 * @param elapsed how long was measured
 * @param cpu used by the side's JVM meanwhile
 * @param database CPU used by the database's processes, 0 if there are none
 * @param publishMedian of the calls that store an event; 0 if nothing is stored
 * @param publishSlowest the 99th of a hundred
 * @param total events of the whole turn, before and after the measured time too
 */
record Turn(
    long ended,
    long elapsed,
    long cpu,
    long database,
    long publishMedian,
    long publishSlowest,
    long total) {
  double perSecond() {
    return ended * 1e9 / elapsed;
  }

  /** Microseconds for each event. */
  double cpuEach() {
    return cpu / 1e3 / ended;
  }

  /** Microseconds for each event, the database's processes included. */
  double cpuEachWithDatabase() {
    return (cpu + database) / 1e3 / ended;
  }

  String toLine() {
    return ended + " " + elapsed + " " + cpu + " " + database + " " + publishMedian + " "
        + publishSlowest + " " + total;
  }

  static Turn ofLine(String line) {
    long[] numbers =
        Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Turn(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
  }
}
