package io.github.webhookplugin.outbox;

import java.util.ArrayList;
import java.util.List;

/** Finds lines of a long log without looking at all of it. Shared between threads. */
public final class LogSearch {
  /** So many lines are looked at on each way, at most, for those that a filter means. */
  static final int MOST = 10_000;

  /** The same where the events have to be looked at as well. */
  static final int MOST_WITH_EVENTS = 8_000;

  /** The same where their events lie far apart. */
  static final int MOST_SCATTERED = 2_000;

  private final ReadConnection reads;

  LogSearch(ReadConnection reads) {
    this.reads = reads;
  }

  /**
   * What was found.
   *
   * @param rows the newest first, whichever end was read from
   * @param searched how many lines were looked at, if there are further ones that were not and that it would take to find as
   *     many rows as were asked for; 0: there are none, or it does not take them
   * @param end the last line that was looked at then
   */
  public record Found(List<DeliveryRow> rows, int searched, long end) {
    public boolean complete() {
      return searched == 0;
    }
  }

  /** At most {@code limit} lines from the span's beginning on. */
  public Found look(LogFilter filter, Span span, int limit) {
    return reads.read(sql -> {
      var sources = LogSource.of(filter, reads.dialect());
      Span looked = span;
      int searched = 0;
      long end = 0;
      for (LogSource source : sources) {
        if (source.looksAtOthers()) {
          for (long reached : source.end(sql, looked, source.most())) {
            looked = looked.upto(reached);
            searched = source.most();
            end = reached;
          }
        }
      }
      var rows = new ArrayList<DeliveryRow>();
      for (LogSource source : sources) {
        rows.addAll(source.rows(sql, looked, limit));
      }
      rows.sort(
          span.newestFirst() ? DeliveryRows.NEWEST_FIRST : DeliveryRows.NEWEST_FIRST.reversed());
      var first = new ArrayList<>(rows.subList(0, Math.min(limit, rows.size())));
      first.sort(DeliveryRows.NEWEST_FIRST);
      return new Found(
          DeliveryRows.withRecipients(sql, first), rows.size() < limit ? searched : 0, end);
    });
  }
}
