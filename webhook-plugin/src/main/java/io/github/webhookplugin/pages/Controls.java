package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.Inputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the editor as the view {@code editor-control} shows them: with label, help, value and what is wrong.
 * The field {@code retry.count} has the label {@code editor.label.retry-count}. For one answer.
 */
final class Controls {
  private final Texts texts;
  private final Inputs inputs;
  private final FieldErrors errors;

  Controls(Texts texts, Inputs inputs, FieldErrors errors) {
    this.texts = texts;
    this.inputs = inputs;
    this.errors = errors;
  }

  /** One line of text. */
  Map<String, @Nullable Object> line(String name) {
    return control(name, "line", errors.take(name));
  }

  /** A number; with its unit in the label. */
  Map<String, @Nullable Object> number(String name) {
    var control = line(name);
    control.put("numeric", true);
    return control;
  }

  /** Several lines of text. */
  Map<String, @Nullable Object> lines(String name, int rows) {
    var control = control(name, "area", errors.take(name));
    control.put("rows", rows);
    return control;
  }

  /** JSON or a template, in letters of one width. */
  Map<String, @Nullable Object> code(String name, int rows) {
    var control = lines(name, rows);
    control.put("code", true);
    return control;
  }

  /** A box to tick. */
  Map<String, @Nullable Object> box(String name) {
    var control = control(name, "box", errors.take(name));
    control.put("ticked", inputs.ticked(name));
    return control;
  }

  /** One of some. */
  Map<String, @Nullable Object> choice(String name, List<Choice> choices) {
    var control = control(name, "select", errors.take(name));
    control.put("choices", choices(choices, List.of(inputs.one(name))));
    return control;
  }

  /** Any of some. */
  Map<String, @Nullable Object> boxes(String name, List<Choice> choices) {
    var control = control(name, "boxes", errors.take(name));
    control.put("choices", choices(choices, inputs.all(name)));
    return control;
  }

  /** Shows a control only while another field has one of these values. */
  Map<String, @Nullable Object> when(
      Map<String, @Nullable Object> control, String field, String... values) {
    control.put("when", field + "=" + String.join(",", values));
    control.put("hidden", !List.of(values).contains(inputs.one(field)));
    return control;
  }

  private List<Map<String, Object>> choices(List<Choice> choices, List<String> chosen) {
    var rows = new ArrayList<Map<String, Object>>();
    for (Choice choice : choices) {
      rows.add(Map.of(
          "value", choice.value(),
          "title", choice.title(),
          "number", rows.size(),
          "chosen", chosen.contains(choice.value())));
    }
    chosen.stream()
        .filter(value -> choices.stream().noneMatch(choice -> choice.value().equals(value)))
        .filter(value -> !value.isEmpty())
        .forEach(value -> rows.add(
            Map.of("value", value, "title", value, "number", rows.size(), "chosen", true)));
    return rows;
  }

  /** A control with texts of its own, for what only other parts know the names of. */
  Map<String, @Nullable Object> named(String name, String kind, String label, String error) {
    var control = new LinkedHashMap<String, @Nullable Object>();
    String id = id(name);
    for (String other : List.of("line", "area", "box", "select", "boxes")) {
      control.put(other, other.equals(kind));
    }
    for (String absent : List.of(
        "numeric",
        "code",
        "choices",
        "when",
        "hidden",
        "ticked",
        "rows",
        "rates",
        "toRateGroups",
        "placeholder",
        "required",
        "password",
        "facts")) {
      control.put(absent, null);
    }
    control.put("id", id);
    control.put("name", name);
    control.put("label", label);
    control.put("help", null);
    control.put("value", inputs.one(name));
    control.put("error", error.isEmpty() ? null : error);
    control.put("describedBy", id + "-e");
    return control;
  }

  private Map<String, @Nullable Object> control(String name, String kind, String error) {
    String key = name.replace('.', '-');
    var control = named(name, kind, texts.say("editor.label." + key), error);
    if (texts.has("editor.help." + key)) {
      control.put("help", texts.say("editor.help." + key));
      control.put("describedBy", id(name) + "-h " + id(name) + "-e");
    }
    if (texts.has("editor.placeholder." + key)) {
      control.put("placeholder", texts.say("editor.placeholder." + key));
    }
    return control;
  }

  /** The id of a field's element. */
  static String id(String name) {
    return "f-" + name.replaceAll("[^A-Za-z0-9-]", "-");
  }
}
