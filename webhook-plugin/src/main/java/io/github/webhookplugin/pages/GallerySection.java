package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.editing.Inputs;
import io.github.webhookplugin.editing.ServiceForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Presets in the editor of a new service: chosen, filled in, recognised by an address, taken for a body only. */
final class GallerySection implements Pages.Section {
  @Override
  public void mount(Pages.Routes routes) {
    routes.on("POST", "presets/{id}/fields", AdminPermission.VIEW, GallerySection::choose);
    routes.on("POST", "presets/{id}", AdminPermission.VIEW, GallerySection::fill);
    routes.on("POST", "recognise", AdminPermission.VIEW, GallerySection::recognise);
    routes.on("GET", "presets/{id}/body", GallerySection::body);
  }

  /** Asks for the preset's fields; the address that stands in the form already is the first of them. */
  private static AdminResponse choose(Page page) {
    Map<String, Object> preset = preset(page);
    Inputs form = new Inputs(page.form().values());
    var known = new HashMap<String, List<String>>();
    if (!form.one("url").isEmpty()) {
      known.put("preset.url", List.of(form.one("url")));
    }
    return page.show("editor-preset", asked(page, preset, new Inputs(known), FieldErrors.none()));
  }

  private static AdminResponse fill(Page page) {
    Map<String, Object> preset = preset(page);
    Inputs form = new Inputs(page.form().values());
    var body = new LinkedHashMap<String, Object>();
    body.put("fields", new PresetFields(form, preset).entered());
    if (!form.one("name").isBlank()) {
      body.put("name", form.one("name").strip());
    }
    var made = page.api().post("presets/" + preset.get("id") + "/service", body).orRefuse();
    var errors = FieldErrors.of(List.of(), problems(made), page.texts());
    if (errors.count() > 0) {
      return page.show(422, "editor-preset", asked(page, preset, form, errors))
          .with("HX-Retarget", "#preset-slot")
          .with("HX-Reswap", "innerHTML");
    }
    return page.show("editor-form", filled(page, preset, made));
  }

  private static Map<String, @Nullable Object> filled(
      Page page, Map<String, Object> preset, Map<String, Object> made) {
    var document = new LinkedHashMap<String, Object>(EditorSection.blank());
    if (made.get("service") instanceof Map<?, ?> service) {
      service.forEach((name, value) -> document.put(String.valueOf(name), value));
    }
    var more = new HashMap<String, @Nullable Object>();
    more.put("gallery", Gallery.of(page, String.valueOf(preset.get("id"))));
    more.put("note", page.texts().say("gallery.filled", String.valueOf(preset.get("title"))));
    return new EditorModel(
            page,
            new EditorModel.Form("", "", ServiceForm.fill(document), document, FieldErrors.none()))
        .of(more);
  }

  /** Problems of the fields, and of what they make of the service. */
  private static List<Map<?, ?>> problems(Map<String, Object> made) {
    var problems = new ArrayList<Map<?, ?>>();
    for (Object each : ApiReply.list(made.get("problems"))) {
      problems.add((Map<?, ?>) each);
    }
    return problems;
  }

  private static AdminResponse recognise(Page page) {
    Inputs form = new Inputs(page.form().values());
    String url = form.one("url").strip();
    var model = new LinkedHashMap<String, @Nullable Object>();
    Map<String, Object> known = url.isEmpty()
        ? Map.of()
        : page.api().post("presets/recognise", Map.of("url", url)).orRefuse();
    boolean offered = form.one("id").isEmpty() && known.get("preset") != null;
    model.put("presetId", offered ? known.get("preset") : null);
    model.put(
        "offer",
        offered ? page.texts().say("gallery.offer", String.valueOf(known.get("title"))) : null);
    model.put("warning", known.get("warning"));
    model.put("dead", Boolean.TRUE.equals(known.get("dead")));
    model.put("plain", url.regionMatches(true, 0, "http://", 0, 7));
    return page.show("editor-url-hint", model);
  }

  /** The body that a preset would make, to start from. */
  private static AdminResponse body(Page page) {
    Map<String, Object> preset = preset(page);
    var fields = new LinkedHashMap<String, Object>();
    for (Object each : ApiReply.list(preset.get("fields"))) {
      Map<?, ?> field = (Map<?, ?>) each;
      Object value = field.get("default") != null ? field.get("default") : field.get("example");
      if (value != null && !Boolean.TRUE.equals(field.get("secret"))) {
        fields.put(String.valueOf(field.get("name")), value);
      }
    }
    var made = page.api()
        .post("presets/" + preset.get("id") + "/service", Map.of("fields", fields))
        .orRefuse();
    Object body = made.get("service") instanceof Map<?, ?> service ? service.get("body") : null;
    return new AdminResponse(
        200,
        "text/plain; charset=utf-8",
        Map.of(),
        String.valueOf(body == null ? EditorSection.blank().get("body") : body)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, @Nullable Object> asked(
      Page page, Map<String, Object> preset, Inputs inputs, FieldErrors errors) {
    return new PresetFields(inputs, preset)
        .model(new Controls(page.texts(), inputs, errors), errors);
  }

  private static Map<String, Object> preset(Page page) {
    return page.api().get("presets/" + page.place("id"));
  }
}
