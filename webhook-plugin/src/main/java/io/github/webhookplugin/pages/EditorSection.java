package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.editing.Copied;
import io.github.webhookplugin.editing.Inputs;
import io.github.webhookplugin.editing.ServiceForm;
import io.github.webhookplugin.model.RequestTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The editor of a service: opened for a new one, one that is there, or a copy of one; and saved. */
final class EditorSection implements Pages.Section {
  private static final String DIALOG = "editor";
  private static final String FORM = "editor-form";

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "services/new", EditorSection::openNew);
    routes.on("GET", "services/{id}/edit", EditorSection::open);
    routes.on("GET", "services/{id}/duplicate", EditorSection::openCopy);
    routes.on("POST", "services", EditorSection::save);
    routes.on("POST", "services/{id}", EditorSection::save);
  }

  /** The document of a service of which nothing is said yet. */
  static Map<String, Object> blank() {
    return Map.of("body", RequestTemplate.DEFAULT_BODY);
  }

  private static AdminResponse openNew(Page page) {
    var more = new HashMap<String, @Nullable Object>();
    more.put("gallery", Gallery.of(page, ""));
    return page.show(DIALOG, model(page, "", "", blank(), more));
  }

  private static AdminResponse open(Page page) {
    String id = page.place("id");
    ApiReply stored = page.api().ask("GET", "services/" + id, null);
    Map<String, Object> document = new HashMap<>(stored.orRefuse());
    var more = new HashMap<String, @Nullable Object>();
    more.put("note", document.remove("unreadable"));
    return page.show(DIALOG, model(page, id, stored.etag(), document, more));
  }

  private static AdminResponse openCopy(Page page) {
    Map<String, Object> stored = page.api().get("services/" + page.place("id"));
    String name = page.texts().say("editor.copyName", String.valueOf(stored.get("name")));
    var more = new HashMap<String, @Nullable Object>();
    more.put("note", Copied.loses(stored) ? page.texts().say("editor.notCopied") : null);
    return page.show(DIALOG, model(page, "", "", Copied.of(stored, name), more));
  }

  private static Map<String, @Nullable Object> model(
      Page page,
      String id,
      String etag,
      Map<String, ?> document,
      Map<String, ? extends @Nullable Object> more) {
    Inputs inputs = ServiceForm.fill(document);
    return new EditorModel(
            page, new EditorModel.Form(id, etag, inputs, document, FieldErrors.none()))
        .of(more);
  }

  private static AdminResponse save(Page page) {
    var draft = EditorDraft.of(page);
    if (!draft.mistakes().isEmpty()) {
      return refused(page, draft, tried(page, draft));
    }
    String etag = draft.inputs().ticked("mine") ? "" : draft.inputs().one("etag");
    ApiReply saved = draft.isNew()
        ? page.api().post("services", draft.document())
        : page.api().ask("PUT", "services/" + draft.id(), draft.document(), etag);
    if (saved.ok()) {
      String name = String.valueOf(saved.body().get("name"));
      String text =
          draft.isNew() ? page.texts().say("editor.added", name) : page.texts().say("editor.saved");
      return page.done(Trigger.success(text).and("closeDialog").and("servicesChanged"));
    }
    if (saved.status() == 412) {
      return conflict(page, draft);
    }
    return saved.status() == 422 ? refused(page, draft, saved.errors()) : failed(saved);
  }

  private static AdminResponse failed(ApiReply saved) {
    saved.orRefuse();
    throw new IllegalStateException("a refusal is no success");
  }

  /** What else would be wrong, so that all is said at once. */
  private static List<Map<?, ?>> tried(Page page, EditorDraft draft) {
    ApiReply preview = page.api().post("preview", draft.withEvent());
    return preview.ok() && preview.body().get("problems") instanceof List<?> problems
        ? problems.stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList()
        : preview.errors();
  }

  private static AdminResponse refused(Page page, EditorDraft draft, List<Map<?, ?>> errors) {
    var fieldErrors = FieldErrors.of(draft.mistakes(), errors, page.texts());
    return page.show(422, FORM, again(page, draft, fieldErrors).of(Map.of()));
  }

  private static AdminResponse conflict(Page page, EditorDraft draft) {
    var more = new HashMap<String, @Nullable Object>();
    more.put(
        "conflict",
        Map.of(
            "reload", page.link("services/" + draft.id() + "/edit"),
            "sentence", changed(page, draft.id())));
    return page.show(422, FORM, again(page, draft, FieldErrors.none()).of(more));
  }

  /** Who was faster, and when; the history knows. */
  private static String changed(Page page, String id) {
    ApiReply last = page.api().ask("GET", "history?limit=1&service=" + id, null);
    return ApiReply.maps(last.body().get("changes")).stream()
        .findFirst()
        .map(change -> page.texts()
            .say(
                "editor.changedBy",
                String.valueOf(change.get("by")),
                page.figures().clock(Page.moment(change.get("at")).orElse(page.now()))))
        .orElseGet(() -> page.texts().say("editor.changedMeanwhile"));
  }

  private static EditorModel again(Page page, EditorDraft draft, FieldErrors errors) {
    return new EditorModel(
        page,
        new EditorModel.Form(
            draft.id(), draft.inputs().one("etag"), draft.inputs(), draft.start(), errors));
  }
}
