package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Events that wait for the store thread: bounded by number and by bytes. Shared between threads. */
final class Intake {
  static final int MAX_EVENTS = 8_192;
  static final long MAX_BYTES = 16L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Deque<Cohort> waiting = new ArrayDeque<>();
  private final int mostTogether;
  private final Runnable wake;
  private final Runnable crowd;
  private int count;
  private int crowdAt = Integer.MAX_VALUE;
  private long bytes;
  private boolean closed;

  /**
   * Stores up to {@code mostTogether} events in one turn.
   *
   * @param wake called after something came in
   * @param crowd called when as many wait as {@link #callAt} asked for
   */
  Intake(int mostTogether, Runnable wake, Runnable crowd) {
    this.crowd = crowd;
    this.mostTogether = mostTogether;
    this.wake = wake;
  }

  /**
   * Adds an event, waiting for room.
   *
   * @param patience how long to wait; zero: not at all
   * @return those that it will be stored with, to wait for
   * @throws PublishException if there is no room in time, or the channel is closed
   */
  Cohort add(Incoming incoming, Duration patience) {
    Cohort cohort;
    boolean crowded;
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
      cohort = open();
      cohort.add(incoming);
      count++;
      bytes += incoming.bytes();
      crowded = count == crowdAt;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(
          Reason.BUSY, "the publishing thread was interrupted while the channel was busy", e);
    } finally {
      lock.unlock();
    }
    if (crowded) {
      crowd.run();
    }
    wake.run();
    return cohort;
  }

  private Cohort open() {
    Cohort last = waiting.peekLast();
    if (last == null || last.size() >= mostTogether) {
      last = new Cohort();
      waiting.add(last);
    }
    return last;
  }

  /** Refuses if the channel is closed. */
  void checkOpen() {
    lock.lock();
    try {
      if (closed) {
        throw closed();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks to be called when so many events wait; says how many do. */
  int callAt(int many) {
    lock.lock();
    try {
      crowdAt = many;
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Takes those that have waited longest; an empty cohort if none wait. */
  Cohort next() {
    lock.lock();
    try {
      Cohort next = waiting.poll();
      if (next == null) {
        return Cohort.EMPTY;
      }
      count -= next.size();
      bytes -= next.bytes();
      room.signalAll();
      return next;
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
    return count >= MAX_EVENTS || bytes >= MAX_BYTES;
  }

  private PublishException busy(Duration patience) {
    return new PublishException(
        Reason.BUSY,
        "busy: " + count + " events (" + bytes
            + " bytes) wait to be stored"
            + (patience.isZero() ? "" : ", and none was within " + patience.toSeconds() + " s")
            + "; publish again later");
  }
}
