package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryLog.Tally;
import io.github.webhookplugin.outbox.Statistics.Figures;
import io.github.webhookplugin.settings.SettingsBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code stats}: counts of the last hours, the present one included. */
final class StatsRoute {
  private static final int DAY = 24;
  private static final int MOST = 30 * DAY;

  private final DeliveryLog log;
  private final SettingsBook book;
  private final Clock clock;

  StatsRoute(JsonApi.Parts parts) {
    this.log = parts.deliveries();
    this.book = parts.book();
    this.clock = parts.clock();
  }

  void mount(Router router) {
    router.on("GET", "api/v1/stats", this::stats);
  }

  private AdminResponse stats(Call call) {
    var query = new Query(call.request(), List.of("hours"));
    int hours = query.number("hours", 1, MOST, DAY);
    query.check();
    long last = clock.millis() / Duration.ofHours(1).toMillis();
    long first = last - hours + 1;
    List<Tally> tallies = log.tallies(first, clock.instant());
    Map<Integer, Figures> figures = log.statistics().services(clock.instant());
    var total = Counts.of(tallies).shown();
    total.put("responseMillis", FiguresJson.responses(figures.values()));
    return Answers.json(
        200,
        JsonObjects.object(
            "since", start(first),
            "hours", hours,
            "pending", log.pending(),
            "total", total,
            "services", services(tallies, figures),
            "byHour", byHour(tallies, first, last)));
  }

  /** Those of the settings, in their order, then those that were removed meanwhile. */
  private List<Map<String, @Nullable Object>> services(
      List<Tally> tallies, Map<Integer, Figures> figures) {
    var active = book.active();
    var counts = new LinkedHashMap<Integer, Counts>();
    active
        .settings()
        .services()
        .forEach(service -> counts.put(active.number(service.id()), new Counts()));
    tallies.forEach(tally ->
        counts.computeIfAbsent(tally.service(), removed -> new Counts()).add(tally));
    var names = new ServiceNames(book, log);
    Figures none = Figures.none(clock.instant());
    var shown = new ArrayList<Map<String, @Nullable Object>>();
    counts.forEach((number, count) -> {
      var one = JsonObjects.object("service", names.of(number));
      one.putAll(count.shown());
      FiguresJson.put(figures.getOrDefault(number, none), one);
      shown.add(one);
    });
    return shown;
  }

  private static List<Map<String, @Nullable Object>> byHour(
      List<Tally> tallies, long first, long last) {
    var hours = new LinkedHashMap<Long, Counts>();
    for (long hour = first; hour <= last; hour++) {
      hours.put(hour, new Counts());
    }
    tallies.forEach(
        tally -> hours.computeIfAbsent(tally.hour(), later -> new Counts()).add(tally));
    var shown = new ArrayList<Map<String, @Nullable Object>>();
    hours.forEach((hour, counts) -> {
      var one = JsonObjects.object("hour", start(hour));
      one.putAll(counts.numbers());
      shown.add(one);
    });
    return shown;
  }

  private static Instant start(long hour) {
    return Instant.EPOCH.plus(Duration.ofHours(hour));
  }
}
