package io.github.webhookplugin.receivers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many requests in so long, counted over a sliding window a tenth shorter: vendors' counters forgive as much. */
final class Quota {
  private final int count;
  private final Duration per;
  private final Deque<Instant> used = new ArrayDeque<>();

  Quota(int count, Duration per) {
    this.count = count;
    this.per = per;
  }

  /** Uses one up, if there is one. */
  boolean take(Instant now) {
    Instant start = now.minus(per.multipliedBy(9).dividedBy(10));
    while (!used.isEmpty() && !used.getFirst().isAfter(start)) {
      used.removeFirst();
    }
    if (used.size() >= count) {
      return false;
    }
    used.addLast(now);
    return true;
  }

  int left() {
    return count - used.size();
  }

  void reset() {
    used.clear();
  }
}
