package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.NotificationChannel;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * How much longer {@code publish} takes with 1,000 services that have filters than with one. No service wants the events,
 * so that nothing but planning and storing is measured: with deliveries the difference would be a smaller part.
 */
final class ManyFilters implements Scenario {
  private static final int SERVICES = 1_000;
  private static final int THREADS = 64;
  private static final String MIXED = "1,000 services, filters of all kinds";
  private static final String NUMBERS = "1,000 services that compare a number each";

  @Override
  public List<Goal> goals() {
    return List.of(Goal.FILTERS);
  }

  @Override
  public void run(Bench bench) throws Exception {
    var sides = new ArrayList<FilterSide>();
    try {
      sides.add(new FilterSide("one service", 1, ManyFilters::mixed));
      sides.add(new FilterSide(MIXED, SERVICES, ManyFilters::mixed));
      sides.add(new FilterSide(NUMBERS, SERVICES, ManyFilters::number));
      for (FilterSide side : sides) {
        side.publish(bench.settings().warmUp());
        side.forget();
      }
      for (int round = 0; round < bench.settings().rounds(); round++) {
        for (int i = 0; i < sides.size(); i++) {
          // the other way round every other time
          sides
              .get(round % 2 == 0 ? i : sides.size() - 1 - i)
              .publish(bench.settings().measured());
        }
      }
      write(bench, sides);
    } finally {
      for (FilterSide side : sides) {
        side.close();
      }
    }
  }

  private static void write(Bench bench, List<FilterSide> sides) {
    FilterSide one = sides.get(0);
    bench
        .report()
        .section("Publish with filters, " + THREADS + " threads, no service wants the event");
    bench
        .report()
        .columns(List.of("side", "events/s (median of rounds)", "time an event, against one"));
    for (FilterSide side : sides) {
      bench
          .report()
          .row(List.of(
              side.name, Numbers.whole(side.perSecond()), Numbers.decimals(side.against(one))));
    }
    bench.report().line("");
    bench.scorecard().measured(Goal.FILTERS, sides.get(1).against(one));
  }

  /** Four in ten by type, three by entity, two by type and condition, one by condition. */
  private static Map<String, Object> mixed(int i) {
    return switch (i % 10) {
      case 0, 1, 2, 3 -> Map.of("eventTypes", List.of("order.*", "import." + i));
      case 4, 5, 6 ->
        Map.of(
            "eventFilters",
            List.of(Map.of(
                "eventType",
                "entityUpdated",
                "entities",
                List.of("table"),
                "include",
                List.of("domain:Sales" + i))));
      case 7, 8 ->
        Map.of("eventTypes", List.of("task.*"), "condition", condition(i).get("condition"));
      default -> condition(i);
    };
  }

  private static Map<String, Object> condition(int i) {
    return Map.of(
        "condition",
        i % 2 == 0
            ? Map.of("field", "data.team", "equals", "team-" + i)
            : Map.of(
                "all",
                List.of(
                    Map.of("field", "data.rows", "greater", 1_000 + i),
                    Map.of("field", "data.team", "in", List.of("team-" + i, "nobody")))));
  }

  /** None holds: the event has 1,204 rows. */
  private static Map<String, Object> number(int i) {
    return Map.of("condition", Map.of("field", "data.rows", "greater", 1_204 + i));
  }

  /** A plugin with a store of its own. */
  private static final class FilterSide implements AutoCloseable {
    private final String name;
    private final PluginHost host;
    private final NotificationChannel channel;
    private final AtomicLong numbers = new AtomicLong();
    private final List<Double> rates = new ArrayList<>();

    FilterSide(String name, int services, IntFunction<Map<String, Object>> filter)
        throws IOException {
      this.name = name;
      host = new PluginHost(Places.freshData("filters-" + services + "-" + name.length()));
      channel = host.open(context -> context);
      var documents = new ArrayList<Map<String, Object>>();
      for (int i = 0; i < services; i++) {
        var document = new HashMap<>(filter.apply(i));
        document.put("name", "Receiver " + i);
        document.put("url", "http://127.0.0.1:9/hook");
        documents.add(document);
      }
      host.configure(Map.of("services", documents));
    }

    void publish(Duration time) throws InterruptedException {
      long before = numbers.get();
      long start = System.nanoTime();
      long end = start + time.toNanos();
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < THREADS; i++) {
        var thread = new Thread(() -> publishUntil(end), "publisher-" + i);
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      rates.add((numbers.get() - before) * 1e9 / (System.nanoTime() - start));
    }

    private void publishUntil(long end) {
      while (System.nanoTime() < end) {
        int deliveries = channel.publish(event(numbers.incrementAndGet())).deliveries();
        if (deliveries != 0) {
          throw new IllegalStateException(name + ": an event was wanted " + deliveries + " times");
        }
      }
    }

    private static NotificationEvent event(long number) {
      return Samples.event(number).data("team", "team-x").data("rows", 1204).build();
    }

    void forget() {
      rates.clear();
    }

    double perSecond() {
      return Numbers.median(rates);
    }

    /** How much longer an event takes, from the medians. */
    double against(FilterSide one) {
      return one.perSecond() / perSecond();
    }

    @Override
    public void close() {
      host.close();
    }
  }
}
