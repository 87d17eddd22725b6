package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.outbox.Settlement.Again;
import io.github.webhookplugin.outbox.Settlement.Ended;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Appends to the log, the attempts and the hourly counts. Collects rows; {@link #flush} writes them. */
final class LogRows {
  private static final int MAX_SENTENCE = 500;
  private static final String INSERT_LOG = """
      INSERT INTO wh_log
        (delivery, event, service, result, tries, at, elapsed, status, sentence, excerpt, digest, cause,
         origin, identity, batch)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
  /** The same for one that came straight from its event and went alone, as nearly all do: fewer values to hand over. */
  private static final String INSERT_PLAIN = """
      INSERT INTO wh_log
        (delivery, event, service, result, tries, at, elapsed, status, sentence, excerpt, digest,
         cause, origin, identity, batch)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0) ON CONFLICT DO NOTHING""";

  private static final String INSERT_ATTEMPT = """
      INSERT INTO wh_attempt (delivery, number, at, elapsed, status, sentence, excerpt)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

  private static final String SKIPPED = "SELECT service, at FROM wh_log WHERE delivery IN";

  private final Statements sql;
  private final HourCounts counts;
  private boolean ends;
  private boolean plainEnds;
  private boolean attempts;

  LogRows(Statements sql) {
    this.sql = sql;
    this.counts = new HourCounts(sql);
  }

  void skipped(QueuedDelivery delivery, long at, String reason) throws SQLException {
    ended(new Ended(delivery, Result.SKIPPED, 0, at, null, reason));
  }

  void ended(Ended end) throws SQLException {
    Attempt last = end.last();
    long elapsed = last == null ? 0 : last.elapsed().toMillis();
    Lineage lineage = end.queued().lineage();
    boolean plain = lineage.cause() == Lineage.Cause.EVENT
        && lineage.origin() == 0
        && lineage.identity() == 0
        && end.queued().batch() == 0;
    PreparedStatement row = sql.prepare(plain ? INSERT_PLAIN : INSERT_LOG);
    row.setLong(1, end.delivery());
    row.setLong(2, end.queued().event());
    row.setInt(3, end.service());
    row.setInt(4, end.result().code());
    row.setInt(5, end.tries());
    row.setLong(6, end.at());
    row.setLong(7, elapsed);
    status(row, 8, last);
    row.setString(9, storable(end.sentence(), MAX_SENTENCE));
    row.setString(10, last == null ? "" : storable(last.excerpt(), Attempt.MAX_EXCERPT));
    row.setLong(11, end.body().digest());
    if (!plain) {
      row.setInt(12, lineage.cause().code());
      row.setLong(13, lineage.origin());
      row.setLong(14, lineage.identity());
      row.setLong(15, end.queued().batch());
    }
    row.addBatch();
    plainEnds |= plain;
    ends |= !plain;
    count(end.at(), end.service(), end.result(), elapsed);
    if (last != null) {
      long batch = end.queued().batch();
      if (batch == 0 || batch == end.delivery()) {
        counts.ended(end.at(), end.service(), last, end.result());
      } else {
        counts.together(end.at(), end.service(), last, end.result());
      }
    }
  }

  /** Adds one to the hour's count. */
  void count(long at, int service, Result result, long elapsed) {
    counts.result(at, service, result, elapsed);
  }

  /** Counts deliveries that are logged as skipped and were not counted; returns how many of them there are. */
  int countSkipped(long[] deliveries) throws SQLException {
    return sql.listIn(SKIPPED, deliveries, row -> {
          count(row.getLong(2), row.getInt(1), Result.SKIPPED, 0);
          return 0;
        })
        .size();
  }

  void failed(Again again) throws SQLException {
    Attempt attempt = again.failed();
    PreparedStatement row = sql.prepare(INSERT_ATTEMPT);
    row.setLong(1, again.delivery());
    row.setInt(2, attempt.number());
    row.setLong(3, attempt.startedAt().toEpochMilli());
    row.setLong(4, attempt.elapsed().toMillis());
    status(row, 5, attempt);
    row.setString(6, storable(attempt.verdict().reason(), MAX_SENTENCE));
    row.setString(7, storable(attempt.excerpt(), Attempt.MAX_EXCERPT));
    row.addBatch();
    attempts = true;
    long at = attempt.startedAt().plus(attempt.elapsed()).toEpochMilli();
    counts.failed(at, again.service(), attempt);
  }

  void flush() throws SQLException {
    flushRows();
    counts.flush();
  }

  /** Leaves the counts alone: a transaction that lasts would keep everybody from counting. */
  void flushUncounted() throws SQLException {
    flushRows();
    counts.clear();
  }

  private void flushRows() throws SQLException {
    if (plainEnds) {
      sql.prepare(INSERT_PLAIN).executeBatch();
      plainEnds = false;
    }
    if (ends) {
      sql.prepare(INSERT_LOG).executeBatch();
      ends = false;
    }
    if (attempts) {
      sql.prepare(INSERT_ATTEMPT).executeBatch();
      attempts = false;
    }
  }

  private static void status(PreparedStatement row, int place, @Nullable Attempt attempt)
      throws SQLException {
    if (attempt == null || attempt.status() == null) {
      row.setNull(place, Types.INTEGER);
    } else {
      row.setInt(place, attempt.status());
    }
  }

  /** A sentence as its column takes it. */
  static String sentence(String text) {
    return storable(text, MAX_SENTENCE);
  }

  /** PostgreSQL stores no NUL; half a surrogate pair at the cut would not be text. */
  static String storable(String text, int longest) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    if (clean.length() <= longest) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return clean.substring(0, end) + "…";
  }
}
