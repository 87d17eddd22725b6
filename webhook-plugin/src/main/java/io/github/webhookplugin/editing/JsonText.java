package io.github.webhookplugin.editing;

import io.github.webhookplugin.settings.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as people read and write it: indented by two blanks, short objects and lists on one line. */
public final class JsonText {
  private static final int SHORT = 72;

  private JsonText() {}

  /** Reads an object, or a list if the text begins with a bracket; throws DocumentException if it is neither. */
  static Object read(String text) {
    return text.stripLeading().startsWith("[") ? Json.list(text) : Json.object(text);
  }

  /** A value of a document; empty for null and for what is empty. */
  public static String of(@Nullable Object value) {
    boolean nothing = value == null
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
    return nothing ? "" : written(value, "");
  }

  private static String written(@Nullable Object value, String indent) {
    String line = onOneLine(value);
    if (line.length() + indent.length() <= SHORT) {
      return line;
    }
    String inner = indent + "  ";
    var parts = new ArrayList<String>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) ->
          parts.add(Json.value(String.valueOf(name)) + ": " + written(each, inner)));
      return around("{", parts, "}", indent);
    }
    if (value instanceof List<?> list) {
      list.forEach(each -> parts.add(written(each, inner)));
      return around("[", parts, "]", indent);
    }
    return line;
  }

  private static String around(String open, List<String> parts, String close, String indent) {
    String next = "\n" + indent + "  ";
    return open + next + String.join("," + next, parts) + "\n" + indent + close;
  }

  private static String onOneLine(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      var parts = new ArrayList<String>();
      map.forEach(
          (name, each) -> parts.add(Json.value(String.valueOf(name)) + ": " + onOneLine(each)));
      return "{ " + String.join(", ", parts) + " }";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(", ", list.stream().map(JsonText::onOneLine).toList()) + "]";
    }
    return Json.value(value);
  }
}
