package io.github.webhookplugin.presets;

import io.github.webhookplugin.model.Wildcard;
import io.github.webhookplugin.presets.PresetField.Choice;
import io.github.webhookplugin.presets.PresetField.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Reads a preset's file. What is wrong in one is an error in the plugin. */
final class PresetFile {
  private static final int MOST_CHARACTERS = 2_000;

  private PresetFile() {}

  static Preset read(String id, Map<?, ?> file) {
    try {
      return new Preset(
          id,
          new Preset.About(
              text(file, "title"), text(file, "receiver"), text(file, "help"), text(file, "row")),
          new Preset.Facts(text(file, "success"), text(file, "signing"), text(file, "limits")),
          new Preset.Evidence(
              each(file, "sources", Object::toString),
              text(file, "checked"),
              text(file, "confidence"),
              maybe(file, "judged")),
          each(file, "urls", url -> url((Map<?, ?>) url)),
          each(file, "fields", field -> field((Map<?, ?>) field)),
          object(file, "service"));
    } catch (RuntimeException e) {
      throw new IllegalStateException("the file of the preset " + id + " is broken: " + e, e);
    }
  }

  private static KnownUrl url(Map<?, ?> url) {
    return new KnownUrl(new Wildcard(text(url, "like")), maybe(url, "dead"), maybe(url, "note"));
  }

  private static PresetField field(Map<?, ?> field) {
    return new PresetField(
        new PresetField.About(
            text(field, "name"),
            text(field, "title"),
            maybe(field, "help"),
            maybe(field, "example")),
        Kind.valueOf(text(field, "kind").toUpperCase(Locale.ROOT)),
        new PresetField.Rule(
            Boolean.TRUE.equals(field.get("required")),
            maybe(field, "default"),
            maybe(field, "matches"),
            field.get("max") instanceof Number most ? most.intValue() : MOST_CHARACTERS),
        each(field, "choices", choice -> choice((Map<?, ?>) choice)),
        object(field, "service"));
  }

  private static Choice choice(Map<?, ?> choice) {
    return new Choice(
        text(choice, "value"),
        text(choice, "title"),
        choice.get("text") instanceof String text ? text : null,
        object(choice, "service"));
  }

  private static String text(Map<?, ?> map, String name) {
    if (map.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalStateException("no text " + name);
  }

  private static String maybe(Map<?, ?> map, String name) {
    return map.get(name) instanceof String text ? text : "";
  }

  private static <T> List<T> each(Map<?, ?> map, String name, Function<Object, T> read) {
    var list = new ArrayList<T>();
    if (map.get(name) instanceof List<?> items) {
      items.forEach(item -> list.add(read.apply(item)));
    }
    return list;
  }

  private static Map<String, Object> object(Map<?, ?> map, String name) {
    var object = new LinkedHashMap<String, Object>();
    if (map.get(name) instanceof Map<?, ?> found) {
      found.forEach((key, value) -> object.put(key.toString(), value));
    }
    return object;
  }
}
