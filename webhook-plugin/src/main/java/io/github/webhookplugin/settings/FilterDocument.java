package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Condition;
import io.github.webhookplugin.model.Condition.Comparison;
import io.github.webhookplugin.model.EntityFilter;
import io.github.webhookplugin.model.EventFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes which events a service wants the way {@link FilterReader} reads it. */
final class FilterDocument {
  private FilterDocument() {}

  static void put(Map<String, @Nullable Object> document, EventFilter filter) {
    document.put("eventTypes", texts(filter.types()));
    document.put(
        "eventFilters", filter.entities().stream().map(FilterDocument::filter).toList());
    document.put("condition", filter.condition() == null ? null : condition(filter.condition()));
  }

  private static Map<String, Object> filter(EntityFilter filter) {
    var map = new LinkedHashMap<String, Object>();
    map.put("eventType", filter.eventType().text());
    map.put("entities", texts(filter.entities()));
    map.put("include", texts(filter.include()));
    map.put("exclude", texts(filter.exclude()));
    return map;
  }

  private static Map<String, Object> condition(Condition condition) {
    if (condition instanceof Condition.All all) {
      return Map.of("all", conditions(all.of()));
    }
    if (condition instanceof Condition.Any any) {
      return Map.of("any", conditions(any.of()));
    }
    if (condition instanceof Condition.Not not) {
      return Map.of("not", condition(not.of()));
    }
    if (condition instanceof Condition.Field field) {
      var map = new LinkedHashMap<String, Object>();
      map.put("field", field.path().text());
      map.put(
          field.comparison().word(),
          field.comparison() == Comparison.IN ? field.values() : field.value());
      return map;
    }
    throw new IllegalStateException("no words for the condition " + condition);
  }

  private static List<Map<String, Object>> conditions(List<Condition> conditions) {
    return conditions.stream().map(FilterDocument::condition).toList();
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }
}
