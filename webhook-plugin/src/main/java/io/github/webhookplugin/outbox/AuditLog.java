package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.AuditAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What admins did. Shared between threads. */
public final class AuditLog {
  private static final String ROWS = """
      SELECT a.entry, a.at, a.who, a.action, a.service, s.name, a.about, a.n, a.detail
        FROM wh_audit a LEFT JOIN wh_service s ON s.id = a.service
       WHERE a.entry < ?""";

  private static final String ADD = """
      INSERT INTO wh_audit (entry, at, who, action, service, about, n, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

  private final ReadConnection reads;

  AuditLog(ReadConnection reads) {
    this.reads = reads;
  }

  /**
   * Which entries.
   *
   * @param who null: anybody
   * @param actions empty: any
   * @param service its id; null: any
   * @param since milliseconds since 1970; null: from the first one on
   * @param until milliseconds since 1970, not itself; null: up to now
   */
  public record Filter(
      @Nullable String who,
      Set<AuditAction> actions,
      @Nullable String service,
      @Nullable Long since,
      @Nullable Long until) {
    public static final Filter ALL = new Filter(null, Set.of(), null, null, null);

    public Filter {
      actions = Set.copyOf(actions);
    }
  }

  /**
   * An entry as it is kept.
   *
   * @param action a word of {@link AuditAction}, or one that only a newer plugin knows
   * @param name the last name that the service had; null: there is none
   */
  public record Line(
      long entry,
      long at,
      String who,
      String action,
      @Nullable String service,
      @Nullable String name,
      String about,
      long count,
      String detail) {}

  /**
   * Entries, newest first.
   *
   * @param below only entries with a smaller key; {@link Long#MAX_VALUE} for the newest
   */
  public List<Line> page(Filter filter, long below, int limit) {
    var query = new StringBuilder(ROWS);
    var values = new ArrayList<Object>(List.of(below));
    if (filter.who() != null) {
      query.append(" AND a.who = ?");
      values.add(filter.who());
    }
    if (filter.service() != null) {
      query.append(" AND a.service = ?");
      values.add(filter.service());
    }
    if (filter.since() != null) {
      query.append(" AND a.entry >= ?");
      values.add(Keys.at(filter.since()));
    }
    if (filter.until() != null) {
      query.append(" AND a.entry < ?");
      values.add(Keys.at(filter.until()));
    }
    if (!filter.actions().isEmpty()) {
      query.append(" AND a.action IN (");
      query
          .append(String.join(", ", Collections.nCopies(filter.actions().size(), "?")))
          .append(')');
      values.addAll(filter.actions().stream().map(AuditAction::word).sorted().toList());
    }
    query.append(" ORDER BY a.entry DESC LIMIT ?");
    values.add(limit);
    return reads.read(sql -> sql.list(query.toString(), AuditLog::line, values.toArray()));
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getLong(8),
        row.getString(9));
  }

  static void add(Statements sql, long key, long now, AuditEntry entry) throws SQLException {
    sql.update(
        ADD,
        key,
        now,
        LogRows.storable(entry.who(), 200),
        entry.action().word(),
        entry.service(),
        LogRows.storable(entry.about(), 80),
        entry.count(),
        LogRows.storable(entry.detail(), 500));
  }
}
