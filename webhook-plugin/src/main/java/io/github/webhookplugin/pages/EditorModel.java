package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.Inputs;
import io.github.webhookplugin.editing.ServiceForm;
import io.github.webhookplugin.settings.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the view {@code editor-form} shows. For one answer. */
final class EditorModel {
  private static final List<String> PEOPLE =
      List.of("sendToRecipients", "sendToAdmins", "sendToOwners", "sendToFollowers", "receivers");

  private final Page page;
  private final Texts texts;
  private final Form form;
  private final Controls controls;

  EditorModel(Page page, Form form) {
    this.page = page;
    this.texts = page.texts();
    this.form = form;
    this.controls = new Controls(texts, form.inputs(), form.errors());
  }

  /**
   * A form to show.
   *
   * @param id empty if the service is new
   * @param etag of the document that was opened; empty if the service is new
   * @param start what the form was filled with
   */
  record Form(String id, String etag, Inputs inputs, Map<String, ?> start, FieldErrors errors) {
    boolean isNew() {
      return id.isEmpty();
    }
  }

  /** The model; {@code more} is what only some forms show. */
  Map<String, @Nullable Object> of(Map<String, ? extends @Nullable Object> more) {
    var model = new LinkedHashMap<String, @Nullable Object>();
    for (String absent : List.of("note", "conflict", "gallery", "preset")) {
      model.put(absent, null);
    }
    model.put("id", form.id());
    model.put("etag", form.etag());
    model.put("create", form.isNew());
    model.put("carried", form.isNew() ? Json.text(ServiceForm.unshown(form.start())) : "");
    model.put("action", page.link(form.isNew() ? "services" : "services/" + form.id()));
    model.put("heading", heading());
    model.put("enabled", form.inputs().ticked("enabled"));
    putSections(model);
    // last: what no field took
    model.put("problems", problems());
    model.putAll(more);
    return model;
  }

  private String heading() {
    return form.isNew()
        ? texts.say("editor.headingNew")
        : texts.say("editor.headingEdit", String.valueOf(form.start().get("name")));
  }

  private void putSections(Map<String, @Nullable Object> model) {
    Inputs inputs = form.inputs();
    var reveal = new Reveal(page, form.id());
    Map<String, Object> known = page.api().get("variables");
    boolean hostSecrets = Boolean.TRUE.equals(known.get("hostSecrets"));
    var rows = new Rows(texts, inputs, form.errors(), reveal, hostSecrets);
    var events = new EventChoices(page.api().get("event-types"));
    var rare = new RareSections(
        texts, inputs, controls, others(), rateGroups(), new CertificateFacts(texts, form.start()));
    model.put("name", controls.line("name"));
    model.put("url", url(reveal));
    model.put("isPut", inputs.one("method").equals("PUT"));
    model.put("secretUrl", controls.box("secretUrl"));
    model.put("description", controls.lines("description", 2));
    model.put("events", events.wanted(inputs, form.errors(), controls));
    model.put("filters", rare.filters());
    model.put("samples", events.samples(inputs, texts));
    model.put("query", rows.of("queryParams"));
    model.put("headerRows", rows.of("headers"));
    model.put("authentication", rare.authentication(form.isNew() ? Map.of() : form.start()));
    model.put("body", body(known));
    model.put("check", check());
    model.put(
        "signature",
        new SignatureModel(page, inputs, controls, form.errors())
            .of(form.isNew() ? Map.of() : form.start()));
    model.put(
        "rare", rare.all(PEOPLE.stream().anyMatch(field -> !inputs.one(field).isBlank())));
  }

  /** What is stored is shown with {@code ***} for its password, or for all behind the host. */
  private Map<String, @Nullable Object> url(Reveal reveal) {
    var url = controls.line("url");
    boolean covered = String.valueOf(form.start().get("url")).contains("***");
    url.put("reveal", covered ? reveal.of("url", "", String.valueOf(url.get("id"))) : null);
    return url;
  }

  private Map<String, @Nullable Object> body(Map<String, Object> known) {
    var model = controls.code("body", 14);
    model.put("variables", variables(known));
    model.put(
        "timeFormat",
        controls.choice(
            "timeFormat",
            Choice.of(texts, "editor.time", List.of("iso", "epochSeconds", "epochMillis"))));
    var starts = new ArrayList<Map<String, Object>>();
    for (Object each : ApiReply.list(page.api().get("presets").get("presets"))) {
      Map<?, ?> preset = (Map<?, ?>) each;
      starts.add(Map.of(
          "id", String.valueOf(preset.get("id")), "title", String.valueOf(preset.get("title"))));
    }
    model.put("starts", starts);
    return model;
  }

  private static List<Map<String, Object>> variables(Map<String, Object> known) {
    var variables = new ArrayList<Map<String, Object>>();
    for (Object each : ApiReply.list(known.get("variables"))) {
      Map<?, ?> variable = (Map<?, ?>) each;
      String name = String.valueOf(variable.get("name"));
      boolean list = name.equals("events");
      variables.add(Map.of(
          "name",
          name,
          "token",
          list ? "{{#events}}{{title}}{{/events}}" : "{{" + name + "}}",
          "meaning",
          String.valueOf(variable.get("meaning")),
          "example",
          String.valueOf(variable.get("example"))));
    }
    return variables;
  }

  private Map<String, @Nullable Object> check() {
    String type = form.inputs().one("check.type");
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("bySuccess", type.equals("success"));
    model.put("byStatus", type.equals("statusCode"));
    model.put("byContent", type.equals("content"));
    model.put("contains", controls.line("check.contains"));
    model.put("ignoreStatus", controls.box("check.ignoreStatus"));
    model.put("rules", controls.code("rules", 8));
    model.put("hasRules", !form.inputs().one("rules").isBlank());
    return model;
  }

  private List<Choice> others() {
    var others = new ArrayList<Choice>();
    for (Object each : ApiReply.list(page.api().get("services").get("services"))) {
      Map<?, ?> service = (Map<?, ?>) each;
      String id = String.valueOf(service.get("id"));
      if (!id.equals(form.id())) {
        others.add(new Choice(id, String.valueOf(service.get("name"))));
      }
    }
    return others;
  }

  private List<Choice> rateGroups() {
    return ApiReply.maps(page.api().get("rate-groups").get("rateGroups")).stream()
        .map(group -> String.valueOf(group.get("name")))
        .map(name -> new Choice(name, name))
        .toList();
  }

  private @Nullable Map<String, Object> problems() {
    int count = form.errors().count();
    return count == 0
        ? null
        : Map.of(
            "sentence",
            texts.count("editor.attention", count),
            "rest",
            form.errors().rest());
  }
}
