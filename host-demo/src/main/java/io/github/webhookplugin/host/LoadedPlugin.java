package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.NotificationChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as the host sees it: who it is, how it is, and what it brings.
 *
 * @param state as PF4J names it
 * @param requires the versions of the API that it works with; empty for any
 * @param reason why it does not do all it should; empty if it does
 */
record LoadedPlugin(
    String id,
    String version,
    String state,
    String requires,
    String reason,
    List<NotificationChannel> channels,
    @Nullable ConfigurablePlugin configurable,
    @Nullable AdminContribution admin) {

  /** One that brings nothing, because it is switched off or broken. */
  static LoadedPlugin idle(PluginJar jar, String state, String reason) {
    return new LoadedPlugin(
        jar.id(), jar.version(), state, jar.requires(), reason, List.of(), null, null);
  }

  /** What {@code GET /api/plugins} shows. */
  record Summary(String id, String version, String state, String requires, String reason) {}

  Summary summary() {
    return new Summary(id, version, state, requires, reason);
  }
}
