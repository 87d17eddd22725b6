package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The drawer that tests a saved service: one real request, and what came of it. */
final class TrialSection implements Pages.Section {
  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "services/{id}/test", this::drawer);
    routes.on("GET", "services/{id}/test/note", this::note);
    routes.on("POST", "services/{id}/test", AdminPermission.TEST, this::send);
  }

  private AdminResponse drawer(Page page) {
    Map<String, Object> service = service(page);
    List<Map<String, Object>> types = new TrialTypes(page).of(service);
    String first = String.valueOf(types.get(0).get("value"));
    var model = new HashMap<String, @Nullable Object>(note(page, service, first));
    model.put("id", service.get("id"));
    model.put("title", page.texts().say("trial.title", String.valueOf(service.get("name"))));
    model.put("method", service.get("method"));
    model.put("address", Objects.requireNonNullElse(service.get("url"), ""));
    model.put("off", off(page, service));
    model.put("types", types);
    return page.show("trial", model);
  }

  /** Says that sending is switched off, for this service or for all. */
  private static @Nullable String off(Page page, Map<String, Object> service) {
    if (Boolean.FALSE.equals(service.get("enabled"))) {
      return page.texts().say("trial.off");
    }
    boolean on = service.get("status") instanceof Map<?, ?> status
        && Boolean.TRUE.equals(status.get("enabled"));
    return on ? null : page.texts().say("trial.allOff");
  }

  private AdminResponse note(Page page) {
    return page.show("trial-note", note(page, service(page), page.param("type")));
  }

  /** Whether real events of that type come through the service's filters. */
  private static Map<String, @Nullable Object> note(
      Page page, Map<String, Object> service, String type) {
    var model = new HashMap<String, @Nullable Object>();
    model.put("note", null);
    model.put("reason", null);
    if (!type.isEmpty()
        && page.api()
                .post("events/why", Map.of("event", Map.of("eventType", type), "service", service))
                .orRefuse()
                .get("draft")
            instanceof Map<?, ?> draft
        && Boolean.FALSE.equals(draft.get("wants"))) {
      model.put("note", page.texts().say("trial.notWanted", type));
      model.put("reason", draft.get("sentence"));
    }
    return model;
  }

  private AdminResponse send(Page page) {
    String type = page.form().one("type");
    ApiReply reply = page.api()
        .post(path(page) + "/test", type.isEmpty() ? Map.of() : Map.of("eventType", type));
    if (reply.status() == 404) {
      reply.orRefuse();
    }
    return page.show("trial-result", new TrialResult(page).of(reply));
  }

  private static Map<String, Object> service(Page page) {
    return page.api().get(path(page));
  }

  private static String path(Page page) {
    return "services/" + page.place("id");
  }
}
