package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plugin on SQLite, every event synced to disk; it counts when its receipt comes, which is after the commit. */
final class PluginSide implements Side {
  private final PluginHost host;
  private final Map<String, Object> settings;
  private volatile @Nullable Publishers publishers;

  PluginSide(Path data, int port) {
    host = new PluginHost(data);
    settings = Map.of(
        "services",
        List.of(Map.of(
            "name",
            "Receiver",
            "url",
            "http://127.0.0.1:" + port + "/hook",
            "concurrency",
            Samples.IN_FLIGHT)));
  }

  @Override
  public void begin(Load load) {
    NotificationChannel channel = host.open(receipt -> ended(receipt, load));
    if (publishers == null) {
      host.configure(settings);
    }
    var started = new Publishers(load, (event, number) -> channel.publish(event));
    publishers = started;
    started.start();
  }

  private void ended(DeliveryReceipt receipt, Load load) {
    Publishers waiting = publishers;
    if (waiting != null && receipt.outcome() == Outcome.DELIVERED) {
      waiting.settled();
    } else {
      load.fail();
    }
  }

  @Override
  public void end(Load load) throws InterruptedException {
    Publishers started = publishers;
    if (started != null) {
      started.join();
    }
    load.drain();
    host.stop();
  }

  @Override
  public void close() {
    host.close();
  }
}
