package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminResponse;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that comes out of a plugin, as texts by where they come from. */
final class Outputs {
  private final Map<String, String> texts = new LinkedHashMap<>();

  void add(String from, String text) {
    texts.put(from, text);
  }

  void answer(String asked, AdminResponse answer) {
    add(asked + " " + texts.size(), answer.headers() + "\n" + AdminFixture.text(answer));
  }

  String from(String place) {
    return texts.getOrDefault(place, "");
  }

  int size() {
    return texts.size();
  }

  /** Where a canary is, and which. */
  List<String> with(Canaries canaries) {
    var found = new ArrayList<String>();
    texts.forEach((name, text) -> canaries.in(text).forEach(each -> found.add(name + ": " + each)));
    return found;
  }

  /** The text of a record, and of all that is in it. */
  void model(Object value, int depth) throws ReflectiveOperationException {
    if (value == null || depth > 12) {
      return;
    }
    add("toString of " + value.getClass().getSimpleName() + " " + texts.size(), "" + value);
    if (value instanceof Collection<?> all) {
      for (Object each : all) {
        model(each, depth + 1);
      }
    } else if (value instanceof Record) {
      for (RecordComponent part : value.getClass().getRecordComponents()) {
        // the text itself is what the record keeps
        if (part.getType() != String.class) {
          part.getAccessor().setAccessible(true);
          model(part.getAccessor().invoke(value), depth + 1);
        }
      }
    }
  }

  /** Every row of every table of ours. */
  void stored(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    try (var tables =
        connection.getMetaData().getTables(null, null, "wh\\_%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    assertThat(names).contains("wh_setting", "wh_setting_change", "wh_log", "wh_frozen");
    for (String name : names) {
      add("table " + name, rows(connection, name));
    }
    assertThat(texts.get("table wh_log")).contains("***");
  }

  private static String rows(Connection connection, String table) throws SQLException {
    var text = new StringBuilder();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT * FROM " + table)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          Object value = rows.getObject(i);
          text.append(
                  value instanceof byte[] bytes
                      ? new String(bytes, StandardCharsets.ISO_8859_1)
                      : String.valueOf(value))
              .append('\n');
        }
      }
    }
    return text.toString();
  }

  /** What lies below a folder, but for the key that seals. */
  void files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().equals("secret.key")) {
          add(
              "file " + file + " " + texts.size(),
              new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
  }
}
