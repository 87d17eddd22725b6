package io.github.webhookplugin.presets;

import io.github.webhookplugin.presets.PresetField.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was filled in into a service document. What uses a field that was left out is itself left out: a row of
 * headers, a member of an object.
 */
final class Substitution {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-zA-Z]+)(\\.first)?}");

  private final Map<String, Object> values;

  /** @param values texts, lists of texts, and choices, by the fields' names */
  Substitution(Map<String, Object> values) {
    this.values = values;
  }

  Map<String, Object> in(Map<String, Object> service) {
    return object(service, false);
  }

  private Map<String, Object> object(Map<?, ?> object, boolean json) {
    var result = new LinkedHashMap<String, Object>();
    object.forEach((key, value) -> {
      String name = key.toString();
      boolean body = name.equals("body") || name.equals("batchBody");
      Object filled = value(body ? lines(value) : value, json || body);
      if (filled != null) {
        result.put(name, filled);
      }
    });
    return result;
  }

  /** A body stands in the file line by line. */
  private static Object lines(Object body) {
    return body instanceof List<?> lines
        ? String.join("\n", lines.stream().map(Object::toString).toList())
        : body;
  }

  private @Nullable Object value(@Nullable Object value, boolean json) {
    if (value instanceof String text) {
      return text(text, json);
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, json);
    }
    return value instanceof List<?> list ? list(list, json) : value;
  }

  /** A row that uses what was left out is left out as a whole. */
  private List<Object> list(List<?> list, boolean json) {
    var result = new ArrayList<Object>();
    for (Object item : list) {
      Object filled = value(item, json);
      boolean whole = !(item instanceof Map<?, ?> row && filled instanceof Map<?, ?> rest)
          || row.size() == rest.size();
      if (filled != null && whole) {
        result.add(filled);
      }
    }
    return result;
  }

  private @Nullable Object text(String text, boolean json) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    if (placeholder.matches() && placeholder.group(2) == null) {
      Object value = values.get(placeholder.group(1));
      return value instanceof Choice choice ? choice.text() : value;
    }
    placeholder.reset();
    var filled = new StringBuilder();
    while (placeholder.find()) {
      String value = word(placeholder, json);
      if (value == null) {
        return null;
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return placeholder.appendTail(filled).toString();
  }

  private @Nullable String word(Matcher placeholder, boolean json) {
    Object value = values.get(placeholder.group(1));
    if (value instanceof Choice choice) {
      // of the preset itself, and so part of its template
      return choice.text();
    }
    if (placeholder.group(2) != null && value instanceof List<?> list) {
      value = list.get(0);
    }
    if (!(value instanceof String text)) {
      return null;
    }
    return json ? escaped(text) : text;
  }

  /** For between the quotes of a JSON text. Control characters were refused before. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
