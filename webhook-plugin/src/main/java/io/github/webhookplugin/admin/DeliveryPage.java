package io.github.webhookplugin.admin;

import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.LogSearch.Found;
import io.github.webhookplugin.outbox.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the log, and how to go on from it. Cursors are keys; between two pages new lines may come, but none is lost and
 * none comes twice.
 *
 * @param rows the newest first
 * @param older the page after this one begins below; null: there is none
 * @param newer the page before this one begins above; null: there is none
 * @param searched how many lines were looked at, if more of them would have to be to fill the page; 0: they need not
 */
record DeliveryPage(
    List<DeliveryRow> rows, @Nullable Long older, @Nullable Long newer, int searched) {

  static DeliveryPage of(DeliveryQuery query, DeliveryLog log) {
    if (query.one() != null) {
      return new DeliveryPage(List.of(query.one()), null, null, 0);
    }
    if (query.filter() == null) {
      return new DeliveryPage(List.of(), null, null, 0);
    }
    Span span = query.span() == null ? Span.ALL : query.span();
    Found found = log.search().look(query.filter(), span, query.limit() + 1);
    return span.newestFirst() ? older(found, query, span) : newer(found, query, span);
  }

  private static DeliveryPage older(Found found, DeliveryQuery query, Span span) {
    boolean more = found.rows().size() > query.limit();
    var rows = more ? found.rows().subList(0, query.limit()) : found.rows();
    Long newer = null;
    if (query.span() != null) {
      newer = rows.isEmpty() ? span.below() - 1 : rows.get(0).delivery();
    }
    return new DeliveryPage(
        rows,
        more ? (Long) rows.get(rows.size() - 1).delivery() : end(found),
        newer,
        found.searched());
  }

  private static DeliveryPage newer(Found found, DeliveryQuery query, Span span) {
    boolean more = found.rows().size() > query.limit();
    var rows = more ? found.rows().subList(1, found.rows().size()) : found.rows();
    return new DeliveryPage(
        rows,
        rows.isEmpty() ? span.from() : rows.get(rows.size() - 1).delivery(),
        more ? (Long) rows.get(0).delivery() : end(found),
        found.searched());
  }

  private static @Nullable Long end(Found found) {
    return found.complete() ? null : (Long) found.end();
  }
}
