package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.LoopRules;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Finds services that get very many events about one thing in a short time (feature N-08). Counts in a fixed number of
 * places: of several things in one place, the most frequent is counted, and never too high. Lock-free; shared between
 * threads.
 */
final class Bursts {
  private static final int PLACES = 1 << 13;
  private static final int MARK_BITS = 24;
  private static final int WINDOW_BITS = 16;
  private static final int COUNT_BITS = 24;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final long WINDOW_MASK = (1L << WINDOW_BITS) - 1;

  private final AtomicLongArray places = new AtomicLongArray(PLACES);

  /**
   * Counts one event.
   *
   * @param subject stands for the event's type and the thing it is about
   * @param now milliseconds since 1970
   * @return true for the one that is over the limit, once in a window
   */
  boolean exceeded(int service, long subject, long now, LoopRules rules) {
    if (rules.burst() == 0) {
      return false;
    }
    long mixed = mix(subject * 31 + service);
    int place = (int) (mixed & (PLACES - 1));
    long mark = mixed >>> (Long.SIZE - MARK_BITS);
    long window = now / rules.burstWindow().toMillis() & WINDOW_MASK;
    while (true) {
      long before = places.get(place);
      long count = before & COUNT_MASK;
      boolean current = (before >>> COUNT_BITS & WINDOW_MASK) == window && count > 0;
      boolean mine = current && before >>> (COUNT_BITS + WINDOW_BITS) == mark;
      if (current && !mine && count > rules.burst()) {
        // what was pointed out stays until its window has passed
        return false;
      }
      long next;
      if (mine) {
        next = count == COUNT_MASK ? before : before + 1;
      } else if (current && count > 1) {
        next = before - 1;
      } else {
        next = (mark << WINDOW_BITS | window) << COUNT_BITS | 1;
      }
      if (next == before || places.compareAndSet(place, before, next)) {
        return mine && count == rules.burst();
      }
    }
  }

  /** Spreads the bits: the finalizer of SplitMix64. */
  private static long mix(long value) {
    long once = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    long twice = (once ^ once >>> 27) * 0x94d049bb133111ebL;
    return twice ^ twice >>> 31;
  }
}
