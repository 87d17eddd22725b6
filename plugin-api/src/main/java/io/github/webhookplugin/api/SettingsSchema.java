package io.github.webhookplugin.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a plugin can be set, for a host that makes a form of it.
 *
 * @param groups shown one below the other, each with its fields in order
 */
public record SettingsSchema(List<Group> groups) {
  public SettingsSchema {
    groups = List.copyOf(groups);
  }

  /**
   * Fields that belong together.
   *
   * @param id stable, for links
   * @param title what people read
   * @param help one sentence, may be empty
   * @param fields in the order they are shown
   */
  public record Group(String id, String title, String help, List<SettingsField> fields) {
    public Group {
      fields = List.copyOf(fields);
    }
  }

  /** The switch that turns the whole plugin's work on and off, if it has one. */
  public Optional<SettingsField> masterSwitch() {
    return groups.stream()
        .flatMap(group -> group.fields().stream())
        .filter(SettingsField::masterSwitch)
        .findFirst();
  }

  /** The same as a JSON Schema (2020-12), for hosts that make their forms from one. */
  public Map<String, Object> toJsonSchema() {
    var properties = new LinkedHashMap<String, Object>();
    for (Group group : groups) {
      for (SettingsField field : group.fields()) {
        properties.put(field.key(), field.toJsonSchema(group.id()));
      }
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    schema.put(
        "x-ui",
        Map.of(
            "groups",
            groups.stream()
                .map(group ->
                    Map.of("id", group.id(), "title", group.title(), "description", group.help()))
                .toList()));
    return schema;
  }
}
