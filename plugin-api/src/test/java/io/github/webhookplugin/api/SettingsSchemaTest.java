package io.github.webhookplugin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsSchemaTest {
  private final SettingsSchema schema = new SettingsSchema(List.of(new SettingsSchema.Group(
      "retry",
      "Retries",
      "How often.",
      List.of(
          SettingsField.of("enabled", SettingsField.Type.BOOLEAN, "Sending").asMasterSwitch(),
          SettingsField.of("count", SettingsField.Type.INTEGER, "Retry count")
              .between(0, 20)
              .defaultsTo(3)
              .unit("retries"),
          SettingsField.of("key", SettingsField.Type.SECRET, "Key")))));

  @Test
  void the_master_switch_is_found() {
    assertThat(schema.masterSwitch()).map(SettingsField::key).hasValue("enabled");
  }

  @Test
  void it_reads_as_a_json_schema() {
    Map<String, Object> json = schema.toJsonSchema();

    assertThat(json).containsEntry("type", "object").containsEntry("additionalProperties", false);
    assertThat(json.get("properties"))
        .isEqualTo(Map.of(
            "enabled",
                Map.of(
                    "type",
                    "boolean",
                    "title",
                    "Sending",
                    "x-ui",
                    Map.of("group", "retry", "role", "master-switch")),
            "count",
                Map.of(
                    "type",
                    "integer",
                    "title",
                    "Retry count",
                    "default",
                    3,
                    "minimum",
                    0L,
                    "maximum",
                    20L,
                    "x-ui",
                    Map.of("group", "retry", "unit", "retries")),
            "key",
                Map.of(
                    "type",
                    "string",
                    "title",
                    "Key",
                    "writeOnly",
                    true,
                    "x-ui",
                    Map.of("group", "retry"))));
  }

  @Test
  void a_choice_says_its_values_and_titles_in_order_and_what_is_advanced() {
    var titles = new LinkedHashMap<String, String>();
    titles.put("fixed", "Same interval");
    titles.put("double", "Double each time");
    var field = SettingsField.of("spacing", SettingsField.Type.CHOICE, "Spacing")
        .choices(titles)
        .asAdvanced()
        .label("Wait between tries");

    var schema = field.toJsonSchema("retry");
    titles.clear();

    assertThat(schema)
        .containsEntry("title", "Wait between tries")
        .containsEntry("enum", List.of("fixed", "double"))
        .containsEntry(
            "x-ui",
            Map.of(
                "group",
                "retry",
                "enumTitles",
                List.of("Same interval", "Double each time"),
                "advanced",
                true));
    assertThat(field.choices()).hasSize(2);
  }

  @Test
  void spans_of_time_are_whole_seconds_and_a_field_says_when_it_matters_and_where_it_is_edited() {
    var wait = SettingsField.of("wait", SettingsField.Type.DURATION, "Wait")
        .between(1, 60)
        .showIf("spacing", "fixed", "double");

    assertThat(wait.toJsonSchema("retry"))
        .containsEntry("type", "integer")
        .containsEntry("maximum", 60L)
        .containsEntry(
            "x-ui",
            Map.of(
                "group",
                "retry",
                "widget",
                "duration",
                "showIf",
                Map.of("spacing", List.of("fixed", "double"))));
    assertThat(
            SettingsField.of("waits", SettingsField.Type.DURATIONS, "Waits").toJsonSchema("retry"))
        .containsEntry("items", Map.of("type", "integer"));
    assertThat(SettingsField.of("rates", SettingsField.Type.OWN_PAGE, "Rates")
            .onPage("rates")
            .toJsonSchema("retry"))
        .containsEntry("x-ui", Map.of("group", "retry", "page", "rates"));
  }
}
