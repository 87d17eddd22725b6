package io.github.webhookplugin.presets;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.presets.PresetField.Choice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a service document of a preset and what an admin filled in. */
final class Filling {
  private static final String FIELDS = "/fields";

  private final Preset preset;
  private final Map<?, ?> given;
  private final List<SettingsProblem> problems = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private Map<String, Object> service;

  private Filling(Preset preset, Map<?, ?> given) {
    this.preset = preset;
    this.given = given;
    this.service = new LinkedHashMap<>(preset.service());
  }

  static Filled of(Preset preset, Map<?, ?> given) {
    var filling = new Filling(preset, given);
    filling.refuseUnknown();
    preset.fields().forEach(filling::fill);
    return new Filled(filling.document(), filling.problems);
  }

  private void refuseUnknown() {
    var known = preset.fields().stream().map(PresetField::name).toList();
    for (Object name : given.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        problem(
            String.valueOf(name),
            "The preset “" + preset.title() + "” has no such field. It has "
                + String.join(", ", known) + ".");
      }
    }
  }

  private void fill(PresetField field) {
    Entry entry = Entry.read(field, given.get(field.name()));
    entry.problem().ifPresent(problem -> problem(field.name(), problem));
    if (entry.value() instanceof Choice choice) {
      if (choice.text() != null) {
        values.put(field.name(), choice);
      }
      service = MergePatch.apply(service, choice.service());
    } else if (entry.value() != null) {
      values.put(field.name(), entry.value());
    }
    if (entry.value() != null) {
      service = MergePatch.apply(service, field.service());
    }
  }

  private Map<String, Object> document() {
    var document = new LinkedHashMap<String, Object>();
    document.put("name", preset.title());
    document.putAll(new Substitution(values).in(service));
    document.put("preset", preset.id());
    return document;
  }

  private void problem(String field, String message) {
    String escaped = field.replace("~", "~0").replace("/", "~1");
    problems.add(new SettingsProblem(FIELDS + "/" + escaped, message));
  }
}
