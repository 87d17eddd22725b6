package io.github.webhookplugin.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the headers or query parameters of a service into rows, without judging them. */
final class RowReader {
  static final int MAX_ROWS = 50;
  static final int MAX_VALUE = 8_192;
  private static final int MAX_NAME = 1_000;
  private static final List<String> FIELDS = List.of("name", "value", "secret", "set");

  private RowReader() {}

  /** Headers, as a list of objects or as one text. */
  static List<Row> headers(Fields service) {
    if (!(service.raw("headers") instanceof String)) {
      return rows(service, "headers");
    }
    var rows = service
        .text("headers", HeaderText.MAX)
        .map(text -> HeaderText.rows(text, service.pointer("headers"), service.problems()))
        .orElse(List.of());
    return limited(service, "headers", rows);
  }

  /** A list of objects. */
  static List<Row> rows(Fields service, String list) {
    var rows = new ArrayList<Row>();
    for (Object item : limited(service, list, service.list(list).orElse(List.of()))) {
      rows.add(row(item, Where.object(service.pointer(list), rows.size()), service.problems()));
    }
    return rows;
  }

  private static <T> List<T> limited(Fields service, String list, List<T> rows) {
    if (rows.size() <= MAX_ROWS) {
      return rows;
    }
    service.problem(list, "Expected at most " + MAX_ROWS + " rows, found " + rows.size() + ".");
    return List.of();
  }

  private static Row row(@Nullable Object item, Where where, Problems problems) {
    if (!(item instanceof Map<?, ?> map)) {
      problems.add(
          where.pointer(),
          "Expected an object {\"name\": …, \"value\": …}, found " + Found.kind(item) + ".");
      return Row.unreadable(where);
    }
    var fields = new Fields(map, where.pointer(), problems);
    fields.refuseUnknown(FIELDS);
    fields.bool("set");
    boolean keep = !fields.has("value") || SecretReader.isPlaceholder(fields.raw("value"));
    var name = fields.text("name", MAX_NAME);
    var value = keep ? null : fields.text("value", MAX_VALUE).orElse(null);
    var secret = fields.bool("secret").orElse(null);
    boolean readable = (keep || value != null) && (name.isPresent() || !fields.has("name"));
    return new Row(where, name.orElse("").strip(), value, secret, readable);
  }
}
