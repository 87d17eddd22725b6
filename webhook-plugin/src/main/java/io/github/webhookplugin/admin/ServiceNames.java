package io.github.webhookplugin.admin;

import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.settings.SettingsBook;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the numbers of services stand for, also of services that were removed. For one request. */
final class ServiceNames {
  private final DeliveryLog log;
  private final ActiveSettings active;
  private final Map<Integer, Map<String, @Nullable Object>> known = new HashMap<>();

  ServiceNames(SettingsBook book, DeliveryLog log) {
    this.log = log;
    this.active = book.active();
    active
        .settings()
        .services()
        .forEach(service ->
            known.put(active.number(service.id()), shown(service.id().toString(), service.name())));
  }

  /** {@code id} and {@code name}; empty if there never was such a service. */
  Map<String, @Nullable Object> of(int number) {
    return known.computeIfAbsent(
        number,
        removed -> log.service(removed)
            .map(service -> shown(service.id(), service.name()))
            .orElseGet(Map::of));
  }

  /** Whether the service is still there, with settings that can be read. */
  static Optional<Boolean> enabled(SettingsBook book, int number) {
    var active = book.active();
    return active.settings().services().stream()
        .filter(service -> active.number(service.id()) == number)
        .findFirst()
        .map(service -> service.on() && active.settings().global().enabled());
  }

  private static Map<String, @Nullable Object> shown(String id, String name) {
    return JsonObjects.object("id", id, "name", name);
  }
}
