package io.github.webhookplugin.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Reads and writes settings documents, with every change kept. */
final class SettingsRows {
  private static final String SET_VERSION =
      "UPDATE wh_meta SET value = ? WHERE name = 'settings' AND value = ?";
  private static final String PUT = """
      INSERT INTO wh_setting (name, document) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET document = excluded.document""";
  private static final String KEEP =
      "INSERT INTO wh_setting_change (version, name, at, who, document) VALUES (?, ?, ?, ?, ?)";
  private static final String PRESENT = "SELECT name, 0, document FROM wh_setting ORDER BY name";
  private static final int PAGE = 500;
  private static final String PAST = """
      SELECT name, version, document FROM wh_setting_change
       WHERE document IS NOT NULL AND (name > ? OR (name = ? AND version > ?))
       ORDER BY name, version LIMIT ?""";
  private static final String REPLACE =
      "UPDATE wh_setting_change SET document = ? WHERE name = ? AND version = ?";
  private static final String HOLDING = """
      SELECT (SELECT COUNT(*) FROM wh_setting WHERE document LIKE ?)
           + (SELECT COUNT(*) FROM wh_setting_change WHERE document LIKE ?)""";
  private static final String NUMBER = """
      INSERT INTO wh_service (number, id, name)
      VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM wh_service), ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name""";

  private SettingsRows() {}

  static long version(Statements sql) throws SQLException {
    return Long.parseLong(Schema.meta(sql, "settings"));
  }

  static StoredDocuments load(Statements sql) throws SQLException {
    Map<String, String> documents = new HashMap<>();
    sql.list(
        "SELECT name, document FROM wh_setting",
        row -> documents.put(row.getString(1), row.getString(2)));
    Map<String, Integer> numbers = new HashMap<>();
    sql.list(
        "SELECT id, number FROM wh_service", row -> numbers.put(row.getString(1), row.getInt(2)));
    return new StoredDocuments(version(sql), documents, numbers);
  }

  /** Writes a change; false if somebody else changed the settings since. */
  static boolean save(Statements sql, SettingsChange change, long now) throws SQLException {
    long version = change.from() + 1;
    if (sql.update(SET_VERSION, String.valueOf(version), String.valueOf(change.from())) == 0) {
      return false;
    }
    for (Map.Entry<String, Optional<String>> document : change.documents().entrySet()) {
      String text = document.getValue().orElse(null);
      if (text == null) {
        sql.update("DELETE FROM wh_setting WHERE name = ?", document.getKey());
      } else {
        sql.update(PUT, document.getKey(), text);
      }
      if (!change.moved().contains(document.getKey())) {
        sql.update(KEEP, version, document.getKey(), now, change.who(), text);
      }
    }
    for (Map.Entry<String, String> service : change.services().entrySet()) {
      sql.update(NUMBER, service.getKey(), service.getValue());
    }
    return true;
  }

  /** Writes documents of today and of the past anew, which says the same as before; how many became another text. */
  static int rewrite(Statements sql, BinaryOperator<String> change) throws SQLException {
    int rewritten = 0;
    for (Row row : sql.list(PRESENT, SettingsRows::row)) {
      String anew = change.apply(row.name, row.document);
      if (!anew.equals(row.document)) {
        rewritten +=
            sql.update("UPDATE wh_setting SET document = ? WHERE name = ?", anew, row.name);
      }
    }
    var last = new Row("", 0, "");
    while (last != null) {
      List<Row> page = sql.list(PAST, SettingsRows::row, last.name, last.name, last.version, PAGE);
      for (Row row : page) {
        String anew = change.apply(row.name, row.document);
        if (!anew.equals(row.document)) {
          rewritten += sql.update(REPLACE, anew, row.name, row.version);
        }
      }
      last = page.size() < PAGE ? null : page.get(PAGE - 1);
    }
    return rewritten;
  }

  /** How many documents, of today and of the past, have a text in them. */
  static int holding(Statements sql, String text) throws SQLException {
    String like = "%" + text + "%";
    return sql.first(HOLDING, row -> row.getInt(1), like, like).orElse(0);
  }

  private record Row(String name, long version, String document) {}

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString(1), row.getLong(2), row.getString(3));
  }
}
