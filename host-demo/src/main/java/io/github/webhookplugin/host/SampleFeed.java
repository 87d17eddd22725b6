package io.github.webhookplugin.host;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.OneLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Emits the sample events as a busy host would: many at the start, so that there is a past, and then one by one. */
final class SampleFeed implements AutoCloseable {
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** How often each of them is emitted at the start. */
  private static final int PAST = 4;

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
    thread.execute(this::emitPast);
    var unused =
        thread.scheduleWithFixedDelay(this::emitNext, 1, PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  private void emitPast() {
    try {
      for (int i = 0; i < PAST; i++) {
        report(channels.publish(Samples.events()));
      }
    } catch (RuntimeException e) {
      log.error("the sample events of the start failed", OneLine.trace(e));
    }
  }

  private void emitNext() {
    try {
      if (waiting.isEmpty()) {
        waiting = Samples.events();
      }
      var next = waiting.subList(0, 1);
      waiting = waiting.subList(1, waiting.size());
      report(channels.publish(next));
    } catch (RuntimeException e) {
      log.error("a sample event failed", OneLine.trace(e));
    }
  }

  private static void report(List<Channels.Outcome> outcomes) {
    for (var outcome : outcomes) {
      if (outcome.refusal() != null) {
        log.warn(
            "a sample event was not accepted: {}", OneLine.of(CannotStart.said(outcome.refusal())));
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
