package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the editor says beside its form, of what is on screen, saved or not: preview, test, who would get this. */
final class DraftSection implements Pages.Section {
  @Override
  public void mount(Pages.Routes routes) {
    routes.on("POST", "preview", AdminPermission.VIEW, DraftSection::preview);
    routes.on("POST", "test", AdminPermission.TEST, DraftSection::test);
    routes.on("POST", "why", AdminPermission.VIEW, DraftSection::why);
    routes.on("POST", "verdict", AdminPermission.VIEW, DraftSection::verdict);
  }

  private static AdminResponse preview(Page page) {
    var draft = EditorDraft.of(page);
    ApiReply reply = page.api().post("preview", typed(draft));
    Map<String, Object> answer = reply.orRefuse();
    List<String> problems = problems(page, draft, answer);
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("ok", problems.isEmpty() && answer.get("request") != null);
    model.put("problems", problems);
    model.put("warnings", messages(answer.get("warnings")));
    model.put(
        "size",
        answer.get("bodyBytes") instanceof Number bytes
            ? page.texts().say("editor.bytes", page.figures().count(bytes.longValue()))
            : null);
    model.put(
        "request",
        answer.get("request") instanceof Map<?, ?> request ? RequestView.of(request) : null);
    return page.show("editor-preview", model);
  }

  /** Without name and address as long as they are not typed: a request can be shown all the same. */
  private static Map<String, @Nullable Object> typed(EditorDraft draft) {
    var document = draft.withEvent();
    if (draft.inputs().one("url").isBlank()) {
      document.remove("url");
      document.remove("name");
    }
    return document;
  }

  /** Name and address are not asked for before they are typed: they are no matter of the request's form. */
  private static List<String> problems(Page page, EditorDraft draft, Map<String, ?> answer) {
    var texts = new ArrayList<>(said(page, draft));
    for (Object each : ApiReply.list(answer.get("problems"))) {
      Map<?, ?> problem = (Map<?, ?>) each;
      String field = FieldErrors.name(String.valueOf(problem.get("pointer")));
      boolean untyped =
          List.of("name", "url").contains(field) && draft.inputs().one(field).isBlank();
      if (!untyped) {
        texts.add(String.valueOf(problem.get("message")));
      }
    }
    return texts;
  }

  private static AdminResponse test(Page page) {
    var draft = EditorDraft.of(page);
    if (!draft.mistakes().isEmpty()) {
      return page.show("editor-unsent", Map.of("errors", said(page, draft)));
    }
    ApiReply reply = page.api().post("test", draft.withEvent());
    return page.show("trial-result", new TrialResult(page).of(reply));
  }

  private static List<String> said(Page page, EditorDraft draft) {
    return draft.mistakes().stream()
        .map(mistake -> page.texts().say("editor.mistake." + mistake.key(), mistake.detail()))
        .toList();
  }

  private static AdminResponse why(Page page) {
    var draft = EditorDraft.of(page);
    var answer = page.api()
        .post("events/why", Map.of("event", draft.event(), "service", draft.document()))
        .orRefuse();
    Map<?, ?> said = answer.get("draft") instanceof Map<?, ?> map ? map : Map.of();
    List<Map<String, @Nullable Object>> parts = ReasonView.parts(said);
    long others = ApiReply.maps(answer.get("services")).stream()
        .filter(service -> !draft.id().equals(idOf(service)))
        .filter(service -> "wouldBeSent".equals(service.get("result")))
        .count();
    return page.show(
        "editor-why",
        Map.of(
            "wants", Boolean.TRUE.equals(said.get("wants")),
            "sentence", String.valueOf(said.get("sentence")),
            "parts", parts,
            "hasParts", !parts.isEmpty(),
            "others", page.texts().count("editor.others", others)));
  }

  private static AdminResponse verdict(Page page) {
    var draft = EditorDraft.of(page);
    var document = new LinkedHashMap<String, @Nullable Object>(draft.document());
    var answer = new LinkedHashMap<String, Object>();
    String status = draft.inputs().one("dry.status").strip();
    answer.put("status", status.matches("[0-9]{1,4}") ? Integer.parseInt(status) : status);
    answer.put("body", draft.inputs().one("dry.body"));
    document.put("answer", answer);
    ApiReply reply = draft.mistakes().isEmpty()
        ? page.api().post("verdict/preview", document)
        : new ApiReply(422, Map.of(), "");
    return page.show("editor-verdict", VerdictModel.of(reply, said(page, draft), page.texts()));
  }

  private static String idOf(Map<?, ?> service) {
    return service.get("service") instanceof Map<?, ?> named ? String.valueOf(named.get("id")) : "";
  }

  private static List<String> messages(@Nullable Object problems) {
    return problems instanceof List<?> list
        ? list.stream()
            .map(each -> String.valueOf(((Map<?, ?>) each).get("message")))
            .toList()
        : List.of();
  }
}
