package io.github.webhookplugin.host;

import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.api.PublishReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Every channel of every plugin, as one. */
final class Channels {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Plugins plugins;

  Channels(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * What became of one event: a receipt, summed over the channels, or why a channel did not take it.
   *
   * @param receipt null if a channel refused; another may have taken it all the same
   */
  record Outcome(@Nullable PublishReceipt receipt, @Nullable Throwable refusal) {}

  /** Publishes all events at once, so that channels can store them together, and waits for the outcomes. */
  List<Outcome> publish(List<NotificationEvent> events) {
    var channels =
        plugins.loaded().stream().flatMap(plugin -> plugin.channels().stream()).toList();
    if (channels.isEmpty()) {
      var none = new PublishException(
          PublishException.Reason.CLOSED,
          "no channel is open; try again when the host has started");
      return events.stream().map(event -> new Outcome(null, none)).toList();
    }
    var pending = events.stream()
        .map(event -> channels.stream().map(channel -> publish(channel, event)).toList())
        .toList();
    var outcomes = new ArrayList<Outcome>();
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    for (int i = 0; i < events.size(); i++) {
      outcomes.add(outcome(events.get(i), pending.get(i), deadline));
    }
    return outcomes;
  }

  private static CompletableFuture<PublishReceipt> publish(
      NotificationChannel channel, NotificationEvent event) {
    try {
      return channel.publishAsync(event).toCompletableFuture();
    } catch (Exception | LinkageError e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Outcome outcome(
      NotificationEvent event, List<CompletableFuture<PublishReceipt>> pending, long deadline) {
    var receipts = new ArrayList<PublishReceipt>();
    try {
      for (var each : pending) {
        receipts.add(each.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
      }
      return new Outcome(sum(event, receipts), null);
    } catch (ExecutionException e) {
      return new Outcome(null, e.getCause());
    } catch (TimeoutException e) {
      return new Outcome(
          null,
          new PublishException(
              PublishException.Reason.BUSY,
              "not stored within " + LONGEST_WAIT.toSeconds()
                  + " seconds; it may still be, so send it again with the same id"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(
          null, new PublishException(PublishException.Reason.CLOSED, "the host is stopping"));
    }
  }

  /** An event is a duplicate if every channel has had it before. */
  private static PublishReceipt sum(NotificationEvent event, List<PublishReceipt> receipts) {
    if (receipts.stream().allMatch(PublishReceipt::duplicate)) {
      return receipts.get(0);
    }
    return new PublishReceipt(
        event.id().orElseThrow(),
        receipts.stream().mapToInt(PublishReceipt::deliveries).sum(),
        receipts.stream().mapToInt(PublishReceipt::skipped).sum());
  }

  /** How each plugin is; one without channels is as PF4J sees it. */
  Map<String, Health> health() {
    var health = new LinkedHashMap<String, Health>();
    for (LoadedPlugin plugin : plugins.loaded()) {
      health.put(plugin.id(), health(plugin));
    }
    return health;
  }

  private static Health health(LoadedPlugin plugin) {
    if (plugin.state() == LoadedPlugin.State.FAILED) {
      return new Health(Health.State.DOWN, plugin.reason(), 0);
    }
    if (!plugin.runs()) {
      return new Health(Health.State.DEGRADED, "it is not running", 0);
    }
    var worst = new Health(Health.State.UP, plugin.reason(), 0);
    for (NotificationChannel channel : plugin.channels()) {
      Health one = health(channel);
      worst = one.state().compareTo(worst.state()) >= 0 ? one : worst;
    }
    return worst;
  }

  private static Health health(NotificationChannel channel) {
    try {
      return channel.health();
    } catch (Exception | LinkageError e) {
      return new Health(Health.State.DOWN, "the channel does not answer", 0);
    }
  }
}
