package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.DeliveryReceipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the host's listeners how deliveries ended, on a thread of its own: a slow or throwing listener harms nothing.
 * Without listeners there is no thread.
 */
final class Receipts {
  private static final Logger log = LoggerFactory.getLogger(Receipts.class);
  private static final int MOST_WAITING = 10_000;

  private final List<DeliveryListener> listeners;
  private final BlockingQueue<DeliveryReceipt> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final @Nullable Thread thread;
  private volatile boolean stopping;

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

  void add(DeliveryReceipt receipt) {
    if (!waiting.offer(receipt) && dropped.getAndIncrement() == 0) {
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
        DeliveryReceipt receipt = waiting.poll(50, TimeUnit.MILLISECONDS);
        if (receipt != null) {
          tell(receipt);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(DeliveryReceipt receipt) {
    for (DeliveryListener listener : listeners) {
      try {
        listener.ended(receipt);
      } catch (Throwable e) {
        // whatever it is: AssertionError, a checked exception thrown by another JVM language
        log.warn("a listener failed on delivery {}", receipt.deliveryId(), e);
      }
    }
    if (waiting.isEmpty() && dropped.get() > 0) {
      log.warn("{} receipts were dropped because listeners were too slow", dropped.getAndSet(0));
    }
  }
}
