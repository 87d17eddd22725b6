package io.github.webhookplugin.publishing;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.settings.Result;
import io.github.webhookplugin.settings.SettingsReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters as an admin writes them, and events, for the tests of this room. */
final class Filters {
  private static final SettingsReader READER = new SettingsReader(template -> List.of());
  static final Instant TIME = Instant.parse("2026-11-21T08:15:30.123Z");

  private Filters() {}

  /** A filter of JSON with single quotes for double ones. */
  static EventFilter filter(String json) {
    return READER.filter(READER.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  static EventFilter read(Map<String, Object> document) {
    return READER.filter(document);
  }

  /** What stands in a document of JSON. */
  static Map<String, Object> document(byte[] json) {
    return READER.parse(json);
  }

  /** As many services as filters, in their order. */
  static Settings settings(List<String> filters) {
    var services = new ArrayList<Map<String, Object>>();
    for (String filter : filters) {
      var service = new LinkedHashMap<>(
          READER.parse(filter.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
      service.put("name", "Service " + services.size());
      service.put("url", "https://a.example/");
      services.add(service);
    }
    var result = READER.read(Map.of("services", services), Settings.INITIAL);
    return ((Result.Accepted) result).settings();
  }

  static EventModel model(NotificationEvent.Builder event) {
    return EventModel.of(event.build(), "event-1", TIME);
  }

  static EventModel ofType(String type) {
    return model(NotificationEvent.of(type));
  }

  /** One with a value of each kind. */
  static EventModel anOrder() {
    return model(NotificationEvent.of("order.paid")
        .title("Order 10477")
        .actor(new Person("u-1", "Ann"))
        .entity(Map.of("type", "order", "id", 10477))
        .data("severity", "high")
        .data("nothing", null)
        .data("rows", 1204)
        .data("ratio", 0.1)
        .data("count", "007")
        .data("huge", new BigInteger("9007199254740993"))
        .data("urgent", true)
        .data("labels", List.of("prod", "eu"))
        .data("emptyList", List.of())
        .data(
            "checks",
            List.of(Map.of("state", "passed", "ms", 20), Map.of("state", "failed", "ms", 250)))
        .data("host.name", "db-1")
        .data("a/b", "slash"));
  }

  /** OpenMetadata's table of example 6, in the domain Sales. */
  static NotificationEvent.Builder aTable(String eventType) {
    return NotificationEvent.of(eventType)
        .entity(Map.of(
            "type",
            "table",
            "name",
            "customer",
            "fullyQualifiedName",
            "mysql.shop.public.customer",
            "owner",
            Map.of("type", "team", "name", "data-team"),
            "domain",
            Map.of("type", "domain", "name", "EMEA", "fullyQualifiedName", "Sales.EMEA"),
            "tags",
            List.of(Map.of("tagFQN", "PII.Sensitive"), Map.of("tagFQN", "Tier.Tier1"))));
  }

  /** A table of which these fields were updated. */
  static EventModel anUpdate(String... fields) {
    var updated = Arrays.stream(fields)
        .map(name -> Map.of("name", name, "oldValue", "a", "newValue", "b"))
        .toList();
    return model(aTable("entityUpdated")
        .changes(Map.of(
            "fieldsAdded", List.of(), "fieldsUpdated", updated, "fieldsDeleted", List.of())));
  }

  static boolean lets(String filter, EventModel event) {
    var read = filter(filter);
    var finding = FilterCheck.explain(read, event);
    boolean lets = FilterCheck.lets(read, event);
    if (finding.matches() != lets) {
      throw new AssertionError("said " + finding + ", did " + lets);
    }
    return lets;
  }

  /** What decided, with its place. */
  static String why(String filter, EventModel event) {
    var part = FilterCheck.explain(filter(filter), event).decisive().orElseThrow();
    return part.pointer() + " " + part.sentence();
  }
}
