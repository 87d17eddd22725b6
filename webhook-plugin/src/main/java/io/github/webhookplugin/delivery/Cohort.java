package io.github.webhookplugin.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Events that are stored in one turn. Their publishers wait for the same thing and wake each other up one after the
 * other: to wake sixty-four of them by itself would cost the store thread more than to store their events. The intake
 * fills it, then it belongs to the store thread; only waiting is for any thread.
 */
final class Cohort {
  static final Cohort EMPTY = new Cohort();

  private final List<Incoming> members = new ArrayList<>();
  private final CountDownLatch told = new CountDownLatch(1);
  private long bytes;

  void add(Incoming incoming) {
    members.add(incoming);
    bytes += incoming.bytes();
  }

  List<Incoming> members() {
    return members;
  }

  int size() {
    return members.size();
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  /** Lets the publishers go on: what became of each event is known. */
  void told() {
    told.countDown();
  }

  void fail(Throwable cause) {
    members.forEach(member -> member.stored().completeExceptionally(cause));
    told();
  }

  /** Waits until what became of the events is known; an interruption is kept for later. */
  void await() {
    boolean interrupted = false;
    while (true) {
      try {
        told.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
