package io.github.webhookplugin.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects as maps. JSON has nulls, so these maps may; the API's types keep silent about it. */
final class PlainMaps {
  private PlainMaps() {}

  @SuppressWarnings({"NullAway", "unchecked"})
  static Map<String, Object> withNulls(Map<String, @Nullable Object> map) {
    return (Map<String, Object>) (Map<String, ?>) map;
  }

  /**
   * Applies a JSON Merge Patch (RFC 7396): null removes, objects merge, all else replaces.
   *
   * @return a new map
   */
  static Map<String, Object> merged(Map<?, ?> target, Map<?, ?> patch) {
    return merged(target, patch, 1);
  }

  private static Map<String, Object> merged(Map<?, ?> target, Map<?, ?> patch, int depth) {
    var merged = new LinkedHashMap<String, @Nullable Object>();
    target.forEach((name, value) -> merged.put(String.valueOf(name), value));
    patch.forEach((name, value) -> {
      String key = String.valueOf(name);
      if (value == null) {
        merged.remove(key);
      } else if (value instanceof Map<?, ?> inner && depth < JsonDocument.MAX_DEPTH) {
        merged.put(
            key,
            merged(merged.get(key) instanceof Map<?, ?> old ? old : Map.of(), inner, depth + 1));
      } else {
        merged.put(key, value);
      }
    });
    return withNulls(merged);
  }
}
