package io.github.webhookplugin.admin;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.LogCounts.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliveries over time, in bars of the same width. For one thread. Times are milliseconds since 1970. */
final class Histogram {
  private final long since;
  private final long until;
  private final List<Map<State, Long>> bars = new ArrayList<>();

  Histogram(long since, long until, int bars) {
    this.since = since;
    this.until = until;
    for (int i = 0; i < bars; i++) {
      this.bars.add(new EnumMap<>(State.class));
    }
  }

  /** Adds counts, but for tests; what came after the last bar belongs to it. */
  Histogram add(List<Count> counts) {
    for (Count count : counts) {
      State state = count.state();
      if (state != null) {
        int bar = (int) Math.min(Math.max(0, count.place()), bars.size() - 1L);
        bars.get(bar).merge(state, count.n(), Long::sum);
      }
    }
    return this;
  }

  /**
   * As JSON.
   *
   * @param whole false: it begins later than what was asked for, as there was too much to count
   */
  Map<String, @Nullable Object> shown(boolean whole) {
    var shown = new ArrayList<Map<String, @Nullable Object>>();
    for (int i = 0; i < bars.size(); i++) {
      shown.add(JsonObjects.object(
          "since", Instant.ofEpochMilli(since + (until - since) * i / bars.size()),
          "delivered", in(i, State.DELIVERED),
          "failed", in(i, State.FAILED),
          "skipped", in(i, State.SKIPPED),
          "open", in(i, State.WAITING) + in(i, State.SENDING)));
    }
    return JsonObjects.object(
        "since",
        Instant.ofEpochMilli(since),
        "until",
        Instant.ofEpochMilli(until),
        "whole",
        whole,
        "bars",
        shown);
  }

  private long in(int bar, State state) {
    return bars.get(bar).getOrDefault(state, 0L);
  }
}
