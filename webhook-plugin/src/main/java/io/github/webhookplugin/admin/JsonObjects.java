package io.github.webhookplugin.admin;

import io.github.webhookplugin.settings.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the objects of answers. */
final class JsonObjects {
  private JsonObjects() {}

  /** A map in the order of its arguments: name, value, name, value ... A value may be null. */
  static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    var rest = Arrays.asList(namesAndValues).iterator();
    while (rest.hasNext()) {
      object.put(String.valueOf(rest.next()), rest.next());
    }
    return object;
  }

  /** Bytes that are JSON already, as a value. */
  static Object written(byte[] json) {
    return new Json.Written(new String(json, StandardCharsets.UTF_8));
  }

  static byte[] bytes(Map<String, ?> value) {
    return Json.text(value).getBytes(StandardCharsets.UTF_8);
  }
}
