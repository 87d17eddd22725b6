package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The plugin, every event synced to disk; a delivery counts when its receipt comes, which is after the commit. It is
 * stopped between turns, unless it {@link #staysOpen}.
 */
final class PluginSide implements Side {
  private final PluginHost host;
  private final UnaryOperator<HostContext.Builder> context;
  private final int services;
  private boolean staysOpen;
  private boolean waits;
  private @Nullable NotificationChannel channel;
  private volatile @Nullable Turned turned;

  /** One turn's load and whoever publishes it. */
  private record Turned(Load load, Publishing publishing) {}

  /**
   * Opens the store, sets the services up and closes it again.
   *
   * @param context what the host gives beside its folder
   */
  PluginSide(
      PluginHost host,
      UnaryOperator<HostContext.Builder> context,
      List<Map<String, Object>> services) {
    this.host = host;
    this.context = context;
    this.services = services.size();
    host.open(context);
    host.configure(Map.of("services", services));
    host.stop();
  }

  /** Lets it run on between turns. */
  PluginSide staysOpen() {
    staysOpen = true;
    return this;
  }

  /** Has threads that wait for each event to be stored, at the top rate too. */
  PluginSide waits() {
    waits = true;
    return this;
  }

  @Override
  public void begin(Load load) {
    NotificationChannel open = channel == null ? open() : channel;
    channel = open;
    Publishing publishing = waits || load.perSecond() != Load.UNLIMITED
        ? new Publishers(load, new Waiting(open))
        : new Chains(load, services, open::publishAsync);
    turned = new Turned(load, publishing);
    publishing.start();
  }

  /** Publishes and waits until the event is on disk. */
  private final class Waiting implements Traffic {
    private final NotificationChannel channel;

    Waiting(NotificationChannel channel) {
      this.channel = channel;
    }

    @Override
    public int deliveries(long number) {
      return services;
    }

    @Override
    public void publish(NotificationEvent.Builder event, long number) {
      channel.publish(event.build());
    }
  }

  private NotificationChannel open() {
    return host.open(builder -> context.apply(builder).listener(this::ended));
  }

  private void ended(DeliveryReceipt receipt) {
    Turned now = turned;
    if (receipt.eventType().equals(Samples.EARLIER_TYPE)) {
      if (now != null) {
        now.load.endEarlier();
      }
    } else if (now != null && receipt.outcome() == Outcome.DELIVERED) {
      now.publishing.settled();
    } else if (now != null) {
      now.load.fail();
    }
  }

  @Override
  public void end(Load load) throws InterruptedException {
    Turned now = turned;
    if (now != null) {
      now.publishing.join();
    }
    load.drain();
    if (!staysOpen) {
      channel = null;
      host.stop();
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
