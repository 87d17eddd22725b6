package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.Lineage.Cause;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out which services a fallback's events come from, by the log. One statement for all deliveries a step back. */
final class Ancestors {
  private static final String STEP =
      "SELECT delivery, service, cause, origin FROM wh_log WHERE delivery IN";
  private static final String NAME = "SELECT name FROM wh_service WHERE number = ?";
  /** Redeliveries of fallbacks of redeliveries: nobody goes back further. */
  private static final int MOST_STEPS = 16;

  private final Statements sql;
  private final LogRows log;

  Ancestors(Statements sql, LogRows log) {
    this.sql = sql;
    this.log = log;
  }

  private record Step(long delivery, int service, Cause cause, long origin) {}

  /** Those of each delivery that has any, by its key. */
  Map<Long, Ancestry> of(Collection<QueuedDelivery> deliveries) throws SQLException {
    List<QueuedDelivery> concerned =
        deliveries.stream().filter(one -> leadsBack(one.lineage().cause())).toList();
    if (concerned.isEmpty()) {
      return Map.of();
    }
    // the end that led to one of them may be of this very transaction
    log.flush();
    Map<Long, Step> steps = steps(concerned);
    var found = new HashMap<Long, Ancestry>();
    for (QueuedDelivery one : concerned) {
      List<Integer> services = services(one.lineage(), steps);
      if (!services.isEmpty()) {
        found.put(one.delivery(), new Ancestry(services, name(services.get(0))));
      }
    }
    return found;
  }

  private Map<Long, Step> steps(List<QueuedDelivery> deliveries) throws SQLException {
    var steps = new HashMap<Long, Step>();
    long[] next =
        deliveries.stream().mapToLong(one -> one.lineage().origin()).sorted().toArray();
    for (int i = 0; i < MOST_STEPS && next.length > 0; i++) {
      List<Step> read = sql.listIn(
          STEP,
          next,
          row -> new Step(row.getLong(1), row.getInt(2), Cause.of(row.getInt(3)), row.getLong(4)));
      read.forEach(step -> steps.put(step.delivery(), step));
      next = read.stream()
          .filter(step -> leadsBack(step.cause()) && !steps.containsKey(step.origin()))
          .mapToLong(Step::origin)
          .distinct()
          .sorted()
          .toArray();
    }
    return steps;
  }

  private static List<Integer> services(Lineage lineage, Map<Long, Step> steps) {
    var services = new ArrayList<Integer>();
    Cause cause = lineage.cause();
    Step step = steps.get(lineage.origin());
    for (int i = 0; i < MOST_STEPS && step != null && leadsBack(cause); i++) {
      if (cause == Cause.FALLBACK) {
        services.add(step.service());
      }
      cause = step.cause();
      step = steps.get(step.origin());
    }
    Collections.reverse(services);
    return services;
  }

  private String name(int service) throws SQLException {
    return sql.first(NAME, row -> row.getString(1), service).orElse("");
  }

  private static boolean leadsBack(Cause cause) {
    return cause == Cause.FALLBACK || cause == Cause.REDELIVERY;
  }
}
