package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminEvent;
import io.github.webhookplugin.api.OneLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page that follows a plugin. A thread of its own writes to the browser, so that a slow one holds nobody up: whoever
 * offers an event never waits. Shared between threads.
 */
final class LiveStream {
  /** A browser that is further behind is let go; it comes back by itself and shows everything anew. */
  static final int MOST_WAITING = 100;

  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
  private static final String GREETING = "retry: 2000\n: following\n\n";
  private static final String BEAT = ": still here\n\n";

  private final BlockingQueue<AdminEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicReference<@Nullable AutoCloseable> watch = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "live");
  private final OutputStream out;
  private final Duration beat;
  private Runnable afterwards = () -> {};
  private volatile boolean ended;

  /**
   * A stream that is not started.
   *
   * @param beat how long nothing is sent before a comment is, which keeps the connection open
   */
  LiveStream(OutputStream out, Duration beat) {
    this.out = out;
    this.beat = beat;
    thread.setDaemon(true);
  }

  /**
   * Begins to write.
   *
   * @param source what offers the events; closed when the stream ends
   * @param last runs when nothing more is written, on the thread of the stream
   */
  void start(AutoCloseable source, Runnable last) {
    watch.set(source);
    afterwards = last;
    thread.start();
  }

  void offer(AdminEvent event) {
    if (!waiting.offer(event)) {
      end();
    }
  }

  private void run() {
    try {
      write();
    } finally {
      end();
      afterwards.run();
    }
  }

  private void write() {
    try {
      send(GREETING);
      while (!ended) {
        AdminEvent event = waiting.poll(beat.toNanos(), TimeUnit.NANOSECONDS);
        send(event == null ? BEAT : text(event));
      }
    } catch (IOException e) {
      log.debug("a page that followed is gone", OneLine.trace(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** A line break would end a field, so that a text of several lines becomes several fields. */
  private static String text(AdminEvent event) {
    return "event: " + event.name().replaceAll("\\R", " ") + "\ndata: "
        + event.data().replaceAll("\\R", "\ndata: ") + "\n\n";
  }

  /** Lets go of the source at once, and of the browser soon. Never waits for the browser. */
  void end() {
    ended = true;
    thread.interrupt();
    AutoCloseable source = watch.getAndSet(null);
    if (source != null) {
      try {
        source.close();
      } catch (Exception | LinkageError e) {
        log.warn("a plugin could not end a watch", OneLine.trace(e));
      }
    }
  }
}
