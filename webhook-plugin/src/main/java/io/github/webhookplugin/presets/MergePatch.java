package io.github.webhookplugin.presets;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Merge Patch (RFC 7396) without removals: objects are merged, everything else is replaced. */
final class MergePatch {
  private MergePatch() {}

  static Map<String, Object> apply(Map<?, ?> target, Map<?, ?> patch) {
    var merged = new LinkedHashMap<String, Object>();
    target.forEach((name, value) -> merged.put(name.toString(), value));
    patch.forEach((name, value) -> merged.merge(
        name.toString(),
        value,
        (old, other) -> old instanceof Map<?, ?> one && other instanceof Map<?, ?> two
            ? apply(one, two)
            : other));
    return merged;
  }
}
