package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.Inputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of events that the host knows, to choose from: those a service wants, and the example to try with. */
final class EventChoices {
  private final List<Choice> types;

  /** Of the API's answer to {@code event-types}. */
  EventChoices(Map<String, ?> answer) {
    var list = new ArrayList<Choice>();
    for (Object each : ApiReply.list(answer.get("eventTypes"))) {
      Map<?, ?> type = (Map<?, ?>) each;
      list.add(new Choice(String.valueOf(type.get("type")), String.valueOf(type.get("title"))));
    }
    this.types = List.copyOf(list);
  }

  /** Boxes for the known types, and a text for all others. */
  Map<String, @Nullable Object> wanted(Inputs inputs, FieldErrors errors, Controls controls) {
    List<String> chosen = inputs.all("eventTypes");
    var boxes = new ArrayList<Map<String, Object>>();
    for (Choice type : types) {
      boxes.add(Map.of(
          "id", "f-type-" + boxes.size(),
          "value", type.value(),
          "title", type.title(),
          "on", chosen.contains(type.value())));
    }
    var others = new ArrayList<>(chosen);
    others.removeIf(type -> types.stream().anyMatch(known -> known.value().equals(type)));
    others.addAll(inputs.lines("eventTypes.more"));
    String error = errors.take("eventTypes");
    var more = controls.lines("eventTypes.more", 2);
    more.put("value", String.join("\n", others));
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("some", inputs.one("eventScope").equals("some"));
    model.put("types", boxes);
    model.put("more", more);
    model.put("error", error.isEmpty() ? null : error);
    return model;
  }

  /** Example events; the usual one first. */
  List<Map<String, Object>> samples(Inputs inputs, Texts texts) {
    String chosen = inputs.one("sampleType");
    var samples = new ArrayList<Map<String, Object>>();
    if (types.isEmpty()) {
      samples.add(Map.of("value", "", "title", texts.say("editor.usualEvent"), "chosen", true));
    }
    for (Choice type : types) {
      samples.add(Map.of(
          "value", type.value(),
          "title", type.title() + " (" + type.value() + ")",
          "chosen", type.value().equals(chosen)));
    }
    return samples;
  }
}
