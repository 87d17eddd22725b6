package io.github.webhookplugin.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was counted in a stretch of hours, as statistics need it. Each row begins with a service's number and the code of
 * what was counted. Immutable; the rows are not changed.
 *
 * @param results of the last day, by hour: service, result, hour, deliveries, milliseconds
 * @param older results of the days before, as sums: service, result, deliveries, milliseconds
 * @param trouble as sums: service, class, tries, deliveries, and these two of the last day
 * @param responses of the last day: service, step, answers
 */
record HourSums(
    List<long[]> results, List<long[]> older, List<long[]> trouble, List<long[]> responses) {
  /** {@code %s}: of one service, or nothing. */
  private static final String RESULTS = """
      SELECT service, result, hour, n, elapsed FROM wh_tally WHERE hour >= ? AND hour < ?%s""";

  private static final String OLDER_RESULTS = """
      SELECT service, result, SUM(n), SUM(elapsed) FROM wh_tally WHERE hour >= ? AND hour < ?%s GROUP BY service, result""";
  private static final String TROUBLE = """
      SELECT service, kind, SUM(tries), SUM(deliveries),
             SUM(CASE WHEN hour >= ? THEN tries ELSE 0 END), SUM(CASE WHEN hour >= ? THEN deliveries ELSE 0 END)
        FROM wh_trouble WHERE hour >= ? AND hour < ?%s GROUP BY service, kind""";
  private static final String RESPONSES = """
      SELECT service, step, SUM(n) FROM wh_response WHERE hour >= ? AND hour < ?%s GROUP BY service, step""";

  /**
   * Which hours, since 1970.
   *
   * @param day the first one of the last day; older ones are of the week
   * @param last the present one, the last that results are told of
   * @param from the first one to look at
   * @param below the first one after them
   */
  record Hours(long day, long last, long from, long below) {}

  /** Looks; {@code service}: its number, null: all. */
  static HourSums read(Statements sql, Hours hours, @Nullable Integer service) throws SQLException {
    var reading = new Reading(sql, service);
    long sinceDay = Math.max(hours.from, hours.day);
    return new HourSums(
        reading.rows(RESULTS, 5, sinceDay, Math.min(hours.below, hours.last + 1)),
        reading.rows(OLDER_RESULTS, 4, hours.from, Math.min(hours.below, hours.day)),
        reading.rows(TROUBLE, 6, hours.day, hours.day, hours.from, hours.below),
        reading.rows(RESPONSES, 3, sinceDay, hours.below));
  }

  private record Reading(Statements sql, @Nullable Integer service) {
    List<long[]> rows(String query, int columns, long... bounds) throws SQLException {
      var values = new Object[bounds.length + (service == null ? 0 : 1)];
      for (int i = 0; i < bounds.length; i++) {
        values[i] = bounds[i];
      }
      if (service != null) {
        values[bounds.length] = service;
      }
      String text = query.formatted(service == null ? "" : " AND service = ?");
      return List.copyOf(sql.list(text, row -> numbers(row, columns), values));
    }

    private static long[] numbers(ResultSet row, int columns) throws SQLException {
      var numbers = new long[columns];
      for (int i = 0; i < columns; i++) {
        numbers[i] = row.getLong(i + 1);
      }
      return numbers;
    }
  }
}
