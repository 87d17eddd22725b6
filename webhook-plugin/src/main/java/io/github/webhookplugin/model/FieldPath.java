package io.github.webhookplugin.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to a field of an event: names with dots between them, as in a template ({@code data.severity}), or a JSON
 * Pointer (RFC 6901) for names that have dots ({@code /data/host.name}).
 *
 * @param text as an admin wrote it
 * @param steps the names; the first is one of the event's own
 */
public record FieldPath(String text, List<String> steps) {
  public FieldPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.contains("")) {
      throw new IllegalArgumentException("an empty name in the path " + text);
    }
  }

  /**
   * Takes a path apart.
   *
   * @throws IllegalArgumentException if a name in it is empty
   */
  public static FieldPath parse(String text) {
    if (!text.startsWith("/")) {
      return new FieldPath(text, List.of(text.split("\\.", -1)));
    }
    var steps = new ArrayList<String>();
    for (String step : text.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return new FieldPath(text, steps);
  }

  /** The event's own name that it begins with. */
  public String root() {
    return steps.get(0);
  }

  @Override
  public String toString() {
    return text;
  }
}
