package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a form, by field. Each field takes what concerns it; what nobody took is for the summary. For one
 * answer.
 */
final class FieldErrors {
  private final Map<String, List<String>> open = new LinkedHashMap<>();
  private final int count;

  private FieldErrors(Map<String, List<String>> errors) {
    open.putAll(errors);
    count = errors.size();
  }

  static FieldErrors none() {
    return new FieldErrors(Map.of());
  }

  /**
   * Of a form that was refused.
   *
   * @param mistakes what could not be read; the API knows nothing of these fields then
   * @param refused what the API says, with JSON Pointers
   */
  static FieldErrors of(List<Mistake> mistakes, List<Map<?, ?>> refused, Texts texts) {
    var errors = new LinkedHashMap<String, List<String>>();
    for (Mistake mistake : mistakes) {
      add(errors, mistake.field(), texts.say("editor.mistake." + mistake.key(), mistake.detail()));
    }
    for (Map<?, ?> problem : refused) {
      String name = name(String.valueOf(problem.get("pointer")));
      if (mistakes.stream().noneMatch(mistake -> isWithin(name, mistake.field()))) {
        add(errors, name, String.valueOf(problem.get("message")));
      }
    }
    return new FieldErrors(errors);
  }

  /** How many fields need attention. */
  int count() {
    return count;
  }

  /** What is wrong with a field or a part of it, which is said then; empty if nothing is. */
  String take(String name) {
    var messages = new ArrayList<String>();
    for (String at : List.copyOf(open.keySet())) {
      if (isWithin(at, name)) {
        String part = at.substring(name.length()).replace('.', '/');
        for (String message : open.getOrDefault(at, List.of())) {
          messages.add(part.isEmpty() ? message : part + ": " + message);
        }
        open.remove(at);
      }
    }
    return String.join(" ", messages);
  }

  /** The same for this very field. */
  String takeExactly(String name) {
    List<String> messages = open.remove(name);
    return messages == null ? "" : String.join(" ", messages);
  }

  /** What no field took. */
  List<String> rest() {
    return open.values().stream().flatMap(List::stream).toList();
  }

  /** {@code /retry/count} is the field {@code retry.count} (RFC 6901 section 3). */
  static String name(String pointer) {
    return pointer.isEmpty()
        ? ""
        : pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
  }

  private static void add(Map<String, List<String>> errors, String name, String message) {
    errors.computeIfAbsent(name, key -> new ArrayList<>()).add(message);
  }

  private static boolean isWithin(String name, String field) {
    return name.equals(field) || name.startsWith(field + ".");
  }
}
