package io.github.webhookplugin.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, with the numbers that stand for services in the store.
 *
 * @param numbers of all services there ever were, deleted ones too
 * @param unreadable services that are stored but cannot be used, for example without the key of their secrets: they
 *     are not among the settings, and their deliveries wait
 * @param unreadableFilters which events those want, as far as at least that can be read
 */
public record ActiveSettings(
    Settings settings,
    Map<ServiceId, Integer> numbers,
    Set<ServiceId> unreadable,
    Map<ServiceId, EventFilter> unreadableFilters) {
  public static final ActiveSettings INITIAL =
      new ActiveSettings(Settings.INITIAL, Map.of(), Set.of());

  public ActiveSettings {
    unreadable = Set.copyOf(unreadable);
    unreadableFilters = Map.copyOf(unreadableFilters);
    numbers = Map.copyOf(numbers);
    for (WebhookService service : settings.services()) {
      if (!numbers.containsKey(service.id())) {
        throw new IllegalArgumentException(service + " has no number");
      }
    }
  }

  /** Those that cannot be read may want every event. */
  public ActiveSettings(
      Settings settings, Map<ServiceId, Integer> numbers, Set<ServiceId> unreadable) {
    this(settings, numbers, unreadable, Map.of());
  }

  /** The same with other settings of the same services. */
  public ActiveSettings with(Settings same) {
    return new ActiveSettings(same, numbers, unreadable, unreadableFilters);
  }

  /** Which events a service wants that cannot be read. */
  public EventFilter filterOfUnreadable(ServiceId id) {
    return unreadableFilters.getOrDefault(id, EventFilter.ALL);
  }

  /** The service with a number; null: there never was one. */
  public @Nullable ServiceId id(int number) {
    return numbers.entrySet().stream()
        .filter(one -> one.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
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
