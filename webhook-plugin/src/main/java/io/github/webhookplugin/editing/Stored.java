package io.github.webhookplugin.editing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of a service's document, as the JSON API gives it; what is absent reads as empty. Immutable view. */
final class Stored {
  private final Map<?, ?> object;

  Stored(Map<?, ?> object) {
    this.object = object;
  }

  boolean has(String name) {
    return object.get(name) != null;
  }

  @Nullable
  Object raw(String name) {
    return object.get(name);
  }

  String text(String name) {
    Object value = object.get(name);
    return value == null ? "" : Numbers.text(value);
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(object.get(name));
  }

  Stored object(String name) {
    return new Stored(object.get(name) instanceof Map<?, ?> map ? map : Map.of());
  }

  List<?> list(String name) {
    return object.get(name) instanceof List<?> list ? list : List.of();
  }

  List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  List<Stored> objects(String name) {
    return list(name).stream()
        .filter(Map.class::isInstance)
        .map(each -> new Stored((Map<?, ?>) each))
        .toList();
  }
}
