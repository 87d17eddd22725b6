package io.github.webhookplugin.pages;

import io.github.webhookplugin.settings.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as people read them: a text as it is, all else as JSON over several lines. Pure. */
final class LaidOut {
  private LaidOut() {}

  /** Nothing for null. */
  static String of(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return value == null ? "" : value.toString();
    }
    return json(value);
  }

  /** As JSON, a text too. */
  static String json(@Nullable Object value) {
    var out = new StringBuilder();
    write(out, value, "\n");
    return out.toString();
  }

  private static void write(StringBuilder out, @Nullable Object value, String line) {
    String inner = line + "  ";
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      String before = "{";
      for (var entry : map.entrySet()) {
        out.append(before)
            .append(inner)
            .append(scalar(String.valueOf(entry.getKey())))
            .append(": ");
        write(out, entry.getValue(), inner);
        before = ",";
      }
      out.append(line).append('}');
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      String before = "[";
      for (Object item : list) {
        out.append(before).append(inner);
        write(out, item, inner);
        before = ",";
      }
      out.append(line).append(']');
    } else {
      out.append(scalar(value));
    }
  }

  /** Written inside of an object, of which only the value is kept. */
  private static String scalar(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    String object = Json.text(Map.of("v", value));
    return object.substring("{\"v\":".length(), object.length() - 1);
  }
}
