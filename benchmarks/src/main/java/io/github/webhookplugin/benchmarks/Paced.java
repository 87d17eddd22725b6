package io.github.webhookplugin.benchmarks;

import java.util.Arrays;

/**
 * What a turn at a fixed rate showed. Times in nanoseconds.
 *
 * @param arrivalMedian from the call of publish until the healthy service had the request
 * @param arrivalSlowest the 99th of a hundred
 * @param publishMedian of the call of publish
 * @param publishSlowest the 99th of a hundred
 * @param hanging requests that the hanging services had got by then, ever
 */
record Paced(
    long arrivalMedian,
    long arrivalSlowest,
    long publishMedian,
    long publishSlowest,
    long hanging) {
  String toLine() {
    return arrivalMedian + " " + arrivalSlowest + " " + publishMedian + " " + publishSlowest + " "
        + hanging;
  }

  static Paced ofLine(String line) {
    long[] numbers =
        Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Paced(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }
}
