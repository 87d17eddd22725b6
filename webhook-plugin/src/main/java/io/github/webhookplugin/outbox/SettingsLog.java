package io.github.webhookplugin.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every change of the settings there was, with what was there before it. Shared between threads. */
public final class SettingsLog {
  /** Which rows: answered by the primary key alone, so that no document is read that is not shown. */
  private static final String KEYS = """
      SELECT s.version, s.name,
             (SELECT MAX(p.version) FROM wh_setting_change p WHERE p.name = s.name AND p.version < s.version) AS former
        FROM wh_setting_change s
       WHERE s.version <= ? AND (s.version < ? OR s.name > ?)""";

  private static final String ROWS = """
      SELECT k.version, k.name, c.at, c.who, c.document, COALESCE(k.former, 0), b.document
        FROM (%s ORDER BY s.version DESC, s.name LIMIT ?) k
        JOIN wh_setting_change c ON c.name = k.name AND c.version = k.version
        LEFT JOIN wh_setting_change b ON b.name = k.name AND b.version = k.former
       ORDER BY k.version DESC, k.name""";

  private final ReadConnection reads;

  SettingsLog(ReadConnection reads) {
    this.reads = reads;
  }

  /** A place in the list: what stands behind it comes next. */
  public record Place(long version, String name) {
    public static final Place START = new Place(Long.MAX_VALUE, "");
  }

  /**
   * Changes, the newest first; those of one version by their documents' names.
   *
   * @param name of the only document to look at; null: any
   */
  public List<SettingChange> page(@Nullable String name, Place after, int limit) {
    var values =
        new ArrayList<@Nullable Object>(List.of(after.version(), after.version(), after.name()));
    String keys = KEYS;
    if (name != null) {
      keys += " AND s.name = ?";
      values.add(name);
    }
    values.add(limit);
    String query = ROWS.formatted(keys);
    return reads.read(sql -> sql.list(query, SettingsLog::change, values.toArray()));
  }

  /** The change of a document that came with a version. */
  public Optional<SettingChange> find(long version, String name) {
    return page(name, new Place(version, ""), 1).stream()
        .filter(change -> change.version() == version)
        .findFirst();
  }

  private static SettingChange change(ResultSet row) throws SQLException {
    return new SettingChange(
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getString(7));
  }
}
