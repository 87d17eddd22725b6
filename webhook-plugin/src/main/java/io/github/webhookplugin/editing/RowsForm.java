package io.github.webhookplugin.editing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of names and values: headers or query parameters. Each row has four fields: {@code name}, {@code value}, {@code
 * secret}, and {@code stored}, which says whether a secret value is kept if the value is left empty.
 */
final class RowsForm implements Part {
  private static final String YES = "1";
  private static final String NO = "0";

  private final String list;

  /** Of the field of a document with this name. */
  RowsForm(String list) {
    this.list = list;
  }

  @Override
  public void fill(Stored document, Inputs form) {
    for (Stored row : document.objects(list)) {
      form.put(list + ".name", row.text("name"));
      form.put(list + ".value", row.text("value"));
      form.put(list + ".secret", row.flag("secret") ? YES : NO);
      form.put(list + ".stored", row.has("set") ? (row.flag("set") ? YES : NO) : "");
    }
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    List<String> names = form.inputs().all(list + ".name");
    for (int i = 0; i < names.size(); i++) {
      String value = at(form, "value", i);
      boolean secret = at(form, "secret", i).equals(YES);
      String stored = secret ? at(form, "stored", i) : "";
      if (!names.get(i).isBlank() || !value.isEmpty() || !stored.isEmpty()) {
        rows.add(row(names.get(i).strip(), value, secret, stored));
      }
    }
    document.put(list, rows);
  }

  private static Map<String, @Nullable Object> row(
      String name, String value, boolean secret, String stored) {
    var row = new LinkedHashMap<String, @Nullable Object>();
    boolean kept = value.isEmpty() && !stored.isEmpty();
    row.put("name", name);
    row.put("value", kept ? null : value);
    row.put("secret", secret);
    if (kept) {
      row.put("set", stored.equals(YES));
    }
    return row;
  }

  private String at(Reading form, String field, int place) {
    List<String> all = form.inputs().all(list + "." + field);
    return place < all.size() ? all.get(place) : "";
  }
}
