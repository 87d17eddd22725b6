package io.github.webhookplugin.outbox;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the keys of events and deliveries: 41 bits of milliseconds since 2024, 6 bits of node, 15 bits of counter.
 *
 * <p>Keys grow with time, so rows are appended and the newest page of the log is the end of the primary key. An
 * event's deliveries have the keys that follow its own. Shared between threads.
 */
public final class Keys {
  /** The most keys that one block can have: an event and its deliveries. */
  public static final int MAX_BLOCK = 1 << 15;

  static final int MAX_NODES = 1 << 6;
  private static final long EPOCH_MILLIS = 1_704_067_200_000L;
  private static final int TIME_SHIFT = 21;
  private static final int NODE_SHIFT = 15;
  private static final long COUNTER_MASK = MAX_BLOCK - 1L;

  private final Clock clock;
  private volatile Sequence sequence;

  /**
   * One node's keys.
   *
   * @param next milliseconds and counter of the next free key, without the node: {@code millis << 15 | counter}
   */
  private record Sequence(long node, AtomicLong next) {}

  Keys(Clock clock, int node, long after) {
    this.clock = clock;
    this.sequence = new Sequence(node, new AtomicLong(firstAfter(after)));
  }

  /** Reserves {@code count} keys in a row and returns the first. */
  public long block(int count) {
    if (count < 1 || count > MAX_BLOCK) {
      throw new IllegalArgumentException(
          "a block has 1 to " + MAX_BLOCK + " keys, asked for " + count);
    }
    long now = Math.max(0, clock.millis() - EPOCH_MILLIS) << NODE_SHIFT;
    Sequence current = sequence;
    while (true) {
      long free = current.next.get();
      long start = Math.max(free, now);
      if ((start & COUNTER_MASK) + count > MAX_BLOCK) {
        start = ((start >>> NODE_SHIFT) + 1) << NODE_SHIFT;
      }
      if (current.next.compareAndSet(free, start + count)) {
        return ((start >>> NODE_SHIFT) << TIME_SHIFT)
            | (current.node << NODE_SHIFT)
            | (start & COUNTER_MASK);
      }
    }
  }

  /** Makes keys of another node from now on, all of them greater than {@code after}. */
  void changeNode(int number, long after) {
    long first = Math.max(firstAfter(after), sequence.next.get());
    sequence = new Sequence(number, new AtomicLong(first));
  }

  /** Refuses a key of a number that this node has lost meanwhile: another node may make the same one. */
  void requireMine(long key) {
    if (!mine(key)) {
      throw new StoreException(
          "this host stood still for so long that another one took its number; publish again");
    }
  }

  /** Whether a key is of the node that keys are made for now. */
  boolean mine(long key) {
    return (key >>> NODE_SHIFT & (MAX_NODES - 1)) == sequence.node;
  }

  private static long firstAfter(long key) {
    return ((key >>> TIME_SHIFT) + 1) << NODE_SHIFT;
  }

  /** The smallest key that a node could have made at that moment. */
  public static long at(long epochMillis) {
    return Math.max(0, epochMillis - EPOCH_MILLIS) << TIME_SHIFT;
  }

  /** When the key was made, to the millisecond. */
  public static long millis(long key) {
    return (key >>> TIME_SHIFT) + EPOCH_MILLIS;
  }
}
