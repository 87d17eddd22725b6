package io.github.webhookplugin.settings;

import io.github.webhookplugin.rendering.Spelling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object of a document, read field by field. What is wrong goes to the problems, and the field reads as
 * absent, so that one pass finds everything. A field that is null is absent.
 */
final class Fields {
  private final Map<?, ?> values;
  private final String pointer;
  private final Problems problems;

  Fields(Map<?, ?> values, String pointer, Problems problems) {
    this.values = values;
    this.pointer = pointer;
    this.problems = problems;
  }

  void refuseUnknown(List<String> known) {
    for (Object key : values.keySet()) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        problems.add(
            pointer(name),
            "There is no field " + Found.quote(name) + " here."
                + Spelling.suggestion(name, known) + " Known are "
                + String.join(", ", known) + ".");
      }
    }
  }

  /** For fields that have no "not set": there null is a mistake, not an absence. */
  void refuseNulls(List<String> names) {
    for (String name : names) {
      if (values.containsKey(name) && values.get(name) == null) {
        problem(name, "Expected a value, found null. Leave the field out to keep what is set.");
      }
    }
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /** Whether the field is there, be it null. */
  boolean mentions(String name) {
    return values.containsKey(name);
  }

  Map<?, ?> values() {
    return values;
  }

  @Nullable
  Object raw(String name) {
    return values.get(name);
  }

  String pointer() {
    return pointer;
  }

  String pointer(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  void problem(String name, String message) {
    problems.add(pointer(name), message);
  }

  Problems problems() {
    return problems;
  }

  Optional<Boolean> bool(String name) {
    return typed(name, Boolean.class, "Expected true or false");
  }

  Optional<List<?>> list(String name) {
    return typed(name, List.class, "Expected a list [ … ]").map(list -> (List<?>) list);
  }

  Optional<Fields> object(String name) {
    return typed(name, Map.class, "Expected an object { … }")
        .map(map -> new Fields((Map<?, ?>) map, pointer(name), problems));
  }

  /** A text of whole characters, at most so many. */
  Optional<String> text(String name, int max) {
    return typed(name, String.class, "Expected a text in quotes").filter(text -> {
      if (Characters.any(text, Characters::isSurrogate)) {
        problem(name, "Half of a character is missing in this text. Enter it again.");
        return false;
      }
      if (Characters.count(text) > max) {
        problem(
            name,
            "Expected at most %,d characters, found %,d. Shorten the text."
                .formatted(max, Characters.count(text)));
        return false;
      }
      return true;
    });
  }

  <E> Optional<E> choice(String name, Map<String, E> choices) {
    return typed(name, String.class, "Expected " + alternatives(choices)).flatMap(word -> {
      var chosen = Optional.ofNullable(choices.get(word));
      if (chosen.isEmpty()) {
        problem(
            name,
            "Expected " + alternatives(choices) + ", found " + Found.quote(word) + "."
                + Spelling.suggestion(word, choices.keySet()));
      }
      return chosen;
    });
  }

  Optional<Integer> integer(String name, int min, int max) {
    return has(name)
        ? Numbers.integer(values.get(name), min, max, message -> problem(name, message))
        : Optional.empty();
  }

  /** Whole seconds. */
  Optional<Duration> wholeSeconds(String name, int min, int max) {
    return integer(name, min, max).map(Duration::ofSeconds);
  }

  /** Seconds with up to three decimals. */
  Optional<Duration> seconds(String name, int min, int max) {
    return has(name)
        ? Numbers.decimal(values.get(name), min, max, message -> problem(name, message))
            .map(BigDecimal::longValueExact)
            .map(Duration::ofMillis)
        : Optional.empty();
  }

  /** A number with up to three decimals. */
  Optional<Double> decimal(String name, int min, int max) {
    return has(name)
        ? Numbers.decimal(values.get(name), min, max, message -> problem(name, message))
            .map(thousandths -> thousandths.movePointLeft(3).doubleValue())
        : Optional.empty();
  }

  static String alternatives(Map<String, ?> choices) {
    var words = List.copyOf(choices.keySet());
    int last = words.size() - 1;
    String quoted = "“" + String.join("”, “", words.subList(0, last)) + "”";
    return last == 0 ? "“" + words.get(0) + "”" : quoted + " or “" + words.get(last) + "”";
  }

  private <T> Optional<T> typed(String name, Class<T> type, String expected) {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      problem(name, expected + ", found " + Found.kind(value) + ".");
    }
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }
}
