package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A healthy service beside neighbours that take connections and never answer. If there are any, each tenth event is
 * one neighbour's, in turn, and the others are the healthy service's, whose deliveries alone are counted. Sender and
 * receivers share this JVM and so a clock: an event carries the moment of its publishing in its address. The plugin
 * runs on between turns, with its requests that hang.
 */
final class NeighbourSide implements Side {
  static final int NEIGHBOURS = 100;

  private static final int SHARE = 10;
  private static final String HEALTHY = "Healthy";
  private static final String PATH = "/healthy/";

  private final Receiver receiver = new Receiver(this::answers);
  private final ClassPathPlugin plugin;
  private final ClassPathPlugin.To healthy;
  private final List<ClassPathPlugin.To> neighbours = new ArrayList<>();
  private volatile @Nullable Turned turned;

  private record Turned(Load load, Publishers publishers) {}

  NeighbourSide(Path data, int neighbourCount) throws IOException {
    var services = new ArrayList<Map<String, Object>>();
    services.add(Map.of(
        "name",
        HEALTHY,
        "url",
        url() + PATH + "{{data.publishedAt}}",
        "concurrency",
        Samples.IN_FLIGHT));
    for (int i = 1; i <= neighbourCount; i++) {
      services.add(Map.of("name", neighbour(i), "url", url() + "/neighbour"));
    }
    receiver.start();
    plugin = new ClassPathPlugin(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .listener(this::ended)
        .build());
    plugin.configure(services);
    healthy = plugin.to(HEALTHY);
    for (int i = 1; i <= neighbourCount; i++) {
      neighbours.add(plugin.to(neighbour(i)));
    }
  }

  private String url() throws IOException {
    return "http://127.0.0.1:" + receiver.listen();
  }

  private static String neighbour(int number) {
    return "Neighbour " + number;
  }

  private boolean answers(RequestHead request) {
    if (!request.path().startsWith(PATH)) {
      return false;
    }
    Turned now = turned;
    if (now != null) {
      long publishedAt = Long.parseLong(request.path().substring(PATH.length()));
      now.load.arrivals().add(System.nanoTime() - publishedAt);
    }
    return true;
  }

  private void ended(DeliveryReceipt receipt) {
    Turned now = turned;
    if (now == null || !receipt.service().equals(HEALTHY)) {
      return;
    }
    if (receipt.outcome() == Outcome.DELIVERED) {
      now.publishers.settled();
    } else {
      now.load.fail();
    }
  }

  @Override
  public void begin(Load load) {
    var publishers = new Publishers(load, new Traffic() {
      @Override
      public int deliveries(long number) {
        return neighbourOf(number) == null ? 1 : 0;
      }

      @Override
      public void publish(NotificationEvent.Builder event, long number) {
        ClassPathPlugin.To neighbour = neighbourOf(number);
        event.data("publishedAt", String.valueOf(System.nanoTime()));
        (neighbour == null ? healthy : neighbour).publish(event.build());
      }
    });
    turned = new Turned(load, publishers);
    publishers.start();
  }

  private ClassPathPlugin.@Nullable To neighbourOf(long number) {
    return neighbours.isEmpty() || number % SHARE != 0
        ? null
        : neighbours.get((int) (number / SHARE % neighbours.size()));
  }

  @Override
  public void end(Load load) throws InterruptedException {
    Turned now = turned;
    if (now != null) {
      now.publishers.join();
    }
    load.drain();
  }

  @Override
  public void close() throws IOException {
    plugin.close();
    receiver.close();
  }
}
