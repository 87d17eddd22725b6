package io.github.webhookplugin.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one service's deliveries of the last 24 hours ended.
 *
 * @param delivered by hour, the oldest first
 * @param failed the same
 */
record DayCounts(long[] delivered, long[] failed) {
  static final int HOURS = 24;
  static final DayCounts NONE = new DayCounts(new long[HOURS], new long[HOURS]);

  /** Of what {@code stats} says of one service. */
  static DayCounts of(Map<?, ?> stats) {
    return stats.get("lastDay") instanceof Map<?, ?> day
            && day.get("hourly") instanceof Map<?, ?> hourly
        ? new DayCounts(numbers(hourly.get("delivered")), numbers(hourly.get("failed")))
        : NONE;
  }

  /** By the ids of the services, of an answer of {@code stats}. */
  static Map<String, DayCounts> byService(Map<String, Object> stats) {
    var counts = new HashMap<String, DayCounts>();
    if (stats.get("services") instanceof List<?> services) {
      for (Object each : services) {
        if (each instanceof Map<?, ?> one && one.get("service") instanceof Map<?, ?> service) {
          counts.put(String.valueOf(service.get("id")), of(one));
        }
      }
    }
    return counts;
  }

  long deliveredInAll() {
    return sum(delivered);
  }

  /** How many failed. */
  long failures() {
    return sum(failed);
  }

  /** How many ended, well or not. */
  long sent() {
    return deliveredInAll() + failures();
  }

  /** How many of a hundred were delivered; 100 of none. */
  double percent() {
    return sent() == 0 ? 100 : deliveredInAll() * 100.0 / sent();
  }

  private static long[] numbers(@Nullable Object list) {
    var numbers = new long[HOURS];
    if (list instanceof List<?> values) {
      for (int i = 0; i < Math.min(HOURS, values.size()); i++) {
        numbers[i] = values.get(i) instanceof Number number ? number.longValue() : 0;
      }
    }
    return numbers;
  }

  private static long sum(long[] numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }
}
