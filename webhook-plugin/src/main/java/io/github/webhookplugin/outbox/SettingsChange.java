package io.github.webhookplugin.outbox;

import java.util.Map;
import java.util.Optional;

/**
 * A change of the settings, all or nothing.
 *
 * @param from the version that it changes
 * @param documents by name; empty: removed
 * @param services names of services by id, those of this change
 * @param who made it
 */
public record SettingsChange(
    long from, Map<String, Optional<String>> documents, Map<String, String> services, String who) {}
