package io.github.webhookplugin.dialects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changed from one version of a webhook to the next, the way OpenMetadata says it (seed row W-56). */
public final class ChangeDescription {
  private static final Map<String, String> NAMES = Map.ofEntries(
      Map.entry("apiName", "name"),
      Map.entry("name", "displayName"),
      Map.entry("url", "webhookConfig.endpoint"),
      Map.entry("secret", "webhookConfig.secretKey"),
      Map.entry("headers", "webhookConfig.headers"),
      Map.entry("timeout", "webhookConfig.timeout"),
      Map.entry("sendToAdmins", "webhookConfig.sendToAdmins"),
      Map.entry("sendToOwners", "webhookConfig.sendToOwners"),
      Map.entry("sendToFollowers", "webhookConfig.sendToFollowers"));

  private ChangeDescription() {}

  /**
   * Describes a change.
   *
   * @param fields the names, ours, of what changed: of a secret one cannot see it
   * @param before a service in its public form; null: there was none
   */
  public static Map<String, Object> of(
      Set<String> fields, @Nullable Map<String, ?> before, Map<String, ?> after) {
    var added = new ArrayList<Object>();
    var updated = new ArrayList<Object>();
    var deleted = new ArrayList<Object>();
    for (String field : before == null ? Set.<String>of() : fields) {
      Object old = before == null ? null : shown(field, before.get(field));
      Object present = shown(field, after.get(field));
      var change = new LinkedHashMap<String, @Nullable Object>();
      change.put("name", NAMES.getOrDefault(field, field));
      if (isNothing(old)) {
        change.put("newValue", present);
        added.add(change);
      } else if (isNothing(present)) {
        change.put("oldValue", old);
        deleted.add(change);
      } else {
        change.put("oldValue", old);
        change.put("newValue", present);
        updated.add(change);
      }
    }
    var description = new LinkedHashMap<String, Object>();
    description.put("fieldsAdded", added);
    description.put("fieldsUpdated", updated);
    description.put("fieldsDeleted", deleted);
    return description;
  }

  private static @Nullable Object shown(String field, @Nullable Object value) {
    if (field.equals("secret")) {
      return value instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("set"))
          ? WebhookAction.MASK
          : null;
    }
    return field.equals("headers") || field.equals("queryParams")
        ? WebhookAction.texts(value)
        : value;
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null
        || (value instanceof String text && text.isEmpty())
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }
}
