package io.github.webhookplugin.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the row of a service has its secrets: the only place that knows. A new secret field gets its line here, and is
 * then opened, sealed anew under another key, and left out where it cannot be read. Pure.
 */
final class SealedFields {
  private static final String CLIENT_SECRET =
      CredentialsReader.FIELD + "/" + CredentialsReader.SECRET;

  /** Paths in the row, and the names by which the vault binds them to their place. */
  static final Map<String, String> TEXTS = Map.of(
      "url",
      "url",
      "secret",
      "secret",
      "secret/" + SecretReader.CURRENT,
      "secret",
      "secret/" + SecretReader.FORMER,
      "secret",
      CLIENT_SECRET,
      CLIENT_SECRET,
      StoredVeil.KEY_FIELD,
      StoredVeil.KEY_FIELD);

  /** Lists of rows with a name, and a value that is sealed if it is secret. */
  static final List<String> LISTS = List.of("headers", "queryParams");

  private SealedFields() {}

  /**
   * A row with other texts in the place of those that are sealed.
   *
   * @param change takes a sealed text and its field; not asked for what is absent or empty
   */
  static Map<String, @Nullable Object> changed(
      Map<String, @Nullable Object> row, BinaryOperator<String> change) {
    var copy = new LinkedHashMap<>(row);
    TEXTS.forEach((path, field) -> change(copy, path, field, change));
    for (String list : LISTS) {
      copy.put(list, rows(row.get(list), list, change));
    }
    return copy;
  }

  private static void change(
      Map<String, @Nullable Object> map, String path, String field, BinaryOperator<String> change) {
    int slash = path.indexOf('/');
    if (slash > 0) {
      String outer = path.substring(0, slash);
      if (map.get(outer) instanceof Map<?, ?> inner) {
        var copy = copy(inner);
        change(copy, path.substring(slash + 1), field, change);
        map.put(outer, copy);
      }
    } else if (map.get(path) instanceof String sealed && !sealed.isEmpty()) {
      map.put(path, change.apply(sealed, field));
    }
  }

  private static List<@Nullable Object> rows(
      @Nullable Object found, String list, BinaryOperator<String> change) {
    var rows = new ArrayList<@Nullable Object>();
    for (Object item : found instanceof List<?> items ? items : List.of()) {
      if (item instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("secret"))) {
        var row = copy(map);
        change(row, "value", list + "/" + map.get("name"), change);
        rows.add(row);
      } else {
        rows.add(item);
      }
    }
    return rows;
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
