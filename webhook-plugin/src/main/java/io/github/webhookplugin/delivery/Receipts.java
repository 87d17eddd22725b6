package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.OneLine;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the host's listeners how deliveries ended and what happened to services, on a thread of its own: a slow or
 * throwing listener harms nothing. Without listeners there is no thread.
 */
final class Receipts {
  private static final Logger log = LoggerFactory.getLogger(Receipts.class);
  private static final int MOST_WAITING = 10_000;

  private final List<DeliveryListener> listeners;
  private static final Duration LONGEST_PARK = Duration.ofMillis(50);

  private final Queue<Supplier<Message>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final @Nullable Thread thread;
  private volatile boolean stopping;
  private volatile boolean idle;

  /**
   * What listeners are told.
   *
   * @param about for the log, if a listener fails on it
   */
  record Message(String about, Consumer<DeliveryListener> telling) {}

  Receipts(List<DeliveryListener> listeners, ThreadFactory threads) {
    this.listeners = listeners;
    this.thread = listeners.isEmpty() ? null : threads.newThread(this::tell);
    if (thread != null) {
      thread.start();
    }
  }

  boolean wanted() {
    return thread != null;
  }

  /**
   * Adds a message, which is made when it is its turn, on the thread that tells it; any thread. It may wait until {@link
   * #wake} is called, or for a moment.
   */
  void add(Supplier<Message> message) {
    if (thread == null) {
      return;
    }
    if (count.incrementAndGet() > MOST_WAITING) {
      count.decrementAndGet();
      if (dropped.getAndIncrement() == 0) {
        log.warn(
            "listeners are too slow: {} receipts wait, further ones are dropped (the delivery log has them)",
            MOST_WAITING);
      }
      return;
    }
    waiting.add(message);
  }

  /** Has what was added told now: once for many, because to wake a thread costs more than to add a message. */
  void wake() {
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  /** Hands over what waits, for at most that long, and ends the thread. */
  void stop(Duration bound) throws InterruptedException {
    if (thread == null) {
      return;
    }
    stopping = true;
    thread.join(Math.max(1, bound.toMillis()));
    thread.interrupt();
    thread.join(Math.max(1, bound.toMillis()));
  }

  private void tell() {
    while (!stopping || !waiting.isEmpty()) {
      Supplier<Message> message = waiting.poll();
      if (message == null) {
        park();
      } else {
        count.decrementAndGet();
        tell(message);
      }
      if (Thread.interrupted() && stopping) {
        return;
      }
    }
  }

  /** One that cannot be made must not end the thread for all others. */
  private void tell(Supplier<Message> made) {
    try {
      tell(made.get());
    } catch (RuntimeException | Error e) {
      log.error("a message to listeners could not be made", OneLine.trace(e));
    }
  }

  private void park() {
    idle = true;
    if (waiting.isEmpty() && !stopping) {
      LockSupport.parkNanos(LONGEST_PARK.toNanos());
    }
    idle = false;
  }

  private void tell(Message message) {
    for (DeliveryListener listener : listeners) {
      try {
        message.telling().accept(listener);
      } catch (Throwable e) {
        // whatever it is: AssertionError, a checked exception thrown by another JVM language
        log.warn("a listener failed on {}", OneLine.of(message.about()), OneLine.trace(e));
      }
    }
    if (waiting.isEmpty() && dropped.get() > 0) {
      log.warn("{} receipts were dropped because listeners were too slow", dropped.getAndSet(0));
    }
  }
}
