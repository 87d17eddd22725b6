package io.github.webhookplugin.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What one side did in one turn. Times in nanoseconds.
 *
 * @param ended deliveries that were answered, and settled where there is a store, while time was measured
 * @param total deliveries of the whole turn, before and after the measured time too
 * @param earlier deliveries meanwhile of events that were in the store before
 * @param elapsed how long was measured
 * @param cpu used meanwhile
 * @param publish the calls that store an event
 * @param sinceDue the same from the moment the call was due at the given rate
 * @param arrival from the call until the receiver answered, where that is known
 * @param stored what was there at the end
 */
record Turn(
    long ended,
    long total,
    long earlier,
    long elapsed,
    Used cpu,
    Times publish,
    Times sinceDue,
    Times arrival,
    Stored stored) {
  /**
   * CPU time, in nanoseconds.
   *
   * @param jvm of the side
   * @param database of its PostgreSQL server, 0 if it has none
   */
  record Used(long jvm, long database) {}

  /**
   * Bytes at the end of the measured time, under load.
   *
   * @param heap what is left of it after a full collection
   * @param disk the side's files
   */
  record Stored(long heap, long disk) {}

  double perSecond() {
    return ended * 1e9 / elapsed;
  }

  /** Microseconds for each delivery. */
  double cpuEach() {
    return cpu.jvm / 1e3 / ended;
  }

  /** Microseconds for each delivery, the database's processes included. */
  double cpuEachWithDatabase() {
    return (cpu.jvm + cpu.database) / 1e3 / ended;
  }

  double publishSlowest() {
    return publish.slowest();
  }

  double arrivalSlowest() {
    return arrival.slowest();
  }

  double heapMegabytes() {
    return stored.heap / (double) (1 << 20);
  }

  double diskMegabytes() {
    return stored.disk / (double) (1 << 20);
  }

  Turn withTotal(long value) {
    return new Turn(ended, value, earlier, elapsed, cpu, publish, sinceDue, arrival, stored);
  }

  String toLine() {
    return LongStream.of(
            ended,
            total,
            earlier,
            elapsed,
            cpu.jvm,
            cpu.database,
            publish.median(),
            publish.slowest(),
            sinceDue.median(),
            sinceDue.slowest(),
            arrival.median(),
            arrival.slowest(),
            stored.heap,
            stored.disk)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  static Turn ofLine(String line) {
    long[] n = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Turn(
        n[0],
        n[1],
        n[2],
        n[3],
        new Used(n[4], n[5]),
        new Times(n[6], n[7]),
        new Times(n[8], n[9]),
        new Times(n[10], n[11]),
        new Stored(n[12], n[13]));
  }
}
