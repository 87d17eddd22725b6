package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.Redelivery.Body;
import io.github.webhookplugin.outbox.RedeliveryJob.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads past deliveries and the jobs that send them again, on a connection of its own that is made when it is first
 * needed. Shared between threads.
 */
public final class RedeliveryLog implements AutoCloseable {
  private static final String PAST = """
      SELECT l.delivery, l.event, l.service, l.tries, l.at, l.cause, l.origin, l.identity, l.batch, l.digest,
             e.body, f.body
        FROM wh_log l LEFT JOIN wh_event e ON e.event = l.event LEFT JOIN wh_frozen f ON f.delivery = l.delivery
       WHERE l.delivery = ?""";
  private static final String KEYS = """
      SELECT l.delivery FROM wh_log l LEFT JOIN wh_event e ON e.event = l.event
       WHERE l.delivery > ? AND l.delivery < ? AND l.at <= ?""";
  private static final String KEYS_OF =
      "SELECT delivery FROM wh_log WHERE result < 4 AND delivery IN";
  private static final String JOB = """
      SELECT job, at, who, service, results, type, event, since, upto, picked, body, same_id, rate,
             matching, reached, due, queued, gone, lost, ended, ended_by
        FROM wh_redelivery""";
  private static final String DOCUMENTS = """
      SELECT c.document FROM wh_setting_change c JOIN wh_service s ON c.name = 'service/' || s.id
       WHERE s.number = ? AND c.at <= ? AND c.document IS NOT NULL ORDER BY c.version DESC LIMIT ?""";

  private final ReadConnection reads;

  public RedeliveryLog(Database database) {
    this.reads = new ReadConnection(database);
  }

  /** A delivery that has ended; empty if the log does not have it. */
  public Optional<PastDelivery> find(long delivery) {
    return reads.read(sql -> sql.first(PAST, RedeliveryLog::past, delivery));
  }

  /** The stored body of a delivery, whether it has ended or not; empty if there is none. */
  public Optional<byte[]> frozen(long delivery) {
    return reads.read(sql -> sql.first(
        "SELECT body FROM wh_frozen WHERE delivery = ?", row -> row.getBytes(1), delivery));
  }

  /**
   * The keys of deliveries that ended, in their order.
   *
   * @param above only greater ones
   * @param below only smaller ones
   * @param endedBy only those that had ended then, milliseconds since 1970
   */
  public List<Long> keys(Selection selection, long above, long below, long endedBy, int limit) {
    if (!selection.picked().isEmpty()) {
      return kept(selection.picked().stream()
          .filter(key -> key > above && key < below)
          .limit(limit)
          .toList());
    }
    var text = new StringBuilder(KEYS);
    var values = values(selection, above, below, endedBy, text);
    text.append(" ORDER BY l.delivery LIMIT ?");
    values.add(limit);
    return reads.read(sql -> sql.list(text.toString(), row -> row.getLong(1), values.toArray()));
  }

  /** How many {@link #keys} there are, counted up to {@code most}. */
  public long count(Selection selection, long below, long endedBy, int most) {
    if (!selection.picked().isEmpty()) {
      return keys(selection, 0, below, endedBy, most).size();
    }
    var text = new StringBuilder("SELECT COUNT(*) FROM (").append(KEYS);
    var values = values(selection, 0, below, endedBy, text);
    text.append(" LIMIT ?) counted");
    values.add(most);
    return reads
        .read(sql -> sql.first(text.toString(), row -> row.getLong(1), values.toArray()))
        .orElse(0L);
  }

  /** Those of the keys that the log has, in their order. */
  public List<Long> kept(List<Long> keys) {
    long[] wanted = keys.stream().mapToLong(Long::longValue).toArray();
    Set<Long> found =
        Set.copyOf(reads.read(sql -> sql.listIn(KEYS_OF, wanted, row -> row.getLong(1))));
    return keys.stream().filter(found::contains).toList();
  }

  /** Jobs, the newest first. */
  public List<RedeliveryJob> jobs(long below, int limit) {
    return reads.read(sql -> sql.list(
        JOB + " WHERE job < ? ORDER BY job DESC LIMIT ?", RedeliveryLog::job, below, limit));
  }

  public Optional<RedeliveryJob> job(long job) {
    return reads.read(sql -> sql.first(JOB + " WHERE job = ?", RedeliveryLog::job, job));
  }

  /** The jobs that run and belong to a session. */
  public List<RedeliveryJob> running(long session) {
    return reads.read(sql ->
        sql.list(JOB + " WHERE ended = 0 AND owner = ? ORDER BY job", RedeliveryLog::job, session));
  }

  /** A service's stored settings of that moment and before, the newest first. */
  public List<String> documents(int service, long at, int limit) {
    return reads.read(sql -> sql.list(DOCUMENTS, row -> row.getString(1), service, at, limit));
  }

  @Override
  public void close() {
    reads.close();
  }

  private static List<@Nullable Object> values(
      Selection selection, long above, long below, long endedBy, StringBuilder text) {
    var values = new ArrayList<@Nullable Object>(List.of(above, below, endedBy));
    selection.addTo(text, values);
    text.append(selection.endedCondition());
    return values;
  }

  private static PastDelivery past(ResultSet row) throws SQLException {
    return new PastDelivery(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        row.getInt(4),
        row.getLong(5),
        Lineage.of(row.getInt(6), row.getLong(7), 0, row.getLong(8)),
        row.getLong(9),
        row.getLong(10),
        row.getBytes(11),
        row.getBytes(12));
  }

  private static RedeliveryJob job(ResultSet row) throws SQLException {
    var selection = new Selection(
        (Integer) row.getObject(4),
        list(row.getString(5)).stream()
            .map(code -> Result.of(Integer.parseInt(code)))
            .collect(Collectors.toUnmodifiableSet()),
        row.getString(6),
        number(row, 7),
        number(row, 8),
        number(row, 9),
        list(row.getString(10)).stream().map(Long::valueOf).toList());
    var progress = new Progress(
        row.getLong(14),
        row.getLong(15),
        row.getLong(16),
        row.getLong(17),
        row.getLong(18),
        row.getLong(19),
        row.getLong(20),
        row.getString(21));
    return new RedeliveryJob(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        new Redelivery(selection, Body.of(row.getInt(11)), row.getInt(12) == 1, row.getInt(13)),
        progress);
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
