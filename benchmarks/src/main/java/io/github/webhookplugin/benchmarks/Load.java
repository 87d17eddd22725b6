package io.github.webhookplugin.benchmarks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a side has begun and ended in one turn. Shared between threads. */
final class Load {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicLong begun = new AtomicLong();
  private final LongAdder ended = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Latencies publishing = new Latencies();
  private volatile boolean running = true;

  /** Whether to begin more. */
  boolean running() {
    return running;
  }

  /** Counts an event, and says which it is. */
  long begin() {
    return begun.incrementAndGet();
  }

  /** Counts an event that was answered and, where there is a store, settled in it. */
  void end() {
    ended.increment();
  }

  void fail() {
    failed.increment();
  }

  long ended() {
    return ended.sum();
  }

  /** How long the calls took that returned when the event was on disk. */
  Latencies publishing() {
    return publishing;
  }

  void stop() {
    running = false;
  }

  /** Waits until all that was begun has ended; throws if something was lost or failed. */
  void drain() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ended.sum() + failed.sum() < begun.get() && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    if (ended.sum() != begun.get()) {
      throw new IllegalStateException(begun.get() + " events were begun, " + ended.sum()
          + " have ended well and " + failed.sum() + " have failed");
    }
  }
}
