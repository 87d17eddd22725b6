package io.github.webhookplugin.benchmarks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a side is to do, has begun and has ended in one turn. Shared between threads. */
final class Load {
  /** A rate: as much as the side can. */
  static final long UNLIMITED = 0;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final long perSecond;
  private final AtomicLong events = new AtomicLong();
  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder earlier = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Latencies publishing = new Latencies();
  private final Latencies sinceDue = new Latencies();
  private final Latencies arrivals = new Latencies();
  private volatile boolean running = true;

  /** So many events a second, or {@link #UNLIMITED}. */
  Load(long perSecond) {
    this.perSecond = perSecond;
  }

  long perSecond() {
    return perSecond;
  }

  /** Whether to begin more. */
  boolean running() {
    return running;
  }

  /** The number of the next event: 1, 2 and so on. */
  long nextEvent() {
    return events.incrementAndGet();
  }

  /** Counts deliveries that are to end well. */
  void begin(int deliveries) {
    begun.add(deliveries);
  }

  /** Counts a delivery that was answered and, where there is a store, settled in it. */
  void end() {
    ended.increment();
  }

  /** Counts a delivery of an event that was in the store before. */
  void endEarlier() {
    earlier.increment();
  }

  long earlier() {
    return earlier.sum();
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

  /** The same, from when the call was due at the rate asked for. */
  Latencies sinceDue() {
    return sinceDue;
  }

  /** How long it took from the call until the receiver answered; empty where the two share no clock. */
  Latencies arrivals() {
    return arrivals;
  }

  /** Forgets the times of a start that is not to be measured. */
  void forgetTimes() {
    publishing.clear();
    sinceDue.clear();
    arrivals.clear();
  }

  void stop() {
    running = false;
  }

  /** Waits until all that was begun has ended; throws if something was lost or failed. */
  void drain() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ended.sum() + failed.sum() < begun.sum() && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    if (ended.sum() != begun.sum()) {
      throw new IllegalStateException(begun.sum() + " deliveries were begun, " + ended.sum()
          + " have ended well and " + failed.sum() + " have failed");
    }
  }
}
