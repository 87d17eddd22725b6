package io.github.webhookplugin.outbox;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A change of the settings, all or nothing.
 *
 * @param from the version that it changes
 * @param documents by name; empty: removed
 * @param services names of services by id, those of this change
 * @param who made it
 * @param moved documents that changed their place and nothing else: they are no change to remember
 * @param notes what is only remembered, by name: something was done with the settings that changed none of them
 */
public record SettingsChange(
    long from,
    Map<String, Optional<String>> documents,
    Map<String, String> services,
    String who,
    Set<String> moved,
    Map<String, String> notes) {
  /** A change of documents. */
  public SettingsChange(
      long from,
      Map<String, Optional<String>> documents,
      Map<String, String> services,
      String who,
      Set<String> moved) {
    this(from, documents, services, who, moved, Map.of());
  }

  /** Something to remember and nothing else. */
  public static SettingsChange note(long from, String name, String document, String who) {
    return new SettingsChange(from, Map.of(), Map.of(), who, Set.of(), Map.of(name, document));
  }

  public SettingsChange(
      long from,
      Map<String, Optional<String>> documents,
      Map<String, String> services,
      String who) {
    this(from, documents, services, who, Set.of());
  }
}
