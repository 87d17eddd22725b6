package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.Inputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of names and values for the view {@code editor-rows}. For one answer. */
final class Rows {
  private final Texts texts;
  private final Inputs inputs;
  private final FieldErrors errors;
  private final Reveal reveal;
  private final boolean hostSecrets;

  /** {@code hostSecrets}: the host keeps some that values may name. */
  Rows(Texts texts, Inputs inputs, FieldErrors errors, Reveal reveal, boolean hostSecrets) {
    this.reveal = reveal;
    this.hostSecrets = hostSecrets;
    this.texts = texts;
    this.inputs = inputs;
    this.errors = errors;
  }

  /** The rows of a list, and an empty one to copy. */
  Map<String, @Nullable Object> of(String list) {
    var model = new LinkedHashMap<String, @Nullable Object>();
    int count = inputs.all(list + ".name").size();
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    for (int i = 0; i < count; i++) {
      rows.add(row(list, i));
    }
    String rest = errors.take(list);
    model.put("list", list);
    model.put("what", texts.say("editor.rows." + list));
    model.put("nameLabel", texts.say("editor.rows." + list + "Name"));
    model.put("valueLabel", texts.say("editor.rows." + list + "Value"));
    model.put("add", texts.say("editor.rows." + list + "Add"));
    model.put("headers", list.equals("headers"));
    model.put("rows", rows);
    model.put("rowsError", rest.isEmpty() ? null : rest);
    model.put("hostSecrets", hostSecrets);
    model.put("blank", blank(list));
    model.put("count", count == 0 ? null : texts.count("editor.rows.count", count));
    return model;
  }

  private Map<String, @Nullable Object> row(String list, int place) {
    var row = blank(list);
    String at = list + "." + place;
    String nameError = errors.take(at + ".name");
    String valueError = errors.take(at + ".value");
    String other = errors.take(at);
    boolean secret = at(list, "secret", place).equals("1");
    row.put("id", Controls.id(at));
    row.put("name", at(list, "name", place));
    row.put("value", at(list, "value", place));
    row.put("secret", secret);
    row.put("stored", secret ? at(list, "stored", place) : "");
    row.put("kept", secret && at(list, "stored", place).equals("1"));
    row.put(
        "reveal",
        Boolean.TRUE.equals(row.get("kept"))
            ? reveal.of(list, at(list, "name", place), Controls.id(at))
            : null);
    row.put("nameError", !nameError.isEmpty());
    row.put("valueError", !valueError.isEmpty());
    String all = String.join(" ", List.of(nameError, valueError, other)).strip();
    row.put("error", all.isEmpty() ? null : all);
    return row;
  }

  private static Map<String, @Nullable Object> blank(String list) {
    var row = new LinkedHashMap<String, @Nullable Object>();
    for (String text : List.of("name", "value", "stored")) {
      row.put(text, "");
    }
    for (String no : List.of("secret", "kept", "nameError", "valueError")) {
      row.put(no, false);
    }
    row.put("id", Controls.id(list + ".new"));
    row.put("error", null);
    row.put("reveal", null);
    row.put("list", list);
    return row;
  }

  private String at(String list, String field, int place) {
    List<String> all = inputs.all(list + "." + field);
    return place < all.size() ? all.get(place) : "";
  }
}
