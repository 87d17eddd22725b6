package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.presets.Filled;
import io.github.webhookplugin.presets.Preset;
import io.github.webhookplugin.presets.PresetField;
import io.github.webhookplugin.presets.Presets;
import io.github.webhookplugin.presets.Recognition;
import io.github.webhookplugin.settings.SettingsBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code presets}: what is known of popular receivers, and services made of it. */
final class PresetRoutes {
  private static final String NAME = "name";
  private static final int MOST_OF_ONE_NAME = 10_000;

  private final Presets presets;
  private final SettingsBook book;
  private final Drafts drafts;
  private final Body body;
  private final ServiceWarnings warnings;

  PresetRoutes(JsonApi.Parts parts, Presets presets, Body body, ServiceWarnings warnings) {
    this.presets = presets;
    this.book = parts.book();
    this.drafts = new Drafts(parts.reader());
    this.body = body;
    this.warnings = warnings;
  }

  void mount(Router router) {
    router
        .on("GET", "api/v1/presets", call -> list())
        .on("GET", "api/v1/presets/{id}", call -> Answers.json(200, shown(named(call))))
        .on("POST", "api/v1/presets/recognise", AdminPermission.VIEW, this::recognise)
        .on("POST", "api/v1/presets/{id}/service", AdminPermission.VIEW, this::service);
  }

  private AdminResponse list() {
    return Answers.json(
        200, Map.of("presets", presets.all().stream().map(PresetRoutes::shown).toList()));
  }

  private AdminResponse recognise(Call call) {
    Object url = body.object(call.request()).get("url");
    if (!(url instanceof String pasted) || pasted.isBlank()) {
      throw Problem.invalid(List.of(new SettingsProblem("/url", "Enter an address.")));
    }
    Recognition found = presets.recognise(pasted).orElse(null);
    return Answers.json(
        200,
        JsonObjects.object(
            "preset", found == null ? null : found.preset().id(),
            "title", found == null ? null : found.preset().title(),
            "dead", found != null && found.dead(),
            "warning", found == null || found.warning().isEmpty() ? null : found.warning()));
  }

  /** A draft: nothing is saved. */
  private AdminResponse service(Call call) {
    Preset preset = named(call);
    var sent = body.object(call.request());
    Object fields = sent.getOrDefault("fields", Map.of());
    if (!(fields instanceof Map<?, ?> values)) {
      throw Problem.invalid(
          List.of(new SettingsProblem("/fields", "Expected an object { … } of the fields.")));
    }
    Filled filled = preset.fill(values);
    Settings current = book.settings();
    var document = named(filled.service(), sent.get(NAME), current);
    var problems = new ArrayList<>(filled.problems());
    List<SettingsProblem> doubts = List.of();
    if (problems.isEmpty()) {
      var draft = drafts.read(new LinkedHashMap<>(document), current);
      draft.problems().forEach(problem -> problems.add(below(problem)));
      WebhookService service = draft.service();
      doubts = service == null ? List.of() : warnings.of(service, current.global());
    }
    return Answers.json(
        200,
        JsonObjects.object(
            "service", document,
            "problems", Answers.problems(problems),
            "warnings", Answers.problems(doubts)));
  }

  private static SettingsProblem below(SettingsProblem problem) {
    return new SettingsProblem("/service" + problem.pointer(), problem.message());
  }

  /** With the name that was asked for, or one that no other service has. */
  private static Map<String, Object> named(
      Map<String, Object> service, @Nullable Object asked, Settings current) {
    var named = new LinkedHashMap<>(service);
    if (asked != null) {
      named.put(NAME, asked);
      return named;
    }
    String title = String.valueOf(service.get(NAME));
    for (int n = 1; n < MOST_OF_ONE_NAME; n++) {
      String name = n == 1 ? title : title + " " + n;
      if (current.services().stream().noneMatch(other -> other.name().equalsIgnoreCase(name))) {
        named.put(NAME, name);
        return named;
      }
    }
    return named;
  }

  private Preset named(Call call) {
    return presets
        .named(call.place("id"))
        .orElseThrow(() -> Problem.of(404, "There is no preset of this name. See v1/presets."));
  }

  private static Map<String, @Nullable Object> shown(Preset preset) {
    return JsonObjects.object(
        "id", preset.id(),
        "title", preset.title(),
        "receiver", preset.about().receiver(),
        "help", preset.about().help(),
        "success", preset.facts().success(),
        "signing", preset.facts().signing(),
        "limits", preset.facts().limits(),
        "sources", preset.evidence().sources(),
        "checked", preset.evidence().checked(),
        "confidence", preset.evidence().confidence(),
        "judged",
            preset.evidence().judged().isEmpty() ? null : preset.evidence().judged(),
        "fields", preset.fields().stream().map(PresetRoutes::shown).toList());
  }

  private static Map<String, @Nullable Object> shown(PresetField field) {
    return JsonObjects.object(
        NAME,
        field.name(),
        "kind",
        field.kind().word(),
        "title",
        field.about().title(),
        "help",
        field.about().help(),
        "example",
        field.about().example().isEmpty() ? null : field.about().example(),
        "required",
        field.rule().required(),
        "secret",
        field.kind().secret(),
        "default",
        field.rule().otherwise().isEmpty() ? null : field.rule().otherwise(),
        "choices",
        field.choices().stream()
            .map(choice -> JsonObjects.object("value", choice.value(), "title", choice.title()))
            .toList());
  }
}
