package io.github.webhookplugin.outbox;

import java.util.List;
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
 * @param audit what to remember of it
 */
public record SettingsChange(
    long from,
    Map<String, Optional<String>> documents,
    Map<String, String> services,
    String who,
    Set<String> moved,
    List<AuditEntry> audit) {
  public SettingsChange(
      long from,
      Map<String, Optional<String>> documents,
      Map<String, String> services,
      String who) {
    this(from, documents, services, who, Set.of(), List.of());
  }
}
