package io.github.webhookplugin.model;

import java.util.Map;
import java.util.Set;

/**
 * The settings in force, with the numbers that stand for services in the store.
 *
 * @param numbers of all services there ever were, deleted ones too
 * @param unreadable services that are stored but cannot be used, for example without the key of their secrets: they
 *     are not among the settings, and their deliveries wait
 */
public record ActiveSettings(
    Settings settings, Map<ServiceId, Integer> numbers, Set<ServiceId> unreadable) {
  public static final ActiveSettings INITIAL =
      new ActiveSettings(Settings.INITIAL, Map.of(), Set.of());

  public ActiveSettings {
    unreadable = Set.copyOf(unreadable);
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
