package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Events that wait for the store thread: bounded by number and by bytes. Shared between threads. */
final class Intake {
  static final int MAX_EVENTS = 8_192;
  static final long MAX_BYTES = 16L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Queue<Incoming> waiting = new ArrayDeque<>();
  private final Runnable wake;
  private long bytes;
  private boolean closed;

  /** Calls {@code wake} after something came in. */
  Intake(Runnable wake) {
    this.wake = wake;
  }

  /**
   * Adds an event, waiting for room.
   *
   * @param patience how long to wait; zero: not at all
   * @throws PublishException if there is no room in time, or the channel is closed
   */
  void add(Incoming incoming, Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!closed && full()) {
        if (left <= 0) {
          throw busy(patience);
        }
        left = room.awaitNanos(left);
      }
      if (closed) {
        throw closed();
      }
      waiting.add(incoming);
      bytes += incoming.bytes();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(
          Reason.BUSY, "the publishing thread was interrupted while the channel was busy", e);
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  List<Incoming> drain(int most) {
    lock.lock();
    try {
      var out = new ArrayList<Incoming>(Math.min(most, waiting.size()));
      while (out.size() < most && !waiting.isEmpty()) {
        Incoming next = waiting.remove();
        bytes -= next.bytes();
        out.add(next);
      }
      if (!out.isEmpty()) {
        room.signalAll();
      }
      return out;
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing more in; what waits is still stored. */
  void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  static PublishException closed() {
    return new PublishException(
        Reason.CLOSED, "the channel is closed; publish again when the plugin runs");
  }

  private boolean full() {
    return waiting.size() >= MAX_EVENTS || bytes >= MAX_BYTES;
  }

  private PublishException busy(Duration patience) {
    return new PublishException(
        Reason.BUSY,
        "busy: " + waiting.size() + " events (" + bytes
            + " bytes) wait to be stored"
            + (patience.isZero() ? "" : ", and none was within " + patience.toSeconds() + " s")
            + "; publish again later");
  }
}
