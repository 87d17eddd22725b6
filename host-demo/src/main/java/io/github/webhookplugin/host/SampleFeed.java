package io.github.webhookplugin.host;

import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Emits the sample events in turn, for ever, as a busy host would. */
final class SampleFeed implements AutoCloseable {
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(SampleFeed.class);

  private final Channels channels;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> {
        var named = new Thread(task, "sample-feed");
        named.setDaemon(true);
        return named;
      });
  private List<NotificationEvent> waiting = List.of();

  SampleFeed(Channels channels) {
    this.channels = channels;
  }

  void start() {
    var unused =
        thread.scheduleWithFixedDelay(this::emitNext, 1, PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  private void emitNext() {
    try {
      if (waiting.isEmpty()) {
        waiting = Samples.events();
      }
      var next = waiting.subList(0, 1);
      waiting = waiting.subList(1, waiting.size());
      var refusal = channels.publish(next).get(0).refusal();
      if (refusal != null) {
        log.warn("a sample event was not accepted: {}", CannotStart.said(refusal));
      }
    } catch (RuntimeException e) {
      log.error("a sample event failed", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
