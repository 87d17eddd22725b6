package io.github.webhookplugin.pages;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which events a service wants, in a few words. For one request. */
final class Wishes {
  private final Texts texts;

  Wishes(Page page) {
    this.texts = page.texts();
  }

  /** {@code All events}, {@code order.paid}, {@code 2 event types}; and whether there is a condition besides. */
  String of(Map<?, ?> service) {
    Set<String> types = types(service);
    String wanted = types.isEmpty()
        ? texts.say("services.allEvents")
        : types.size() == 1
            ? types.iterator().next()
            : texts.say("services.someEvents", types.size());
    return service.get("condition") instanceof Map
        ? texts.say("services.withCondition", wanted)
        : wanted;
  }

  private static Set<String> types(Map<?, ?> service) {
    var types = new LinkedHashSet<String>();
    if (service.get("eventTypes") instanceof List<?> list) {
      list.forEach(type -> types.add(String.valueOf(type)));
    }
    ApiReply.maps(service.get("eventFilters"))
        .forEach(filter -> types.add(String.valueOf(filter.get("eventType"))));
    return types;
  }
}
