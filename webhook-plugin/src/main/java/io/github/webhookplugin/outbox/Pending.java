package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to deliveries that wait: have them tried now, or stopped. All of it inside a transaction, on the
 * store thread. Deliveries that are sent together are one: what is done to one of them is done to all.
 */
public final class Pending {
  private static final String WAITING = """
      SELECT l.delivery, l.service, l.due, l.owner, l.batch FROM wh_queue l JOIN wh_event e ON e.event = l.event
       WHERE l.delivery > ? AND l.owner = 0 AND (l.batch = 0 OR l.batch = l.delivery)""";
  private static final String ROW =
      "SELECT delivery, service, due, owner, batch FROM wh_queue WHERE delivery = ?";
  private static final String NOW =
      "UPDATE wh_queue SET due = ? WHERE delivery = ? AND owner = 0 AND due > ?";
  private static final String DELETE = "DELETE FROM wh_queue WHERE delivery = ? AND owner = 0";
  private static final String LAST_ATTEMPT = """
      SELECT number, at, elapsed, status, excerpt FROM wh_attempt WHERE delivery = ? AND number = ?""";

  private final Statements sql;
  private final LogRows log;
  private final Claiming claiming;
  private final Batches batches;

  Pending(Statements sql, LogRows log, Claiming claiming, Batches batches) {
    this.sql = sql;
    this.log = log;
    this.claiming = claiming;
    this.batches = batches;
  }

  /**
   * A delivery that has not ended, the first one of its batch if it has one.
   *
   * @param due when it is tried, milliseconds since 1970; means nothing while it is in hand
   * @param inHand whether a node is sending it, or is about to
   */
  public record Row(long delivery, int service, long due, boolean inHand) {}

  /** A delivery that was stopped, as it was with all that it was sent together with, and how that stands in the log. */
  public record Stopped(Claimed row, Settlement.Ended end) {
    /** How many deliveries that are. */
    public int count() {
      return 1 + row.others().size();
    }
  }

  /** What has to be tried or stopped for a delivery; empty if it has ended, or never was. */
  public Optional<Row> find(long delivery) throws SQLException {
    long batch = sql.first(ROW, row -> row.getLong(5), delivery).orElse(0L);
    return sql.first(ROW, Pending::row, batch == 0 ? delivery : batch);
  }

  /** Deliveries that wait and are in nobody's hand, in the order of their keys, those above one. */
  public List<Row> waiting(Selection selection, long above, int limit) throws SQLException {
    var text = new StringBuilder(WAITING);
    var values = new ArrayList<@Nullable Object>(List.of(above));
    selection.addTo(text, values);
    text.append(" ORDER BY l.delivery LIMIT ?");
    values.add(limit);
    return sql.list(text.toString(), Pending::row, values.toArray());
  }

  /** Moves the pending try to {@code now}; false if it is due already or in somebody's hand. */
  public boolean tryNow(long delivery, long now) throws SQLException {
    return sql.update(NOW, now, delivery, now) > 0;
  }

  /** Ends a delivery that waits, with all that it is sent together with; empty if it is in somebody's hand. */
  public Optional<Stopped> stop(long delivery, String sentence, long now) throws SQLException {
    List<Claimed> found = claiming.read(List.of(delivery));
    if (found.isEmpty() || sql.update(DELETE, delivery) == 0) {
      return Optional.empty();
    }
    Claimed row = found.get(0);
    int tries = row.queued().tries();
    Attempt last = lastAttempt(delivery, tries, sentence);
    var end = new Settlement.Ended(row.queued(), Result.FAILED, tries, now, last, sentence);
    log.ended(end);
    if (row.queued().batch() != 0) {
      batches.ended(end);
    }
    return Optional.of(new Stopped(row, end));
  }

  private @Nullable Attempt lastAttempt(long delivery, int tries, String sentence)
      throws SQLException {
    return sql.first(LAST_ATTEMPT, row -> attempt(row, sentence), delivery, tries)
        .orElse(null);
  }

  private static Attempt attempt(ResultSet row, String sentence) throws SQLException {
    int status = row.getInt(4);
    return new Attempt(
        row.getInt(1),
        Instant.ofEpochMilli(row.getLong(2)),
        Duration.ofMillis(row.getLong(3)),
        row.wasNull() ? null : status,
        new Verdict.Rejected(sentence),
        row.getString(5));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4) != 0);
  }
}
