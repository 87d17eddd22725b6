package io.github.webhookplugin.benchmarks;

import java.time.Duration;

/**
 * What a side is told to do in one turn.
 *
 * @param measured how long is measured
 * @param perSecond events, or {@link Load#UNLIMITED}
 * @param recorded whether the measured time is recorded for {@link Profile}
 */
record Order(Duration measured, long perSecond, boolean recorded) {
  String toLine() {
    return measured.toMillis() + " " + perSecond + " " + recorded;
  }

  static Order ofLine(String line) {
    String[] words = line.split(" ", -1);
    return new Order(
        Duration.ofMillis(Long.parseLong(words[0])),
        Long.parseLong(words[1]),
        Boolean.parseBoolean(words[2]));
  }
}
