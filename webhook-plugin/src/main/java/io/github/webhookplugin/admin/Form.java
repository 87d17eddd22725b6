package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.SettingsProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object of a request's body, read field by field; what is wrong is refused all at once. For one request. */
final class Form {
  private final Map<?, ?> values;
  private final String pointer;
  private final List<SettingsProblem> problems;

  private Form(Map<?, ?> values, String pointer, List<SettingsProblem> problems) {
    this.values = values;
    this.pointer = pointer;
    this.problems = problems;
  }

  /** A whole body with these fields, of which none need be there. */
  static Form of(Map<?, ?> values, List<String> known) {
    return new Form(values, "", new ArrayList<>()).knowing(known);
  }

  private Form knowing(List<String> known) {
    for (Object name : values.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        problem(
            String.valueOf(name).replace("~", "~0").replace("/", "~1"),
            "There is no such field here. Known are " + String.join(", ", known) + ".");
      }
    }
    return this;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /** The object in a field; an empty one if it is not there. */
  Form object(String name, List<String> known) {
    Object value = values.get(name);
    if (value != null && !(value instanceof Map)) {
      problem(name, "Expected an object { … }.");
    }
    var map = value instanceof Map<?, ?> object ? object : Map.of();
    return new Form(map, at(name), problems).knowing(known);
  }

  /** A text that means something. */
  <T> Optional<T> one(String name, String expected, Function<String, Optional<T>> reading) {
    Object value = values.get(name);
    return value == null ? Optional.empty() : read(name, value, expected, reading);
  }

  /** A list of texts that mean something each, or one of them; at most so many. */
  <T> List<T> all(String name, int most, String expected, Function<String, Optional<T>> reading) {
    Object value = values.get(name);
    List<?> items =
        value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
    if (items.size() > most) {
      problem(name, "Expected at most " + most + ", found " + items.size() + ".");
      return List.of();
    }
    var read = new ArrayList<T>();
    for (int i = 0; i < items.size(); i++) {
      String place = value instanceof List ? name + "/" + i : name;
      read(place, items.get(i), expected, reading).ifPresent(read::add);
    }
    return read;
  }

  /** Any text, an empty one too. */
  Optional<String> text(String name) {
    Object value = values.get(name);
    if (value != null && !(value instanceof String)) {
      problem(name, "Expected a text in quotes.");
    }
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** An object of texts, in its order; empty if it is not there. */
  Map<String, String> texts(String name) {
    var texts = new LinkedHashMap<String, String>();
    if (values.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
      if (!map.values().stream().allMatch(String.class::isInstance)) {
        problem(name, "Expected a text for each name.");
      }
    } else if (has(name)) {
      problem(name, "Expected an object { \"Name\": \"value\" }.");
    }
    return texts;
  }

  int number(String name, int min, int max, int otherwise) {
    Object value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number && number >= min && number <= max) {
      return number;
    }
    problem(name, "Expected a whole number from " + min + " to " + max + ".");
    return otherwise;
  }

  boolean flag(String name) {
    Object value = values.get(name);
    if (value != null && !(value instanceof Boolean)) {
      problem(name, "Expected true or false.");
    }
    return Boolean.TRUE.equals(value);
  }

  /** Something is wrong with a field, which may be a path below this object. */
  void problem(String name, String message) {
    problems.add(new SettingsProblem(at(name), message));
  }

  /** Refuses the request if anything of it was wrong. */
  void check() {
    if (!problems.isEmpty()) {
      throw Problem.invalid(problems);
    }
  }

  private <T> Optional<T> read(
      String name, @Nullable Object value, String expected, Function<String, Optional<T>> reading) {
    var read = value instanceof String text ? reading.apply(text) : Optional.<T>empty();
    if (read.isEmpty()) {
      problem(name, "Expected " + expected + ".");
    }
    return read;
  }

  /** A JSON Pointer (RFC 6901 section 3); the name is escaped already. */
  private String at(String name) {
    return pointer + "/" + name;
  }
}
