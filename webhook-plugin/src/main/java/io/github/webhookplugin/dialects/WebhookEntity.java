package io.github.webhookplugin.dialects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** OpenMetadata's webhook entity (seed rows W-17 to W-69, W-94). */
public final class WebhookEntity {
  /** What the server alone says: it may be sent back, and means nothing then. */
  public static final List<String> READ_ONLY = List.of(
      "id",
      "fullyQualifiedName",
      "status",
      "failureDetails",
      "version",
      "updatedAt",
      "updatedBy",
      "href",
      "changeDescription",
      "deleted");

  private static final List<String> KINDS =
      List.of("Generic", "Slack", "MSTeams", "GoogleChat", "Custom");
  private static final List<String> FILTER_FIELDS =
      List.of("eventType", "entities", "include", "exclude");
  private static final List<String> CONFIG_FIELDS = List.of(
      "endpoint",
      "secretKey",
      "sendToAdmins",
      "sendToOwners",
      "sendToFollowers",
      "headers",
      "timeout");
  private static final List<String> OWN_FIELDS = List.of(
      "name",
      "displayName",
      "description",
      "webhookType",
      "enabled",
      "batchSize",
      "eventFilters",
      "webhookConfig",
      "owner",
      "tags",
      "domain",
      "extension");
  private static final List<String> FIELDS = fields();
  private static final int BATCH_SIZE = 10;
  static final int TIMEOUT = 10;
  private static final int MAX_NAME = 80;

  /** Where our fields come from. */
  static final Map<String, String> PLACES = Map.ofEntries(
      Map.entry("name", "/displayName"),
      Map.entry("apiName", "/name"),
      Map.entry("displayName", "/displayName"),
      Map.entry("description", "/description"),
      Map.entry("webhookType", "/webhookType"),
      Map.entry("enabled", "/enabled"),
      Map.entry("batchSize", "/batchSize"),
      Map.entry("eventFilters", "/eventFilters"),
      Map.entry("url", "/webhookConfig/endpoint"),
      Map.entry("secret", "/webhookConfig/secretKey"),
      Map.entry("headers", "/webhookConfig/headers"),
      Map.entry("timeout", "/webhookConfig/timeout"),
      Map.entry("owner", "/owner"),
      Map.entry("tags", "/tags"),
      Map.entry("domain", "/domain"),
      Map.entry("extension", "/extension"),
      Map.entry("id", "/id"));

  private WebhookEntity() {}

  /** A new service of an entity. */
  static Map<String, Object> toService(Source entity, Starts starts) {
    String kind = entity.text("webhookType").orElse("Generic");
    var service = new LinkedHashMap<>(starts.entity(kind));
    if (entity.raw("id") instanceof String id) {
      service.put("id", id);
    }
    put(service, entity, true);
    return service;
  }

  /** Changes a service, in its public form, to what an entity says; the rest of it stays. */
  static Map<String, Object> onto(Map<String, ?> present, Source entity, Starts starts) {
    var service = JsonValues.withNulls(JsonValues.copyOfMap(present));
    String before = String.valueOf(service.get("webhookType"));
    put(service, entity, false);
    String after = String.valueOf(service.get("webhookType"));
    if (!after.equals(before)) {
      changeKind(service, starts.entity(before), starts.entity(after));
    }
    return service;
  }

  /** What was not touched since the service began goes with its kind. */
  private static void changeKind(
      Map<String, Object> service, Map<String, Object> before, Map<String, Object> after) {
    for (Map.Entry<String, Object> field : after.entrySet()) {
      String name = field.getKey();
      if (!service.containsKey(name)
          || Objects.equals(service.get(name), before.get(name))
          || service.get(name) == null) {
        service.put(name, field.getValue());
      }
    }
  }

