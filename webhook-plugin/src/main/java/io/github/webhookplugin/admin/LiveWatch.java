package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminEvent;
import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.LogWatch;
import io.github.webhookplugin.outbox.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells pages that are open of what happens to deliveries. One thread looks about once a second, and only while somebody
 * watches. Shared between threads.
 */
public final class LiveWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveWatch.class);
  private static final AdminEvent DELIVERIES = new AdminEvent("deliveries", "{}");
  private static final int MOST = 200;

  private final DeliveryLog deliveries;
  private final Duration pause;
  private final ThreadFactory threads;
  private final List<Consumer<AdminEvent>> watchers = new CopyOnWriteArrayList<>();
  private @Nullable Thread looking;
  private boolean closed;

  public LiveWatch(DeliveryLog deliveries, Duration pause, ThreadFactory threads) {
    this.deliveries = deliveries;
    this.pause = pause;
    this.threads = threads;
  }

  /**
   * Adds a watcher.
   *
   * @return ends the watch
   * @throws Problem 503 if there are too many, or it is closed
   */
  public synchronized AutoCloseable add(Consumer<AdminEvent> watcher) {
    if (closed || watchers.size() >= MOST) {
      throw Problem.of(503, "Nobody more can follow at the moment. Try again later.");
    }
    watchers.add(watcher);
    if (looking == null) {
      looking = threads.newThread(this::look);
      looking.start();
    }
    return () -> watchers.remove(watcher);
  }

  private void look() {
    LogWatch changes = deliveries.watch();
    while (goesOn()) {
      try {
        if (changes.changed()) {
          watchers.forEach(LiveWatch::tell);
        }
      } catch (StoreException e) {
        log.debug("the log could not be looked at; it is tried again", OneLine.trace(e));
      }
      try {
        Thread.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Ends the thread when nobody watches any more; the next watcher starts another. */
  private synchronized boolean goesOn() {
    if (closed || watchers.isEmpty()) {
      looking = null;
      return false;
    }
    return true;
  }

  private static void tell(Consumer<AdminEvent> watcher) {
    try {
      watcher.accept(DELIVERIES);
    } catch (RuntimeException e) {
      log.warn("whoever follows deliveries failed", OneLine.trace(e));
    }
  }

  /** Ends all watches and waits for the thread. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = looking;
      watchers.clear();
    }
    if (last != null) {
      last.interrupt();
      try {
        last.join(Duration.ofSeconds(5).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
