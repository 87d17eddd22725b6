package io.github.webhookplugin.publishing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.rendering.Hostile;
import io.github.webhookplugin.rendering.Hunt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A filter as an admin may write it, and an event of odd shapes.
 *
 * @param event what the host says: {@code type}, {@code title}, {@code entity}, {@code changes} and {@code data}
 */
record WrittenFilter(Map<String, Object> document, Map<String, Object> event)
    implements Hunt.Quarry<WrittenFilter> {
  private static final JsonMapper JSON = new JsonMapper();

  private static final List<String> NAMES = List.of(
      "a", "b", "name", "Sales", "Sales.EMEA", "PII", "Tier.Tier1", "Tier1", "x.y.z", "é😀", "*");
  private static final List<String> TYPES = List.of(
      "entityCreated",
      "entityUpdated",
      "entityDeleted",
      "task.finished",
      "task.a.b",
      "a",
      "aab",
      "é");
  private static final List<String> WILDCARDS = List.of(
      "*",
      "**",
      "entity*",
      "*ed",
      "task.*",
      "a*b",
      "a",
      "*.*",
      "entityUpdated",
      "Sales",
      "Sales.*",
      "PII",
      "*a*b*",
      "Tier*",
      "x.y",
      "é*",
      "task",
      "*1",
      "table");
  private static final List<String> FIELDS = List.of(
      "type",
      "title",
      "message",
      "eventId",
      "time",
      "timeMillis",
      "actor",
      "recipients",
      "entity.type",
      "entity.name",
      "entity.tags.tagFQN",
      "changes.fieldsUpdated.name",
      "data",
      "data.a",
      "data.b",
      "data.a.b",
      "data.a.0",
      "data.items",
      "data.items.a",
      "data.items.0.a",
      "data.items.00",
      "data.items.12345",
      "data.items.name.a",
      "/data/a",
      "/data/a~1b",
      "/data/x-y",
      "/data/items/1/a",
      "/title",
      "data.b.b.b");
  private static final List<Object> SCALARS = List.of(
      "",
      "a",
      "ab",
      "7",
      "007",
      "7.0",
      "1e2",
      "-0",
      "+7",
      ".5",
      "5.",
      "1e99999999999",
      "true",
      "NaN",
      "é😀",
      "\n",
      true,
      false,
      7,
      0,
      -1,
      100,
      0.5,
      9_007_199_254_740_993L,
      new BigInteger("9".repeat(30)),
      new BigDecimal("7.00"),
      new BigDecimal("1E+400"));
  private static final List<String> ORDERED = List.of("greater", "atLeast", "less", "atMost");
  private static final List<String> KINDS =
      List.of("", "", "domain:", "owner:", "tag:", "tier:", "name:");

  static WrittenFilter of(Hostile hostile) {
    var document = new LinkedHashMap<String, Object>();
    if (hostile.oneIn(3)) {
      document.put("eventTypes", wildcards(hostile, 3));
    }
    if (hostile.oneIn(2)) {
      var filters = new ArrayList<Object>();
      for (int n = hostile.upTo(3); n > 0; n--) {
        filters.add(entityFilter(hostile));
      }
      document.put("eventFilters", filters);
    }
    if (!hostile.oneIn(3)) {
      document.put("condition", condition(hostile, 4));
    }
    return new WrittenFilter(document, event(hostile));
  }

  private static List<Object> wildcards(Hostile hostile, int most) {
    var list = new ArrayList<Object>();
    for (int n = hostile.upTo(most); n > 0; n--) {
      list.add(hostile.oneOf(hostile.oneIn(3) ? TYPES : WILDCARDS));
    }
    return list;
  }

  private static Map<String, Object> entityFilter(Hostile hostile) {
    var filter = new LinkedHashMap<String, Object>();
    filter.put("eventType", hostile.oneIn(2) ? "*" : hostile.oneOf(WILDCARDS));
    if (hostile.oneIn(3)) {
      filter.put("entities", wildcards(hostile, 2));
    }
    for (String name : List.of("include", "exclude")) {
      if (hostile.oneIn(2)) {
        var tokens = new ArrayList<Object>();
        for (int n = hostile.upTo(3); n > 0; n--) {
          String value = hostile.oneOf(hostile.oneIn(2) ? NAMES : WILDCARDS);
          String kind = hostile.oneOf(KINDS);
          tokens.add(
              kind.isEmpty()
                  ? hostile.oneOf(List.of("tags", "tier", "x", "*", "o*", value))
                  : kind + value);
        }
        filter.put(name, tokens);
      }
    }
    return filter;
  }

  private static Map<String, Object> condition(Hostile hostile, int depth) {
    if (depth > 0 && hostile.oneIn(2)) {
      String group = hostile.oneOf(List.of("all", "any", "not"));
      if (group.equals("not")) {
        return Map.of("not", condition(hostile, depth - 1));
      }
      var several = new ArrayList<Object>();
      for (int n = hostile.upTo(2); n >= 0; n--) {
        several.add(condition(hostile, depth - 1));
      }
      return Map.of(group, several);
    }
    var field = new LinkedHashMap<String, Object>();
    field.put("field", hostile.oneOf(FIELDS));
    switch (hostile.upTo(6)) {
      case 0 -> field.put("equals", hostile.oneOf(SCALARS));
      case 1 -> field.put("notEquals", hostile.oneOf(SCALARS));
      case 2 -> field.put("in", List.of(hostile.oneOf(SCALARS), hostile.oneOf(SCALARS)));
      case 3 -> field.put("prefix", hostile.oneOf(List.of("a", "ab", "7", "task.", "é")));
      case 4 -> field.put("contains", hostile.oneOf(List.of("a", "b", "7", "é😀", ".")));
      case 5 -> field.put("exists", hostile.oneIn(2));
      default ->
        field.put(hostile.oneOf(ORDERED), hostile.oneOf(List.of(7, 0, -1, 0.5, 100, 1e300)));
    }
    return field;
  }

  private static Map<String, Object> event(Hostile hostile) {
    var event = new LinkedHashMap<String, Object>();
    event.put("type", hostile.oneOf(TYPES));
    event.put("title", hostile.oneIn(2) ? "a" : hostile.text());
    if (!hostile.oneIn(3)) {
      event.put("entity", entity(hostile));
    }
    if (!hostile.oneIn(3)) {
      event.put("changes", changes(hostile));
    }
    event.put("data", data(hostile));
    return event;
  }

  private static Map<String, Object> data(Hostile hostile) {
    Map<String, Object> data = hostile.map(3);
    for (String name : List.of("a", "b", "a/b", "x-y")) {
      if (hostile.oneIn(2)) {
        data.put(name, value(hostile, 3));
      }
    }
    return data;
  }

  private static Object value(Hostile hostile, int depth) {
    if (depth == 0 || hostile.oneIn(2)) {
      return hostile.oneIn(8) ? hostile.value(0) : hostile.oneOf(SCALARS);
    }
    if (hostile.oneIn(2)) {
      var list = new ArrayList<Object>();
      for (int n = hostile.upTo(3); n > 0; n--) {
        list.add(value(hostile, depth - 1));
      }
      return list;
    }
    var map = new LinkedHashMap<String, Object>();
    for (String name : List.of("a", "b", "name")) {
      if (hostile.oneIn(2)) {
        map.put(name, value(hostile, depth - 1));
      }
    }
    return map;
  }

  private static Map<String, Object> entity(Hostile hostile) {
    var entity = new LinkedHashMap<String, Object>();
    for (String name : List.of(
        "type",
        "name",
        "displayName",
        "fullyQualifiedName",
        "domain",
        "domains",
        "owner",
        "owners",
        "tags",
        "tier")) {
      if (hostile.oneIn(2)) {
        entity.put(name, hostile.oneIn(3) ? reference(hostile) : listed(hostile));
      }
    }
    if (hostile.oneIn(2)) {
      entity.put("type", hostile.oneOf(List.of("table", "topic", "a")));
    }
    return entity;
  }

  private static Object listed(Hostile hostile) {
    return new ArrayList<>(Arrays.asList(reference(hostile), reference(hostile)));
  }

  private static Object reference(Hostile hostile) {
    if (hostile.oneIn(8)) {
      return hostile.value(1);
    }
    if (hostile.oneIn(2)) {
      return hostile.oneOf(NAMES);
    }
    String field = hostile.oneOf(List.of("name", "displayName", "fullyQualifiedName", "tagFQN"));
    return Map.of(field, hostile.oneOf(NAMES));
  }

  private static Map<String, Object> changes(Hostile hostile) {
    var changes = new LinkedHashMap<String, Object>();
    for (String kind : List.of("fieldsAdded", "fieldsUpdated", "fieldsDeleted")) {
      if (hostile.oneIn(2)) {
        var list = new ArrayList<Object>();
        for (int n = hostile.upTo(2); n > 0; n--) {
          list.add(change(hostile));
        }
        changes.put(kind, hostile.oneIn(6) ? change(hostile) : list);
      }
    }
    return changes;
  }

  private static Object change(Hostile hostile) {
    String name = hostile.oneOf(List.of("tags", "owner", "x.y.z", "a", "columns.a.tags"));
    if (hostile.oneIn(3)) {
      return hostile.oneIn(3) ? hostile.oneOf(SCALARS) : name;
    }
    Object tags = hostile.oneIn(2) ? "[{\"tagFQN\":\"Tier.Tier1\"}]" : listed(hostile);
    return Map.of("name", name, hostile.oneIn(2) ? "newValue" : "oldValue", tags);
  }

  @SuppressWarnings("unchecked")
  NotificationEvent notification() {
    return NotificationEvent.of((String) event.get("type"))
        .title((String) event.get("title"))
        .entity((Map<String, Object>) event.getOrDefault("entity", Map.of()))
        .changes((Map<String, Object>) event.getOrDefault("changes", Map.of()))
        .data((Map<String, Object>) event.get("data"))
        .build();
  }

  byte[] json() {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<WrittenFilter> smaller() {
    var smaller = new ArrayList<WrittenFilter>();
    document.keySet().forEach(key -> smaller.add(new WrittenFilter(without(document, key), event)));
    if (document.get("condition") instanceof Map<?, ?> condition) {
      for (Object inner : condition.values()) {
        for (Object one : inner instanceof List<?> several ? several : List.of(inner)) {
          if (one instanceof Map) {
            var simpler = new LinkedHashMap<>(document);
            simpler.put("condition", one);
            smaller.add(new WrittenFilter(simpler, event));
          }
        }
      }
    }
    if (document.get("eventFilters") instanceof List<?> filters) {
      for (int i = 0; i < filters.size(); i++) {
        var fewer = new ArrayList<>(filters);
        fewer.remove(i);
        var simpler = new LinkedHashMap<>(document);
        simpler.put("eventFilters", fewer);
        smaller.add(new WrittenFilter(simpler, event));
      }
    }
    for (String part : List.of("entity", "changes", "data")) {
      if (event.get(part) instanceof Map<?, ?> map) {
        map.keySet().forEach(key -> {
          var fewer = new LinkedHashMap<>(event);
          fewer.put(part, without(map, key));
          smaller.add(new WrittenFilter(document, fewer));
        });
      }
    }
    return smaller;
  }

  private static <K, V> Map<K, V> without(Map<K, V> map, Object key) {
    var fewer = new LinkedHashMap<>(map);
    fewer.remove(key);
    return fewer;
  }
}
