package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.DeliveryListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
  private final BlockingQueue<Supplier<Message>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final @Nullable Thread thread;
  private volatile boolean stopping;

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

  /** Adds a message, which is made when it is its turn, on the thread that tells it; any thread. */
  void add(Supplier<Message> message) {
    if (thread != null && !waiting.offer(message) && dropped.getAndIncrement() == 0) {
      log.warn(
          "listeners are too slow: {} receipts wait, further ones are dropped (the delivery log has them)",
          MOST_WAITING);
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
    try {
      while (!stopping || !waiting.isEmpty()) {
        Supplier<Message> message = waiting.poll(50, TimeUnit.MILLISECONDS);
        if (message != null) {
          tell(message.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Message message) {
    for (DeliveryListener listener : listeners) {
      try {
        message.telling().accept(listener);
      } catch (Throwable e) {
        // whatever it is: AssertionError, a checked exception thrown by another JVM language
        log.warn("a listener failed on {}", message.about(), e);
      }
    }
    if (waiting.isEmpty() && dropped.get() > 0) {
      log.warn("{} receipts were dropped because listeners were too slow", dropped.getAndSet(0));
    }
  }
}
