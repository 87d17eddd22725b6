package io.github.webhookplugin.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a request is signed, as the preview shows it: the string to sign, and what comes of it. */
final class SignedText {
  private SignedText() {}

  /** Null if nothing is signed. */
  static @Nullable Map<String, @Nullable Object> of(@Nullable Object signature) {
    if (!(signature instanceof Map<?, ?> map)) {
      return null;
    }
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("recipe", map.get("recipe"));
    model.put("content", map.get("stringToSign"));
    model.put("key", map.get("key"));
    model.put("sample", map.get("sampleSecret"));
    model.put("headers", map.get("headers") instanceof List<?> rows ? rows : List.of());
    model.put("query", map.get("query") instanceof List<?> rows ? rows : List.of());
    model.put("sign", map.get("sign"));
    return model;
  }
}
