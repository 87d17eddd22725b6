package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plugin whose log has so many deliveries, and its admin pages. */
final class PageSide implements AutoCloseable {
  private static final int OK = 200;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long deliveries;
  private final PluginHost host;
  private final PastMonth.Known known;
  private final AdminContribution admin;
  private final Duration took;

  PageSide(long deliveries) throws IOException, SQLException {
    this.deliveries = deliveries;
    Path data = Places.freshData("pages-" + deliveries);
    host = new PluginHost(data);
    host.open(context -> context);
    host.configure(Map.of("services", services()));
    host.stop();
    long start = System.nanoTime();
    try (var past = new PastMonth(data)) {
      known = past.write(deliveries);
    }
    took = Duration.ofNanos(System.nanoTime() - start);
    host.open(context -> context);
    admin = host.admin();
  }

  private static List<Map<String, Object>> services() {
    var services = new ArrayList<Map<String, Object>>();
    for (int i = 1; i <= PastMonth.SERVICES; i++) {
      services.add(Map.of("name", "Receiver " + i, "url", "http://127.0.0.1:9/hook"));
    }
    return services;
  }

  /** Nanoseconds, of the clock on the wall and of the asking thread on a CPU. */
  record Time(long whole, long cpu) {}

  /** Asks once and says how long it took. */
  Time visit(PageVisit visit) {
    var request = visit.request(known);
    long start = System.nanoTime();
    long used = THREADS.getCurrentThreadCpuTime();
    AdminResponse answer = admin.handle(request);
    var time = new Time(System.nanoTime() - start, THREADS.getCurrentThreadCpuTime() - used);
    if (answer.status() != OK) {
      throw new IllegalStateException(visit.name() + " of " + deliveries + " deliveries: "
          + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return time;
  }

  /** What was written, and how long it took. */
  String written() {
    return Numbers.whole((double) deliveries) + " deliveries in " + took.toMillis() + " ms";
  }

  @Override
  public void close() {
    host.close();
  }
}
