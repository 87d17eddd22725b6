package io.github.webhookplugin.dialects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * OpenMetadata's event subscription: one filter and several destinations, each of which is a service of ours with that
 * filter (seed row S-44). Which subscription a service comes from is kept in its {@code extension}.
 */
final class EventSubscription {
  private static final List<String> FIELDS = List.of(
      "name", "displayName", "description", "alertType", "trigger", "destinations", "enabled");
  private static final List<String> TRIGGER_FIELDS = List.of("entities", "events");
  private static final List<String> DESTINATION_FIELDS = List.of("type", "config");
  private static final String ORIGIN = "openMetadataSubscription";

  static final Map<String, String> PLACES = Map.of(
      "url", "/config/endpoint",
      "secret", "/config/secretKey",
      "headers", "/config/headers",
      "queryParams", "/config/queryParams",
      "receivers", "/config/receivers",
      "method", "/config/httpMethod");

  private EventSubscription() {}

  static List<Translation.Service> toServices(Source subscription, Starts starts) {
    subscription.only(FIELDS);
    String name = subscription.text("name").orElse("");
    if (name.isEmpty()) {
      subscription.notes().problem(subscription.at("name"), "Enter a name.");
    }
    var filters = filters(subscription);
    var destinations = subscription.objects("destinations");
    if (destinations.isEmpty()) {
      subscription
          .notes()
          .problem(subscription.at("destinations"), "Expected at least one destination.");
    }
    var services = new ArrayList<Translation.Service>();
    for (Source destination : destinations) {
      destination.only(DESTINATION_FIELDS);
      if (destination
          .text("type")
          .filter(type -> !type.equalsIgnoreCase("webhook"))
          .isPresent()) {
        subscription
            .notes()
            .problem(
                destination.at("type"), "Expected webhook: nothing else can be sent from here.");
      }
      var config = destination
          .object("config")
          .orElse(new Source(Map.of(), destination.at("config"), destination.notes()));
      var service = WebhookAction.toService(config, starts);
      String more = destinations.size() == 1 ? "" : "-" + (services.size() + 1);
      service.put("name", subscription.text("displayName").orElse(name) + more);
      service.put("apiName", name + more);
      service.put("description", subscription.text("description").orElse(""));
      service.putIfAbsent("enabled", subscription.bool("enabled").orElse(true));
      service.put("eventFilters", filters);
      service.put("extension", Map.of(ORIGIN, origin(subscription)));
      services.add(new Translation.Service(service, destination.pointer(), PLACES));
    }
    return services;
  }

  private static Map<String, Object> origin(Source subscription) {
    var origin = new LinkedHashMap<String, Object>();
    for (String field : List.of("name", "displayName", "description", "alertType")) {
      subscription.text(field).ifPresent(text -> origin.put(field, text));
    }
    return origin;
  }

  private static List<Map<String, Object>> filters(Source subscription) {
    var filters = new ArrayList<Map<String, Object>>();
    subscription.object("trigger").ifPresent(trigger -> {
      trigger.only(TRIGGER_FIELDS);
      var entities = trigger.texts("entities");
      for (String event : trigger.has("events") ? trigger.texts("events") : List.of("*")) {
        var filter = new LinkedHashMap<String, Object>();
        filter.put("eventType", event);
        filter.put("entities", entities);
        filters.add(filter);
      }
    });
    return filters;
  }

  /**
   * Subscriptions of services: those that came from one, or have the same filter and nothing else, share one.
   *
   * @param names their names for programs, in the same order
   */
  static List<Map<String, Object>> of(List<? extends Map<String, ?>> services, List<String> names) {
    var all = new LinkedHashMap<List<@Nullable Object>, Map<String, Object>>();
    for (int i = 0; i < services.size(); i++) {
      var service = services.get(i);
      Object origin = service.get("extension") instanceof Map<?, ?> map ? map.get(ORIGIN) : null;
      var key = new ArrayList<@Nullable Object>();
      key.add(origin == null ? names.get(i) : origin);
      key.add(service.get("eventFilters"));
      String name = names.get(i);
      var subscription = all.computeIfAbsent(key, k -> begin(service, origin, name));
      destinations(subscription).add(destination(service));
    }
    return List.copyOf(all.values());
  }

  @SuppressWarnings("unchecked")
  private static List<Object> destinations(Map<String, Object> subscription) {
    return (List<Object>) Objects.requireNonNull(subscription.get("destinations"));
  }

  private static Map<String, Object> destination(Map<String, ?> service) {
    var destination = new LinkedHashMap<String, Object>();
    destination.put("type", "webhook");
    destination.put("config", WebhookAction.of(service));
    return destination;
  }

  private static Map<String, Object> begin(
      Map<String, ?> service, @Nullable Object origin, String name) {
    var subscription = new LinkedHashMap<String, Object>();
    subscription.put("name", name);
    if (origin instanceof Map<?, ?> map) {
      map.forEach((field, value) -> subscription.put(String.valueOf(field), value));
    }
    subscription.putIfAbsent("alertType", "notification");
    var events = new ArrayList<Object>();
    var entities = new ArrayList<Object>();
    for (Map<String, Object> filter : EntityDocument.filtersOf(service.get("eventFilters"))) {
      events.add(Objects.requireNonNull(filter.get("eventType")));
      for (Object entity : filter.get("entities") instanceof List<?> list ? list : List.of()) {
        if (!entities.contains(entity)) {
          entities.add(entity);
        }
      }
    }
    var trigger = new LinkedHashMap<String, Object>();
    trigger.put("entities", entities);
    trigger.put("events", events);
    subscription.put("trigger", trigger);
    subscription.put("destinations", new ArrayList<>());
    return subscription;
  }
}
