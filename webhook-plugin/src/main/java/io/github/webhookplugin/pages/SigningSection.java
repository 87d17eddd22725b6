package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.editing.Inputs;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the editor offers about signatures: a new secret, a rotation, the string to sign, code for the receiver. */
final class SigningSection implements Pages.Section {
  private static final int HOUR = 3600;
  private static final Map<String, String> LANGUAGES = Map.of(
      "java", "Java",
      "python", "Python",
      "node", "Node.js",
      "go", "Go",
      "php", "PHP",
      "curl", "curl");

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("POST", "secret", SigningSection::generate);
    routes.on("POST", "services/{id}/secret", SigningSection::change);
    routes.on("POST", "signature", AdminPermission.VIEW, SigningSection::preview);
    routes.on("POST", "receiver-code", AdminPermission.VIEW, SigningSection::code);
  }

  /** A secret that is shown, and stored when the form is saved. */
  private static AdminResponse generate(Page page) {
    String recipe = new Inputs(page.form().values()).one("signature.recipe");
    ApiReply reply = page.api().post("signature/secret", Map.of("recipe", recipe));
    return reply.ok()
        ? page.show("editor-generated", Map.of("generated", reply.body().get("generated")))
        : page.show("editor-wrong", Map.of("wrong", messages(reply)));
  }

  /** Another secret of a saved service, at once stored: shown this once. */
  private static AdminResponse change(Page page) {
    Inputs inputs = new Inputs(page.form().values());
    String id = page.place("id");
    var asked = new LinkedHashMap<String, @Nullable Object>();
    asked.put("action", inputs.one("secret.action"));
    if (inputs.one("secret.action").equals("rotate") && !inputs.one("secret").isEmpty()) {
      asked.put("secret", inputs.one("secret"));
    }
    String hours = inputs.one("secret.overlap").strip();
    if (!hours.isEmpty() && inputs.one("secret.action").equals("rotate")) {
      asked.put(
          "secretOverlap", hours.matches("[0-9]{1,5}") ? Integer.parseInt(hours) * HOUR : hours);
    }
    if (!inputs.one("secret.at").isBlank()) {
      asked.put("switchAt", moment(inputs.one("secret.at")));
    }
    ApiReply reply =
        page.api().ask("POST", "services/" + id + "/secret", asked, inputs.one("etag"));
    if (reply.status() == 422 || reply.status() == 412) {
      return page.show(422, "editor-wrong", Map.of("wrong", messages(reply)))
          .with("HX-Retarget", "#secret-wrong")
          .with("HX-Reswap", "innerHTML");
    }
    Object generated = reply.orRefuse().get("generated");
    var controls = new Controls(page.texts(), new Inputs(Map.of()), FieldErrors.none());
    var model = new SignatureModel(page, new Inputs(Map.of()), controls, FieldErrors.none())
        .secret(page.api().get("services/" + id));
    model.put("etag", reply.etag());
    model.put("generated", generated);
    return Trigger.success(page.texts().say("signature.changed"))
        .and("servicesChanged")
        .on(page.show("editor-secret", model));
  }

  /** What a field for date and time posts, in UTC; as it is if it is something else. */
  private static String moment(String typed) {
    try {
      return LocalDateTime.parse(typed).toInstant(ZoneOffset.UTC).toString();
    } catch (DateTimeParseException other) {
      return typed;
    }
  }

  private static AdminResponse preview(Page page) {
    var draft = EditorDraft.of(page);
    ApiReply reply = page.api().post("signature/preview", draft.withEvent());
    var wrong = new ArrayList<>(messages(reply));
    if (reply.body().get("problems") instanceof List<?> problems) {
      problems.stream()
          .map(each -> (Map<?, ?>) each)
          .filter(problem -> matters(problem, draft))
          .forEach(problem -> wrong.add(String.valueOf(problem.get("message"))));
    }
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("wrong", wrong);
    model.put("signed", SignedText.of(reply.body().get("signature")));
    return page.show("editor-signed", model);
  }

  private static AdminResponse code(Page page) {
    var draft = EditorDraft.of(page);
    ApiReply reply = page.api().post("receiver-code", draft.document());
    var programs = new ArrayList<Map<String, Object>>();
    if (reply.body().get("programs") instanceof List<?> list) {
      for (Object each : list) {
        Map<?, ?> program = (Map<?, ?>) each;
        String language = String.valueOf(program.get("language"));
        programs.add(Map.of(
            "language", language,
            "title", LANGUAGES.getOrDefault(language, language),
            "file", String.valueOf(program.get("file")),
            "command", String.valueOf(program.get("command")),
            "code", String.valueOf(program.get("code"))));
      }
    }
    return page.show("editor-code", Map.of("wrong", messages(reply), "programs", programs));
  }

  /** Name and address need not be there yet. */
  private static boolean matters(Map<?, ?> problem, EditorDraft draft) {
    String field = FieldErrors.name(String.valueOf(problem.get("pointer")));
    return !List.of("name", "url").contains(field) || !draft.inputs().one(field).isBlank();
  }

  private static List<String> messages(ApiReply reply) {
    if (reply.ok()) {
      return List.of();
    }
    List<String> all = reply.errors().stream()
        .map(error -> String.valueOf(error.get("message")))
        .toList();
    return all.isEmpty() ? List.of(String.valueOf(reply.body().get("detail"))) : all;
  }
}
