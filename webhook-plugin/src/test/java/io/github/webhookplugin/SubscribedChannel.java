package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A channel with a webhook that subscribes to OpenMetadata's events, and the titles of those that reach it. */
abstract class SubscribedChannel extends OpenChannel {
  static final String BODY =
      "{\"eventId\": {{json eventId}}, \"changeDescription\": {{json changes}}}";

  @SafeVarargs
  @SuppressWarnings("varargs")
  final void subscribe(Map<String, Object>... filters) {
    configure(webhook("Catalog", "/in", filters));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  final Map<String, Object> webhook(String name, String path, Map<String, Object>... filters) {
    return service(
        name,
        path,
        "eventFilters",
        List.of(filters),
        "body",
        BODY.replace("{\"eventId\"", "{\"title\": {{json title}}, \"eventId\""));
  }

  static Map<String, Object> filter(String eventType, String... entities) {
    var filter = new HashMap<String, Object>();
    filter.put("eventType", eventType);
    filter.put("entities", List.of(entities));
    return filter;
  }

  static NotificationEvent.Builder titled(String title, NotificationEvent.Builder event) {
    return event.title(title);
  }

  static NotificationEvent event(String type, String entity) {
    return titled(type + " " + entity, NotificationEvent.of(type))
        .entity(Map.of("type", entity, "name", "x"))
        .build();
  }

  /** A table in the domain Sales of which a field was updated. */
  static NotificationEvent changed(String field) {
    var change = new LinkedHashMap<String, Object>();
    change.put("name", field);
    change.put("oldValue", "a");
    change.put("newValue", "b");
    return titled(field, NotificationEvent.of("entityUpdated"))
        .entity(Map.of("type", "table", "domain", Map.of("name", "Sales")))
        .changes(Map.of("fieldsUpdated", List.of(change)))
        .build();
  }

  /** Publishes the events and gives the titles of those that the receiver got, once all are there. */
  List<String> sent(NotificationEvent... events) {
    int wanted = 0;
    for (NotificationEvent event : events) {
      wanted += webhooks.publish(event).deliveries();
    }
    receipts(wanted);
    assertThat(receiver.got()).hasSize(wanted);
    return titles("/in");
  }

  List<String> titles(String path) {
    return receiver.got(path).stream()
        .map(request -> request.body().replaceAll("(?s).*\"title\": \"([^\"]*)\".*", "$1"))
        .toList();
  }
}
