package io.github.webhookplugin.model;

import java.util.Map;

/**
 * The settings in force, with the numbers that stand for services in the store.
 *
 * @param numbers of all services there ever were, deleted ones too
 */
public record ActiveSettings(Settings settings, Map<ServiceId, Integer> numbers) {
  public ActiveSettings {
    numbers = Map.copyOf(numbers);
    for (WebhookService service : settings.services()) {
      if (!numbers.containsKey(service.id())) {
        throw new IllegalArgumentException(service + " has no number");
      }
    }
  }

  /** A service's number. */
  public int number(ServiceId id) {
    Integer number = numbers.get(id);
    if (number == null) {
      throw new IllegalArgumentException("no service has ever had the id " + id);
    }
    return number;
  }
}
