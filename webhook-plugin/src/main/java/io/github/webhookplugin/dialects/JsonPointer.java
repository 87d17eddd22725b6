package io.github.webhookplugin.dialects;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names a value inside a JSON document (RFC 6901). */
record JsonPointer(String text, List<String> parts) {
  JsonPointer {
    parts = List.copyOf(parts);
  }

  /** Empty if the text is not a pointer. */
  static Optional<JsonPointer> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new JsonPointer(text, List.of()));
    }
    if (text.charAt(0) != '/') {
      return Optional.empty();
    }
    var parts = new ArrayList<String>();
    for (String part : text.substring(1).split("/", -1)) {
      if (part.replace("~0", "").replace("~1", "").contains("~")) {
        return Optional.empty();
      }
      // In this order: ~01 is ~1, not / (RFC 6901 section 4)
      parts.add(part.replace("~1", "/").replace("~0", "~"));
    }
    return Optional.of(new JsonPointer(text, parts));
  }

  boolean isRoot() {
    return parts.isEmpty();
  }

  /** The last part; not of the root. */
  String last() {
    return parts.get(parts.size() - 1);
  }

  /** Whether the other lies inside what this one names. */
  boolean holds(JsonPointer other) {
    return other.parts.size() > parts.size()
        && other.parts.subList(0, parts.size()).equals(parts);
  }
}
