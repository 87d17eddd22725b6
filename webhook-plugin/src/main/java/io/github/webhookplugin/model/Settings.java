package io.github.webhookplugin.model;

import java.util.List;
import java.util.Optional;

/**
 * All settings at one moment; immutable, shared between threads.
 *
 * @param version goes up by one with every change
 */
public record Settings(long version, GlobalSettings global, List<WebhookService> services) {
  public static final Settings INITIAL = new Settings(0, GlobalSettings.DEFAULT, List.of());

  public Settings {
    services = List.copyOf(services);
  }

  public Optional<WebhookService> service(ServiceId id) {
    return services.stream().filter(service -> service.id().equals(id)).findFirst();
  }
}
