package io.github.webhookplugin.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits in a lane's memory, the oldest first. Counts its bytes together with those of all lanes. Guarded by the
 * lane.
 */
final class Backlog {
  private final AtomicLong memory;
  private final Deque<Work> waiting = new ArrayDeque<>();

  Backlog(AtomicLong memory) {
    this.memory = memory;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  /** The oldest; there must be one. */
  Work first() {
    return waiting.element();
  }

  void add(Work work) {
    waiting.add(work);
    memory.addAndGet(work.bytes());
  }

  /** Takes the oldest out; there must be one. */
  Work take() {
    Work work = waiting.remove();
    memory.addAndGet(-work.bytes());
    return work;
  }

  /** Takes the newest out until {@code keep} are left. */
  List<Work> shed(int keep) {
    var out = new ArrayList<Work>();
    while (waiting.size() > keep) {
      Work work = waiting.removeLast();
      memory.addAndGet(-work.bytes());
      out.add(work);
    }
    return out;
  }

  void remove(Work work) {
    if (waiting.remove(work)) {
      memory.addAndGet(-work.bytes());
    }
  }

  /** Adds everything whose lease ends before that moment. */
  void leasedBefore(long millis, Collection<Work> into) {
    for (Work work : waiting) {
      if (work.leaseUntil() < millis) {
        into.add(work);
      }
    }
  }
}
