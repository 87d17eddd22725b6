package io.github.webhookplugin.dialects;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One object of a document of another system. What is wrong is noted, and reads as absent. */
record Source(Map<?, ?> values, String pointer, Notes notes) {
  /** Keeps to the known names; what else is there is noted. */
  Source only(List<String> known) {
    values.keySet().stream()
        .map(String::valueOf)
        .filter(name -> !known.contains(name))
        .forEach(name -> notes.unknown(
            at(name),
            "There is no field “" + shortened(name) + "” here; it is left out. Known are "
                + String.join(", ", known) + "."));
    return this;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  @Nullable
  Object raw(String name) {
    return values.get(name);
  }

  String at(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  Optional<String> text(String name) {
    return typed(name, String.class, "a text in quotes");
  }

  Optional<Boolean> bool(String name) {
    return typed(name, Boolean.class, "true or false");
  }

  Optional<Source> object(String name) {
    return typed(name, Map.class, "an object { … }")
        .map(map -> new Source((Map<?, ?>) map, at(name), notes));
  }

  List<?> list(String name) {
    return typed(name, List.class, "a list [ … ]").map(list -> (List<?>) list).orElse(List.of());
  }

  /** The objects of a list. */
  List<Source> objects(String name) {
    var objects = new ArrayList<Source>();
    List<?> items = list(name);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Map<?, ?> map) {
        objects.add(new Source(map, at(name) + "/" + i, notes));
      } else {
        notes.problem(at(name) + "/" + i, "Expected an object { … }.");
      }
    }
    return objects;
  }

  /** The texts of a list. */
  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    List<?> items = list(name);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof String text) {
        texts.add(text);
      } else {
        notes.problem(at(name) + "/" + i, "Expected a text in quotes.");
      }
    }
    return texts;
  }

  /** An object of texts; numbers and booleans are taken for their texts. */
  Map<String, String> textMap(String name) {
    var texts = new LinkedHashMap<String, String>();
    object(name)
        .ifPresent(map -> map.values().forEach((key, value) -> {
          if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            texts.put(String.valueOf(key), value.toString());
          } else {
            notes.problem(map.at(String.valueOf(key)), "Expected a text in quotes.");
          }
        }));
    return texts;
  }

  /** A whole number of any size that others may bound. */
  Optional<Number> number(String name) {
    return typed(name, Number.class, "a number").filter(number -> {
      boolean whole = new BigDecimal(number.toString()).stripTrailingZeros().scale() <= 0;
      if (!whole) {
        notes.problem(at(name), "Expected a whole number.");
      }
      return whole;
    });
  }

  private <T> Optional<T> typed(String name, Class<T> type, String expected) {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      notes.problem(at(name), "Expected " + expected + ".");
    }
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  private static String shortened(String name) {
    String printable = name.replaceAll("\\p{Cntrl}", "\uFFFD");
    return printable.length() > 60 ? printable.substring(0, 60) + "…" : printable;
  }

  @Override
  public String toString() {
    return "Source[" + pointer + "]";
  }
}
