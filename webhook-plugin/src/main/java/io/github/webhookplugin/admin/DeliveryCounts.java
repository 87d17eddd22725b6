package io.github.webhookplugin.admin;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.LogCounts;
import io.github.webhookplugin.outbox.LogCounts.Count;
import io.github.webhookplugin.outbox.LogCounts.Reach;
import io.github.webhookplugin.outbox.LogFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many deliveries a filter means, and when they came. Of a long log only the newest are counted; how they spread over
 * days is then taken from the counts by hour, if these can tell.
 */
final class DeliveryCounts {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  /** For less than that, counts by hour are too coarse. */
  private static final long COARSE = 12 * HOUR;

  private final LogCounts counts;
  private final long now;

  /** At {@code now}, in milliseconds since 1970. */
  DeliveryCounts(LogCounts counts, long now) {
    this.counts = counts;
    this.now = now;
  }

  Map<String, @Nullable Object> of(DeliveryQuery query) {
    LogFilter filter = query.filter();
    if (filter == null) {
      return shown(new Total(query.one() == null ? 0 : 1, false), new Total(0, false), null);
    }
    long since = filter.since() == null ? counts.oldest().orElse(now - HOUR) : filter.since();
    long end = Math.max(since, filter.until() == null ? now : filter.until() - 1) + 1;
    Reach reach = counts.reach(filter, Keys.at(since));
    if (!reach.complete() && (filter.type() != null || filter.text() != null)) {
      return shown(null, null, null);
    }
    if (reach.complete()) {
      List<Count> all = counts.count(filter, Keys.at(since), Keys.at(end), query.bars());
      long total = all.stream().mapToLong(Count::n).sum();
      return shown(
          new Total(total, false),
          new Total(failed(all), false),
          new Histogram(since, end, query.bars()).add(all).shown(true));
    }
    return shown(
        new Total(LogCounts.MOST, true),
        failed(filter, since, end),
        spread(filter, since, end, reach, query.bars()));
  }

  /** Counted up to a number, of which {@code more} says whether there are more. */
  private record Total(long n, boolean more) {}

  private static Map<String, @Nullable Object> shown(
      @Nullable Total total, @Nullable Total failed, @Nullable Map<String, ?> histogram) {
    return JsonObjects.object(
        "total",
        total == null ? null : total.n(),
        "more",
        total != null && total.more(),
        "failed",
        failed == null ? null : failed.n(),
        "failedMore",
        failed != null && failed.more(),
        "histogram",
        histogram);
  }

  private Total failed(LogFilter filter, long since, long end) {
    if (!filter.states().isEmpty() && !filter.states().contains(State.FAILED)) {
      return new Total(0, false);
    }
    LogFilter only = filter.in(Set.of(State.FAILED));
    return counts.reach(only, Keys.at(since)).complete()
        ? new Total(failed(counts.count(only, Keys.at(since), Keys.at(end), 1)), false)
        : new Total(LogCounts.MOST, true);
  }

  private static long failed(List<Count> counts) {
    return counts.stream()
        .filter(count -> count.state() == State.FAILED)
        .mapToLong(Count::n)
        .sum();
  }

  private Map<String, @Nullable Object> spread(
      LogFilter filter, long since, long end, Reach reach, int bars) {
    if (filter.event() == null && end - since > COARSE) {
      return hours(filter, since, end, bars);
    }
    long reached = Keys.millis(reach.from());
    return new Histogram(reached, end, bars)
        .add(counts.count(filter, Keys.at(reached), Keys.at(end), bars))
        .shown(false);
  }

  private Map<String, @Nullable Object> hours(LogFilter filter, long since, long end, int bars) {
    long first = since / HOUR;
    long last = (end - 1) / HOUR;
    long hours = last - first + 1;
    long each = (hours + bars - 1) / bars;
    int shown = Math.toIntExact((hours + each - 1) / each);
    List<Count> tallies = counts.byHour(filter.service(), first, Instant.ofEpochMilli(now)).stream()
        .filter(count -> count.place() <= last)
        .filter(count -> filter.states().isEmpty() || filter.states().contains(count.state()))
        .map(count -> new Count((count.place() - first) / each, count.code(), count.n()))
        .toList();
    return new Histogram(first * HOUR, (first + shown * each) * HOUR, shown)
        .add(tallies)
        .shown(true);
  }
}
