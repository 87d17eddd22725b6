package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts lines of a long log without looking at all of it. Shared between threads. */
public final class LogCounts {
  /** Lines are counted up to so many. */
  public static final int MOST = LogSearch.MOST;

  private final ReadConnection reads;

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

  /** How deliveries ended by hour, from that hour (since 1970) on, whenever they were made. */
  public List<Count> byHour(@Nullable Integer service, long sinceHour) {
    String of = service == null ? "" : " AND service = " + service;
    return reads.read(sql -> sql.list(
        "SELECT hour, result, SUM(n) FROM wh_tally WHERE hour >= ?" + of
            + " GROUP BY hour, result ORDER BY hour",
        row -> new Count(row.getLong(1), row.getInt(2), row.getLong(3)),
        sinceHour));
  }

  /** When the oldest line that is kept was made, in milliseconds since 1970; empty if there is none. */
  public Optional<Long> oldest() {
    return reads
        .read(sql -> sql.first(
            "SELECT delivery FROM wh_log ORDER BY delivery LIMIT 1", row -> row.getLong(1)))
        .map(Keys::millis);
  }
}
