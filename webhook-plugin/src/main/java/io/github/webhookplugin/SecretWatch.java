package io.github.webhookplugin;

import io.github.webhookplugin.settings.HostSecrets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the host now and then whether its secrets are still the same: once a minute, and every ten seconds while one is
 * missing. On a thread of its own, which is there while it asks: a host that hangs keeps nothing else waiting.
 */
final class SecretWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SecretWatch.class);
  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration WHILE_MISSING = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HostSecrets secrets;
  private final Supplier<Set<String>> names;
  private final Runnable then;
  private final Clock clock;
  private final ThreadPoolExecutor thread;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile long asked;

  /**
   * Asks for nothing yet.
   *
   * @param names those in use
   * @param then runs on its thread whenever it has asked
   */
  SecretWatch(
      HostSecrets secrets,
      Supplier<Set<String>> names,
      Runnable then,
      Clock clock,
      ThreadFactory threads) {
    this.secrets = secrets;
    this.names = names;
    this.then = then;
    this.clock = clock;
    thread =
        new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    asked = clock.millis();
  }

  /**
   * Starts to ask if it is time.
   *
   * @param missing whether a service waits for a secret
   */
  void look(boolean missing) {
    long since = Math.abs(clock.millis() - asked);
    Set<String> used = names.get();
    boolean due = since >= (missing ? WHILE_MISSING : USUAL).toMillis();
    if (due && !used.isEmpty() && asking.compareAndSet(false, true)) {
      asked = clock.millis();
      thread.execute(() -> {
        try {
          secrets.refresh(used);
          then.run();
        } finally {
          asking.set(false);
        }
      });
    }
  }

  /** Waits a moment for a host that still answers. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the host's source of secrets did not answer in time; its thread is left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
