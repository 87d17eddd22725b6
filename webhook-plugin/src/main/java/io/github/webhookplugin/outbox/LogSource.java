package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way to the lines that a filter means: a walk along one index, in the order of keys. What the index does not know is
 * asked of each line on the way.
 *
 * @param result null: those that ended in any way, or, if they wait, all
 * @param pending of those that are still to do
 * @param owned null: whether a node has it in hand or not
 */
record LogSource(
    LogFilter filter,
    SqlDialect dialect,
    @Nullable Result result,
    boolean pending,
    @Nullable Boolean owned) {
  /** The last bits of the keys of an event's own deliveries. */
  private static final long BLOCK = Keys.MAX_BLOCK - 1L;

  /** All ways that a filter takes; their lines together are what it means. */
  static List<LogSource> of(LogFilter filter, SqlDialect dialect) {
    var sources = new ArrayList<LogSource>();
    List<State> ended = Stream.of(State.DELIVERED, State.FAILED, State.SKIPPED)
        .filter(filter::wants)
        .toList();
    if (ended.size() == 3) {
      sources.add(new LogSource(filter, dialect, null, false, null));
    } else {
      ended.forEach(state ->
          sources.add(new LogSource(filter, dialect, Result.valueOf(state.name()), false, null)));
    }
    boolean waiting = filter.wants(State.WAITING);
    boolean sending = filter.wants(State.SENDING);
    if (waiting || sending) {
      Boolean owned = (waiting && sending) ? null : (Boolean) sending;
      sources.add(new LogSource(filter, dialect, null, true, owned));
    }
    return sources;
  }

  /** Whether lines have to be looked at that the filter does not mean. */
  boolean looksAtOthers() {
    return readsEvents() || owned != null || result == Result.DELIVERED;
  }

  /** Whether that takes a look at each line's event. */
  boolean readsEvents() {
    return filter.type() != null || filter.text() != null;
  }

  /**
   * How many lines are looked at, at most. Events of lines that do not follow each other lie far apart, so that reading
   * them takes much longer.
   */
  int most() {
    boolean scattered = filter.service() != null || (result != null && result != Result.DELIVERED);
    if (!readsEvents()) {
      return LogSearch.MOST;
    }
    return scattered ? LogSearch.MOST_SCATTERED : LogSearch.MOST_WITH_EVENTS;
  }

  /** The key of the last of {@code most} lines on this way; empty if there are not so many. */
  List<Long> end(Statements sql, Span span, int most) throws SQLException {
    var values = new ArrayList<@Nullable Object>();
    String text = "SELECT l.delivery FROM " + (pending ? "wh_queue" : "wh_log") + " l"
        + indexed(span, values) + order(span) + " LIMIT 1 OFFSET ?";
    values.add(most - 1);
    return sql.list(text, row -> row.getLong(1), values.toArray());
  }

  List<DeliveryRow> rows(Statements sql, Span span, int limit) throws SQLException {
    var values = new ArrayList<@Nullable Object>();
    String text = (pending ? DeliveryRows.PENDING : DeliveryRows.ENDED)
        + conditions(span, values)
        + order(span)
        + " LIMIT ?";
    values.add(limit);
    return sql.list(text, DeliveryRows::row, values.toArray());
  }

  /**
   * Counts lines.
   *
   * @param width of a bar, as a distance of keys
   */
  List<LogCounts.Count> counts(Statements sql, Span span, long width) throws SQLException {
    var values = new ArrayList<@Nullable Object>(List.of(span.from(), width));
    String place = "(l.delivery - ?) / ?";
    String event = readsEvents() ? " LEFT JOIN wh_event e ON e.event = l.event" : "";
    String text = pending
        ? "SELECT " + place
            + ", CASE WHEN COALESCE(b.owner, l.owner) = 0 THEN 11 ELSE 12 END, COUNT(*)"
            + " FROM wh_queue l LEFT JOIN wh_queue b ON b.delivery = l.batch" + event
        : "SELECT " + place + ", l.result, COUNT(*) FROM wh_log l" + event;
    text += conditions(span, values) + " GROUP BY 1, 2";
    return sql.list(
        text,
        row -> new LogCounts.Count(row.getLong(1), row.getInt(2), row.getLong(3)),
        values.toArray());
  }

  private static String order(Span span) {
    return " ORDER BY l.delivery" + (span.newestFirst() ? " DESC" : "");
  }

  /** What an index answers. A partial one is used only if its own condition stands in the query. */
  private String indexed(Span span, List<@Nullable Object> values) {
    var text = new StringBuilder(" WHERE l.delivery >= ? AND l.delivery < ?");
    values.add(
        filter.since() == null ? span.from() : Math.max(span.from(), Keys.at(filter.since())));
    values.add(
        filter.until() == null ? span.below() : Math.min(span.below(), Keys.at(filter.until())));
    if (filter.service() != null) {
      text.append(" AND l.service = ?");
      values.add(filter.service());
    }
    if (result != null && result != Result.DELIVERED) {
      text.append(Result.troubleOf(filter.service()))
          .append(" AND l.result = ")
          .append(result.code());
    }
    if (filter.event() != null) {
      String table = pending ? "wh_queue" : "wh_log";
      text.append(' ').append("""
           AND l.delivery IN (SELECT d.delivery FROM %1$s d WHERE d.delivery BETWEEN ? AND ? AND d.event = ?
                              UNION SELECT d.delivery FROM %1$s d WHERE d.event = ? AND d.origin <> 0)""".formatted(table));
      values.addAll(
          List.of(filter.event(), filter.event() | BLOCK, filter.event(), filter.event()));
    }
    return text.toString();
  }

  private String conditions(Span span, List<@Nullable Object> values) {
    var text = new StringBuilder(indexed(span, values));
    if (result == Result.DELIVERED) {
      text.append(" AND l.result = 1");
    }
    if (result == null && !pending && !filter.states().isEmpty()) {
      // who asks for states asks for deliveries
      text.append(" AND l.result < 4");
    }
    if (owned != null) {
      text.append(" AND COALESCE(b.owner, l.owner)").append(owned ? " <> 0" : " = 0");
    }
    if (filter.type() != null) {
      text.append(" AND e.type = ?");
      values.add(filter.type());
    }
    if (filter.text() != null) {
      text.append(" AND (").append(dialect.holds("e.body")).append(' ').append("""
           OR EXISTS (SELECT 1 FROM wh_recipient r
                       WHERE r.delivery = l.delivery AND LOWER(r.name) LIKE LOWER(?) ESCAPE '!'))""");
      values.add(pattern(inJson(filter.text())));
      values.add(pattern(filter.text()));
    }
    return text.toString();
  }

  private static String inJson(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String pattern(String text) {
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
