package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.BodyLimits;
import io.github.webhookplugin.model.BodyLimits.Size;
import io.github.webhookplugin.model.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a receiver takes the way {@link LimitReader} reads it. */
final class LimitDocument {
  private LimitDocument() {}

  /** Null if it takes anything. */
  static @Nullable Map<String, Object> of(BodyLimits limits) {
    if (limits.equals(BodyLimits.NONE)) {
      return null;
    }
    var document = new LinkedHashMap<String, @Nullable Object>();
    var fields = new LinkedHashMap<JsonPointer, Map<String, Object>>();
    for (Size size : limits.sizes()) {
      String name = ServiceDocument.word(LimitReader.UNITS, size.unit());
      if (size.pointer() == null) {
        document.put(name, size.most());
      } else {
        fields.computeIfAbsent(size.pointer(), LimitDocument::field).put(name, size.most());
      }
    }
    if (!fields.isEmpty()) {
      document.put("fields", List.copyOf(fields.values()));
    }
    if (limits.truncate() != null) {
      document.put("truncate", limits.truncate());
    }
    if (!limits.keywords().isEmpty()) {
      document.put("keywords", new ArrayList<>(limits.keywords()));
    }
    if (limits.rejectWithoutKeyword()) {
      document.put("withoutKeyword", "reject");
    }
    return PlainMaps.withNulls(document);
  }

  private static Map<String, Object> field(JsonPointer pointer) {
    var field = new LinkedHashMap<String, Object>();
    field.put("pointer", pointer.toString());
    return field;
  }
}
