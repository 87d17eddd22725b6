package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The JVM of a plugin with one healthy service and neighbours that answer or hang. Sender and receiver share it, so that they share a
 * clock: an event carries the moment of its publishing in its address.
 */
final class NeighbourMain {
  private static final String HEALTHY = "/healthy/";
  private static final int ARRIVAL_PATIENCE_SECONDS = 30;

  private final Latencies arrivals = new Latencies();
  private final Latencies publishing = new Latencies();
  private final AtomicLong hanging = new AtomicLong();
  private final NotificationChannel channel;

  private final boolean neighboursHang;

  private NeighbourMain(PluginHost host, Receiver receiver, int neighbours, boolean neighboursHang)
      throws Exception {
    this.neighboursHang = neighboursHang;
    channel = host.open(receipt -> {});
    var services = new ArrayList<Map<String, Object>>();
    services.add(Map.of(
        "name", "Healthy", "url", url(receiver.listen()) + HEALTHY + "{{data.publishedAt}}"));
    for (int i = 1; i <= neighbours; i++) {
      services.add(Map.of(
          "name", "Neighbour " + i, "url", url(receiver.listen()) + "/neighbour", "timeout", 60));
    }
    host.configure(Map.of("services", services));
  }

  /** Arguments: a name for the data, how many neighbours there are, and whether they hang. */
  public static void main(String[] args) throws Exception {
    var self = new NeighbourMain[1];
    try (var host = new PluginHost(Places.freshData("neighbours-" + args[0]));
        var receiver = new Receiver(request -> {
          return self[0].arrived(request);
        })) {
      self[0] = new NeighbourMain(
          host, receiver, Integer.parseInt(args[1]), Boolean.parseBoolean(args[2]));
      receiver.start();
      Wire.serve(self[0]::turn);
    }
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private boolean arrived(RequestHead request) {
    if (!request.path().startsWith(HEALTHY)) {
      hanging.incrementAndGet();
      return !neighboursHang;
    }
    long publishedAt = Long.parseLong(request.path().substring(HEALTHY.length()));
    arrivals.add(System.nanoTime() - publishedAt);
    return true;
  }

  /** Publishes so many events a second for so many milliseconds, and waits for the healthy service's. */
  private String turn(String rateAndMillis) throws InterruptedException {
    List<Long> asked =
        List.of(rateAndMillis.split(" ", -1)).stream().map(Long::valueOf).toList();
    long between = TimeUnit.SECONDS.toNanos(1) / asked.get(0);
    long events = asked.get(0) * asked.get(1) / 1_000;
    arrivals.clear();
    publishing.clear();
    long next = System.nanoTime();
    for (long i = 0; i < events; i++) {
      next += between;
      TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
      publish();
    }
    awaitArrivals(events);
    return new Paced(
            arrivals.quantile(0.5).toNanos(),
            arrivals.quantile(0.99).toNanos(),
            publishing.quantile(0.5).toNanos(),
            publishing.quantile(0.99).toNanos(),
            hanging.get())
        .toLine();
  }

  private void publish() {
    long start = System.nanoTime();
    NotificationEvent event =
        Samples.event(start).data("publishedAt", String.valueOf(start)).build();
    channel.publish(event);
    publishing.add(System.nanoTime() - start);
  }

  private void awaitArrivals(long events) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVAL_PATIENCE_SECONDS);
    while (arrivals.count() < events) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            arrivals.count() + " of " + events + " events have arrived at the healthy service");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
