package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.EventType;
import io.github.webhookplugin.rendering.Variable;
import io.github.webhookplugin.settings.SettingsInForce;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code variables} and {@code event-types}: what templates may use. */
final class CatalogueRoutes {
  private final List<EventType> eventTypes;
  private final Examples examples;
  private final SettingsInForce inForce;

  CatalogueRoutes(JsonApi.Parts parts, Examples examples) {
    this.eventTypes = parts.eventTypes();
    this.examples = examples;
    this.inForce = parts.inForce();
  }

  void mount(Router router) {
    router
        .on("GET", "api/v1/variables", call -> variables())
        .on("GET", "api/v1/event-types", call -> eventTypes());
  }

  private AdminResponse variables() {
    var variables = Stream.concat(Variable.ALL.stream(), Variable.TOGETHER.stream())
        .map(variable -> JsonObjects.object(
            "name", variable.name(), "meaning", variable.meaning(), "example", variable.example()))
        .toList();
    return Answers.json(200, Map.of("variables", variables, "hostSecrets", inForce.any()));
  }

  private AdminResponse eventTypes() {
    var types = eventTypes.stream()
        .map(type -> JsonObjects.object(
            "type", type.type(),
            "title", type.title(),
            "example", JsonObjects.written(examples.model(type.example()).toJson())))
        .toList();
    return Answers.json(200, Map.of("eventTypes", types));
  }
}
