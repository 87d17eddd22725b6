package io.github.webhookplugin.sending;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/** HttpClient at work: its connections and its I/O threads. Shared between threads. */
final class Connections {
  private final Threads threads;
  private final PoolingAsyncClientConnectionManager pool;
  private final CloseableHttpAsyncClient client;

  Connections(Sender.Options options, ThreadFactory threadFactory) {
    threads = new Threads(threadFactory);
    pool = ClientRecipe.pool(options);
    client = ClientRecipe.client(pool, options, threads);
    client.start();
  }

  CloseableHttpAsyncClient client() {
    return client;
  }

  /**
   * False once an I/O thread has ended by itself, as an Error or a stray interrupt makes it. HttpCore starts no other
   * and fails every request that it would have given to that thread.
   */
  boolean areSound() {
    return !threads.anyEnded();
  }

  void closeIdle() {
    pool.closeExpired();
    pool.closeIdle(ClientRecipe.IDLE);
  }

  /** Closes them and waits for the I/O threads, at most so long; returns the names of those that have not ended. */
  List<String> close(Duration bound) throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    try {
      client.initiateShutdown();
      client.awaitShutdown(TimeValue.ofMilliseconds(bound.toMillis() / 2));
    } finally {
      client.close(CloseMode.IMMEDIATE);
    }
    return threads.join(Duration.ofNanos(deadline - System.nanoTime()));
  }
}