  private static void put(Map<String, Object> service, Source entity, boolean isNew) {
    entity.only(FIELDS);
    service.put("description", entity.text("description").orElse(""));
    service.put("webhookType", kind(entity));
    service.put("enabled", entity.bool("enabled").orElse(true));
    service.put("batchSize", entity.number("batchSize").<Object>map(n -> n).orElse(BATCH_SIZE));
    service.put("eventFilters", filters(entity));
    entity
        .object("webhookConfig")
        .ifPresentOrElse(
            config -> {
              config.only(CONFIG_FIELDS);
              if (!config.has("endpoint")) {
                entity.notes().problem(config.at("endpoint"), "Enter the address to send to.");
              }
              WebhookAction.putTarget(service, config, isNew);
              service.put(
                  "timeout", config.number("timeout").<Object>map(n -> n).orElse(TIMEOUT));
            },
            () -> {
              if (!entity.has("webhookConfig")) {
                entity
                    .notes()
                    .problem(entity.at("webhookConfig"), "Add webhookConfig, with an endpoint.");
              }
            });
    putNames(service, entity);
    for (String field : List.of("owner", "domain", "tags", "extension")) {
      put(service, field, entity.raw(field));
    }
    warnOfBatches(service, entity, isNew);
  }

  /** Ours is one line that people read; theirs are a name for programs and one for people. */
  private static void putNames(Map<String, Object> service, Source entity) {
    String api = entity.text("name").orElse("");
    if (api.isEmpty()) {
      entity.notes().unknown(entity.at("name"), "Enter a name; it has that of its host.");
      api = Translator.nameOf(String.valueOf(service.get("url")));
    }
    String display = entity.text("displayName").orElse("").strip();
    String ours = display.isEmpty() ? api : display;
    service.put("name", ours.length() > MAX_NAME ? ours.substring(0, MAX_NAME - 1) + "…" : ours);
    service.put("apiName", api);
    put(service, "displayName", ours.equals(service.get("name")) ? null : ours);
  }

  private static @Nullable Object kind(Source entity) {
    var kind = entity.text("webhookType");
    if (!entity.has("webhookType")) {
      entity
          .notes()
          .unknown(entity.at("webhookType"), "Expected one of " + String.join(", ", KINDS) + ".");
      return "Generic";
    }
    if (kind.filter(word -> !KINDS.contains(word)).isPresent()) {
      entity
          .notes()
          .problem(entity.at("webhookType"), "Expected one of " + String.join(", ", KINDS) + ".");
    }
    return kind.orElse("Generic");
  }

  private static List<Map<String, Object>> filters(Source entity) {
    if (!entity.has("eventFilters")) {
      entity
          .notes()
          .unknown(
              entity.at("eventFilters"),
              "Expected a list of filters; without one every event counts.");
    }
    var filters = new ArrayList<Map<String, Object>>();
    for (Source filter : entity.objects("eventFilters")) {
      filter.only(FILTER_FIELDS);
      var kept = JsonValues.withNulls(JsonValues.copyOfMap(filter.values()));
      kept.keySet().retainAll(FILTER_FIELDS);
      filters.add(kept);
    }
    return filters;
  }

  /** No page of OpenMetadata shows what a batch looks like (seed trap X-21). */
  private static void warnOfBatches(Map<String, Object> service, Source entity, boolean isNew) {
    if (isNew && service.get("batchSize") instanceof Number size && size.longValue() > 1) {
      entity
          .notes()
          .warn(
              entity.at("batchSize"),
              "Up to " + size
                  + " events go out in one request, as “batchBody” says: the documented payload"
                  + " becomes a JSON array of them. For a receiver that takes one event, set batchSize to 1.");
    }
  }

  private static void put(Map<String, Object> map, String name, @Nullable Object value) {
    JsonValues.asNullable(map).put(name, value);
  }

  private static List<String> fields() {
    var fields = new ArrayList<>(OWN_FIELDS);
    fields.addAll(READ_ONLY);
    return List.copyOf(fields);
  }
}
