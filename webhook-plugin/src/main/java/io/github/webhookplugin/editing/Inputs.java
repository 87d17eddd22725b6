package io.github.webhookplugin.editing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a form by the names of its fields, as a browser posts them: what a document is filled into, and read
 * from again. The names follow the document: {@code retry.count} is {@code /retry/count}. For one thread.
 */
public final class Inputs {
  private static final String ON = "1";

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  Inputs() {}

  /** What was posted. */
  public Inputs(Map<String, List<String>> posted) {
    posted.forEach((name, all) -> values.put(name, new ArrayList<>(all)));
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The first value; empty if it is not there. */
  public String one(String name) {
    return all(name).stream().findFirst().orElse("");
  }

  /** All values, in the order of the form. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The names of fields that begin so. */
  public List<String> names(String start) {
    return values.keySet().stream().filter(name -> name.startsWith(start)).toList();
  }

  /** Whether a box is ticked. */
  public boolean ticked(String name) {
    return has(name);
  }

  /** The lines of a text that are not blank, without blanks around them. */
  public List<String> lines(String name) {
    return one(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Adds a value; null adds an empty text. */
  Inputs put(String name, @Nullable Object value) {
    values
        .computeIfAbsent(name, key -> new ArrayList<>())
        .add(value == null ? "" : Numbers.text(value));
    return this;
  }

  Inputs tick(String name, boolean on) {
    return on ? put(name, ON) : this;
  }
}
