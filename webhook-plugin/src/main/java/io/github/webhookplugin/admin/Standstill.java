package io.github.webhookplugin.admin;

import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.WebhookService;
import java.util.Map;
import java.util.Optional;

/** Why nothing is sent to a service at the moment, as a sentence. */
final class Standstill {
  private final JsonApi.Parts parts;

  Standstill(JsonApi.Parts parts) {
    this.parts = parts;
  }

  /** Empty if it sends. */
  Optional<String> of(int service) {
    ActiveSettings active = parts.book().active();
    Optional<ServiceId> id = active.numbers().entrySet().stream()
        .filter(number -> number.getValue() == service)
        .map(Map.Entry::getKey)
        .findFirst();
    if (id.filter(active.unreadable()::contains).isPresent()) {
      return Optional.of("The stored secrets of its service cannot be read.");
    }
    Optional<WebhookService> present = id.flatMap(active.settings()::service);
    if (present.isEmpty()) {
      return Optional.of("Its service was removed.");
    }
    if (!active.settings().global().enabled()) {
      return Optional.of("Sending is switched off for all services.");
    }
    String name = "Its service “" + present.get().name() + "”";
    if (present.get().profile().deleted()) {
      return Optional.of(name + " was removed; it can be restored.");
    }
    if (!present.get().enabled()) {
      return Optional.of(name + " is switched off.");
    }
    return parts
        .inForce()
        .missing(present.get().id())
        .map(why -> name + " lacks a secret. " + why)
        .or(() -> Optional.ofNullable(parts.engine().stopped().get(service))
            .map(reason -> name + " was stopped. " + reason));
  }
}
