package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.Inputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a preset asks for, as controls of the view {@code editor-preset}. For one answer. */
final class PresetFields {
  private static final String FIELD = "preset.";

  private final Inputs inputs;
  private final Map<?, ?> preset;

  PresetFields(Inputs inputs, Map<?, ?> preset) {
    this.inputs = inputs;
    this.preset = preset;
  }

  /** What was entered, for the API. */
  Map<String, Object> entered() {
    var entered = new LinkedHashMap<String, Object>();
    for (Map<?, ?> field : fields()) {
      String name = String.valueOf(field.get("name"));
      String value = inputs.one(FIELD + name).strip();
      if (!value.isEmpty()) {
        entered.put(name, value);
      }
    }
    return entered;
  }

  Map<String, @Nullable Object> model(Controls controls, FieldErrors errors) {
    var list = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> field : fields()) {
      list.add(control(field, controls, errors));
    }
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("presetId", preset.get("id"));
    model.put("title", preset.get("title"));
    model.put("about", preset.get("help"));
    model.put("success", preset.get("success"));
    model.put("signing", preset.get("signing"));
    model.put("limits", preset.get("limits"));
    model.put("controls", list);
    model.put("wrong", errors.rest());
    return model;
  }

  private static Map<String, @Nullable Object> control(
      Map<?, ?> field, Controls controls, FieldErrors errors) {
    String name = String.valueOf(field.get("name"));
    String kind = String.valueOf(field.get("kind"));
    String error = errors.take("fields." + name);
    var control = controls.named(
        FIELD + name,
        kind.equals("choice") ? "select" : "line",
        String.valueOf(field.get("title")),
        error);
    Object usual = field.get("default");
    if (String.valueOf(control.get("value")).isEmpty() && usual != null) {
      control.put("value", usual);
    }
    String chosen = String.valueOf(control.get("value"));
    control.put("help", field.get("help"));
    control.put("describedBy", control.get("id") + "-h " + control.get("id") + "-e");
    control.put("placeholder", field.get("example"));
    control.put("required", field.get("required"));
    control.put("password", Boolean.TRUE.equals(field.get("secret")) && !kind.equals("url"));
    var choices = new ArrayList<Map<String, Object>>();
    for (Object each : ApiReply.list(field.get("choices"))) {
      Map<?, ?> choice = (Map<?, ?>) each;
      String value = String.valueOf(choice.get("value"));
      choices.add(Map.of(
          "value", value,
          "title", String.valueOf(choice.get("title")),
          "chosen", value.equals(chosen)));
    }
    control.put("choices", choices);
    return control;
  }

  private List<Map<?, ?>> fields() {
    return ApiReply.list(preset.get("fields")).stream()
        .<Map<?, ?>>map(each -> (Map<?, ?>) each)
        .toList();
  }
}
