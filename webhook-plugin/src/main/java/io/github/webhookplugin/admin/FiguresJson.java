package io.github.webhookplugin.admin;

import io.github.webhookplugin.model.FailureClass;
import io.github.webhookplugin.outbox.ResponseTimes;
import io.github.webhookplugin.outbox.Statistics.Failures;
import io.github.webhookplugin.outbox.Statistics.Figures;
import io.github.webhookplugin.outbox.Statistics.Period;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a service has been doing in the last day and week, as JSON (seed row W-90). */
final class FiguresJson {
  private FiguresJson() {}

  /** Adds {@code lastDay}, {@code lastWeek} and {@code waiting}. */
  static void put(Figures figures, Map<String, @Nullable Object> into) {
    var day = period(figures.day());
    day.put("responseMillis", responses(figures.responses()));
    day.put(
        "hourly",
        JsonObjects.object(
            "since", figures.since(),
            "delivered", list(figures.deliveredByHour()),
            "failed", list(figures.failedByHour())));
    into.put("lastDay", day);
    into.put("lastWeek", period(figures.week()));
    into.put(
        "waiting",
        JsonObjects.object(
            "retries", figures.retries().count(), "next", figures.retries().next()));
  }

  private static Map<String, @Nullable Object> period(Period period) {
    var shown = Counts.of(period).shown();
    var failures = new LinkedHashMap<String, Object>();
    for (Map.Entry<FailureClass, Failures> one : period.failures().entrySet()) {
      Failures failed = one.getValue();
      failures.put(
          one.getKey().word(),
          JsonObjects.object("tries", failed.tries(), "deliveries", failed.deliveries()));
    }
    shown.put("failures", failures);
    return shown;
  }

  /** Of all services together in the last day. */
  static Map<String, @Nullable Object> responses(Collection<Figures> services) {
    return responses(
        ResponseTimes.together(services.stream().map(Figures::responses).toList()));
  }

  private static Map<String, @Nullable Object> responses(ResponseTimes times) {
    return JsonObjects.object("p50", millis(times, 50), "p95", millis(times, 95));
  }

  private static @Nullable Object millis(ResponseTimes times, int percent) {
    return times.percentile(percent).map(Duration::toMillis).orElse(null);
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
