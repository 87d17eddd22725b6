package io.github.webhookplugin.outbox;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries an admin means; null means any. Times are milliseconds since 1970.
 *
 * @param service a service's number
 * @param results how they ended; empty: any way. Means nothing for deliveries that wait
 * @param event an event's key
 * @param since those made then or later
 * @param upto those made before that
 * @param picked the keys of single ones, sorted; empty: all that the rest fits
 */
public record Selection(
    @Nullable Integer service,
    Set<Result> results,
    @Nullable String type,
    @Nullable Long event,
    @Nullable Long since,
    @Nullable Long upto,
    List<Long> picked) {
  public static final Selection ALL =
      new Selection(null, Set.of(), null, null, null, null, List.of());

  public Selection {
    results = Set.copyOf(results);
    picked = picked.stream().sorted().distinct().toList();
  }

  /** Those of single keys. */
  public static Selection of(List<Long> picked) {
    return new Selection(null, Set.of(), null, null, null, null, picked);
  }

  /** Adds conditions over {@code l}, a row of the queue or the log, and {@code e}, its event. */
  void addTo(StringBuilder text, List<@Nullable Object> values) {
    add(" AND l.service = ?", service, text, values);
    add(" AND e.type = ?", type, text, values);
    add(" AND l.event = ?", event, text, values);
    add(" AND l.delivery >= ?", since == null ? null : Keys.at(since), text, values);
    add(" AND l.delivery < ?", upto == null ? null : Keys.at(upto), text, values);
  }

  /** The condition over how deliveries of the log ended; never tests. What is partial is found by its own condition. */
  String endedCondition() {
    if (results.isEmpty()) {
      return " AND l.result < 4";
    }
    String partial = results.contains(Result.DELIVERED) ? "" : Result.troubleOf(service);
    return partial
        + (results.size() == 1
            ? " AND l.result = " + codes()
            : " AND l.result IN (" + codes() + ")");
  }

  /** The results as they are stored. */
  String codes() {
    return results.stream()
        .map(result -> String.valueOf(result.code()))
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static void add(
      String condition, @Nullable Object value, StringBuilder text, List<@Nullable Object> values) {
    if (value != null) {
      text.append(condition);
      values.add(value);
    }
  }
}
