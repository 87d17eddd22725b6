package io.github.webhookplugin.sending;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/** Remembers the threads that it makes, so that all of them can be waited for. */
final class Threads implements ThreadFactory {
  private final ThreadFactory factory;
  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

  Threads(ThreadFactory factory) {
    this.factory = factory;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = factory.newThread(work);
    thread.setDaemon(true);
    made.add(thread);
    return thread;
  }

  boolean anyEnded() {
    return made.stream().anyMatch(Threads::hasEnded);
  }

  void forgetEnded() {
    made.removeIf(Threads::hasEnded);
  }

  private static boolean hasEnded(Thread thread) {
    return thread.getState() == Thread.State.TERMINATED;
  }

  /** Waits until all but the calling one have ended, at most so long; returns the names of those that have not. */
  List<String> join(Duration bound) throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    for (Thread thread : made) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (thread != Thread.currentThread() && left > 0) {
        thread.join(left);
      }
    }
    return made.stream()
        .filter(thread -> thread.isAlive() && thread != Thread.currentThread())
        .map(Thread::getName)
        .toList();
  }
}
