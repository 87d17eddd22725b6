package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of deliveries and is not stored yet. Any thread adds; the store thread takes. */
final class Results {
  private static final int MOST_AT_ONCE = 4_096;

  private final Queue<Settled> added = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  /** In the hands of the store thread, until a turn has committed them. */
  private final List<Settled> inHand = new ArrayList<>();

  void add(Settled settled) {
    added.add(settled);
    waiting.incrementAndGet();
  }

  /** How many are not stored; those in hand are counted for the store thread alone. */
  int unstored() {
    return waiting.get() + inHand.size();
  }

  boolean isEmpty() {
    return unstored() == 0;
  }

  /** All that this turn stores: what a failed turn has left, and what came since. */
  List<Settlement> take() {
    while (inHand.size() < MOST_AT_ONCE) {
      Settled next = added.poll();
      if (next == null) {
        break;
      }
      waiting.decrementAndGet();
      inHand.add(next);
    }
    return inHand.stream().map(Settled::settlement).toList();
  }

  /** Those of {@link #take} that took effect, given in their order. */
  List<Settled> effective(List<Settlement> settlements) {
    var effective = new ArrayList<Settled>(settlements.size());
    int i = 0;
    for (Settlement settlement : settlements) {
      while (inHand.get(i).settlement() != settlement) {
        i++;
      }
      effective.add(inHand.get(i++));
    }
    return effective;
  }

  /** What was taken is stored. */
  void stored() {
    inHand.clear();
  }
}
