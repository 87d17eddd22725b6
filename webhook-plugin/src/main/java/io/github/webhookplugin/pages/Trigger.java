package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.settings.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the browser is told beside an answer: events for the page, and a toast (htmx header {@code HX-Trigger}). Immutable. */
final class Trigger {
  private final Map<String, Object> events;

  private Trigger(Map<String, Object> events) {
    this.events = events;
  }

  /** An event without details, for example {@code servicesChanged}. */
  static Trigger event(String name) {
    return new Trigger(Map.of()).and(name, Map.of());
  }

  static Trigger success(String text) {
    return new Trigger(Map.of()).and("toast", Map.of("kind", "success", "text", text));
  }

  /** With a button that takes it back. */
  static Trigger success(String text, String label, String post) {
    var action = Map.of("label", label, "post", post);
    return new Trigger(Map.of())
        .and("toast", Map.of("kind", "success", "text", text, "action", action));
  }

  static Trigger failure(String text) {
    return new Trigger(Map.of()).and("toast", Map.of("kind", "error", "text", text));
  }

  Trigger and(String name) {
    return and(name, Map.of());
  }

  /** An event with details. */
  Trigger and(String name, Map<String, ?> details) {
    var more = new LinkedHashMap<>(events);
    more.put(name, details);
    return new Trigger(more);
  }

  AdminResponse on(AdminResponse response) {
    return response.with("HX-Trigger", ascii(Json.text(events)));
  }

  /** A header has no place for other characters; JSON can spell them all. */
  private static String ascii(String json) {
    var text = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      text.append(c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return text.toString();
  }
}
