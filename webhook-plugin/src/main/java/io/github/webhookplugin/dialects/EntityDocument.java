package io.github.webhookplugin.dialects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a service as OpenMetadata's webhook entity, the way {@link WebhookEntity} reads it. */
public final class EntityDocument {
  private EntityDocument() {}

  /**
   * The entity of a service.
   *
   * @param service its public form
   * @param name its name for programs
   * @param secretKey whether to say that there is a secret
   */
  public static Map<String, Object> of(Map<String, ?> service, String name, boolean secretKey) {
    var entity = new LinkedHashMap<String, @Nullable Object>();
    entity.put("name", name);
    Object display = service.get("displayName");
    entity.put("displayName", display == null ? service.get("name") : display);
    Object kind = service.get("webhookType");
    entity.put("webhookType", kind == null ? "Custom" : kind);
    entity.put("description", service.get("description"));
    entity.put("enabled", service.get("enabled"));
    entity.put("eventFilters", filtersOf(service.get("eventFilters")));
    entity.put("webhookConfig", configOf(service, secretKey));
    entity.put("batchSize", service.get("batchSize"));
    putIfAny(entity, "owner", service.get("owner"));
    putIfAny(entity, "tags", service.get("tags"));
    putIfAny(entity, "domain", service.get("domain"));
    putIfAny(entity, "extension", service.get("extension"));
    return JsonValues.withNulls(entity);
  }

  private static Map<String, Object> configOf(Map<String, ?> service, boolean secretKey) {
    var config = new LinkedHashMap<String, @Nullable Object>();
    WebhookAction.putTargetOf(service, config, secretKey);
    for (String flag : WebhookAction.SWITCHES) {
      config.put(flag, Boolean.TRUE.equals(service.get(flag)));
    }
    Object timeout = service.get("timeout");
    config.put("timeout", timeout == null ? WebhookEntity.TIMEOUT : timeout);
    return JsonValues.withNulls(config);
  }

  /** A part that is empty says nothing. */
  static List<Map<String, Object>> filtersOf(@Nullable Object filters) {
    var shown = new ArrayList<Map<String, Object>>();
    for (Object item : filters instanceof List<?> list ? list : List.of()) {
      if (item instanceof Map<?, ?> filter) {
        var kept = JsonValues.withNulls(JsonValues.copyOfMap(filter));
        kept.values().removeIf(value -> value instanceof List<?> list && list.isEmpty());
        shown.add(kept);
      }
    }
    return shown;
  }

  private static void putIfAny(
      Map<String, @Nullable Object> entity, String name, @Nullable Object value) {
    boolean empty = (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
    if (value != null && !empty) {
      entity.put(name, value);
    }
  }
}
