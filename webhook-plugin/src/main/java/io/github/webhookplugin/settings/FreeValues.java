package io.github.webhookplugin.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads objects whose names and values are free, within bounds. */
final class FreeValues {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_CHARACTERS = 32_000;

  private final Fields fields;
  private final String name;
  private int characters;

  private FreeValues(Fields fields, String name) {
    this.fields = fields;
    this.name = name;
  }

  /** An object in a field; empty if there is none. */
  static Map<String, Object> map(Fields fields, String name) {
    return fields.object(name).isEmpty()
        ? new LinkedHashMap<>()
        : new FreeValues(fields, name).checked((Map<?, ?>) fields.raw(name));
  }

  /** The whole object. */
  static Map<String, Object> map(Fields fields) {
    return new FreeValues(fields, "").checked(fields.values());
  }

  private Map<String, Object> checked(@Nullable Map<?, ?> map) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    try {
      copy.putAll(copyOf(map == null ? Map.of() : map, 1));
    } catch (TooMuch e) {
      fields.problem(name, String.valueOf(e.getMessage()));
    }
    return PlainMaps.withNulls(copy);
  }

  private Map<String, @Nullable Object> copyOf(Map<?, ?> map, int depth) {
    checkDepth(depth);
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> {
      count(String.valueOf(key).length());
      copy.put(String.valueOf(key), copyOf(value, depth + 1));
    });
    return copy;
  }

  private @Nullable Object copyOf(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      return copyOf(map, depth);
    }
    if (value instanceof List<?> list) {
      checkDepth(depth);
      var copy = new ArrayList<@Nullable Object>();
      list.forEach(item -> copy.add(copyOf(item, depth + 1)));
      return copy;
    }
    if (value instanceof String text) {
      count(text.length());
      if (Characters.any(text, Characters::isSurrogate)) {
        throw new TooMuch("Half of a character is missing in a text in here. Enter it again.");
      }
      return text;
    }
    count(1);
    return value instanceof Number number ? number(number) : bool(value);
  }

  private static @Nullable Object bool(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return value;
    }
    throw new TooMuch("Expected texts, numbers, true, false, lists and objects in here.");
  }

  /** As the store gives it back. */
  private static Object number(Number number) {
    if (number instanceof Integer || number instanceof Long || number instanceof BigInteger) {
      return number;
    }
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException notFinite) {
      throw new TooMuch("Expected a finite number in here.");
    }
  }

  private void count(int more) {
    characters += more + 1;
    if (characters > MAX_CHARACTERS) {
      throw new TooMuch("Expected at most %,d characters in here.".formatted(MAX_CHARACTERS));
    }
  }

  private static void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new TooMuch("Expected at most " + MAX_DEPTH + " levels of brackets in here.");
    }
  }

  /** Ends the reading of one object. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuch(String message) {
      super(message, null, false, false);
    }
  }
}
