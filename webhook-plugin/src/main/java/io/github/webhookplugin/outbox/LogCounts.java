package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts lines of a long log without looking at all of it. Shared between threads. */
public final class LogCounts {
  /** Lines are counted up to so many. */
  public static final int MOST = LogSearch.MOST;

  /** Grouped in the order of the table's key alone, so that nothing has to be sorted. {@code %s}: of one service. */
  private static final String BY_HOUR = """
      SELECT hour, SUM(CASE WHEN result = 1 THEN n ELSE 0 END),
             SUM(CASE WHEN result = 2 THEN n ELSE 0 END), SUM(CASE WHEN result = 3 THEN n ELSE 0 END)
        FROM wh_tally WHERE hour >= ? AND hour < ?%s GROUP BY hour ORDER BY hour""";

  private final ReadConnection reads;
  private final LongOver<List<Count>> past = new LongOver<>();

  LogCounts(ReadConnection reads) {
    this.reads = reads;
  }

  /**
   * Lines of one kind in one bar.
   *
   * @param place the bar, from 0; of counts by hour, the hour since 1970
   * @param code how they are stored
   */
  public record Count(long place, int code, long n) {
    /** Null: tests, however they ended. */
    public @Nullable State state() {
      return DeliveryRows.isTest(code) ? null : DeliveryRows.state(code);
    }
  }

  /**
   * How far back lines can be counted.
   *
   * @param from the smallest key that has to be looked at
   * @param complete whether that is all there is; else only the newest would be counted
   */
  public record Reach(long from, boolean complete) {}

  /** How far back lines can be counted that are not older than {@code from}, a key. */
  public Reach reach(LogFilter filter, long from) {
    return reads.read(sql -> {
      Span looked = new Span(from, Long.MAX_VALUE, true);
      boolean complete = true;
      for (LogSource source : LogSource.of(filter, reads.dialect())) {
        // One more: if there are just so many, that is all
        for (long reached : source.end(sql, looked, source.most() + 1)) {
          looked = new Span(reached + 1, Long.MAX_VALUE, true);
          complete = false;
        }
      }
      return new Reach(looked.from(), complete);
    });
  }

  /**
   * Counts in bars of the same width.
   *
   * @param from the smallest key, where the first bar begins
   * @param end the key that the last bar ends before; later lines count for bars beyond
   * @param bars 1 or more
   */
  public List<Count> count(LogFilter filter, long from, long end, int bars) {
    long width = Math.max(1, (end - from + bars - 1) / bars);
    return reads.read(sql -> {
      var counts = new ArrayList<Count>();
      for (LogSource source : LogSource.of(filter, reads.dialect())) {
        counts.addAll(source.counts(sql, new Span(from, Long.MAX_VALUE, true), width));
      }
      return counts;
    });
  }

  /**
   * How deliveries ended by hour, from that hour (since 1970) on, whenever they were made. Of all services it may be a
   * minute behind in hours long over.
   */
  public List<Count> byHour(@Nullable Integer service, long sinceHour, Instant now) {
    return reads.read(sql -> {
      if (service != null) {
        return hours(
            sql, BY_HOUR.formatted(" AND service = ?"), sinceHour, Long.MAX_VALUE, service);
      }
      String all = BY_HOUR.formatted("");
      var counts = new ArrayList<>(
          past.since(sinceHour, now, (from, below) -> hours(sql, all, from, below)));
      counts.addAll(hours(sql, all, Math.max(sinceHour, LongOver.end(now)), Long.MAX_VALUE));
      return counts;
    });
  }

  private static List<Count> hours(Statements sql, String query, Object... values)
      throws SQLException {
    return sql.list(query, LogCounts::hour, values).stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<Count> hour(ResultSet row) throws SQLException {
    var counts = new ArrayList<Count>();
    for (Result result : Result.values()) {
      long n = row.getLong(1 + result.code());
      if (n > 0) {
        counts.add(new Count(row.getLong(1), result.code(), n));
      }
    }
    return counts;
  }

  /** When the oldest line that is kept was made, in milliseconds since 1970; empty if there is none. */
  public Optional<Long> oldest() {
    return reads
        .read(sql -> sql.first(
            "SELECT delivery FROM wh_log ORDER BY delivery LIMIT 1", row -> row.getLong(1)))
        .map(Keys::millis);
  }
}
