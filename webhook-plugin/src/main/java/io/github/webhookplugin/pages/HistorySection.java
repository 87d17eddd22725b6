package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who changed which settings when: the list, a drawer for each change, and back to it. */
final class HistorySection implements Pages.Section {
  private static final int OF_PAGE = 50;

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "history", this::list);
    routes.on("GET", "history/{version}/{document}", page -> drawer(page, 200, List.of()));
    routes.on("POST", "history/{version}/{document}/restore", this::restore);
  }

  private AdminResponse list(Page page) {
    String service = page.param("service");
    String filter = service.isEmpty() ? "" : "&service=" + encoded(service);
    String cursor = page.param("cursor");
    Map<String, Object> found = page.api()
        .get("history?limit=" + OF_PAGE + filter
            + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> change : maps(found.get("changes"))) {
      rows.add(line(page, change));
    }
    var model = new HashMap<String, @Nullable Object>();
    model.put("rows", rows);
    model.put("none", rows.isEmpty());
    model.put("query", service.isEmpty() ? "" : "?service=" + encoded(service));
    model.put(
        "of",
        service.isEmpty()
            ? null
            : page.texts()
                .say(
                    "history.of",
                    rows.isEmpty() ? "" : String.valueOf(rows.get(0).get("name"))));
    model.put(
        "older",
        found.get("nextCursor") instanceof String next
            ? "?cursor=" + encoded(next) + filter
            : null);
    return page.show("history", model);
  }

  private static Map<String, @Nullable Object> line(Page page, Map<?, ?> change) {
    Texts texts = page.texts();
    boolean global = "global".equals(change.get("document"));
    var row = new HashMap<String, @Nullable Object>();
    row.put("version", String.valueOf(change.get("version")));
    row.put("document", change.get("document"));
    row.put("global", global);
    row.put("name", global ? texts.say("history.general") : change.get("name"));
    row.put("kind", texts.say("history.kind." + change.get("kind")));
    row.put("cls", kindClass(String.valueOf(change.get("kind"))));
    row.put("by", change.get("by"));
    row.put("fields", change.get("fields"));
    Instant at = Page.moment(change.get("at")).orElseThrow();
    row.put("iso", at.toString());
    row.put("ago", page.figures().ago(at));
    row.put("moment", Figures.moment(at));
    return row;
  }

  private static String kindClass(String kind) {
    return kind.equals("added") ? "ok" : kind.equals("removed") ? "bad" : "idle";
  }

  private AdminResponse drawer(Page page, int status, List<String> problems) {
    ApiReply reply = page.api().ask("GET", path(page), null);
    Map<String, Object> change = reply.orRefuse();
    Texts texts = page.texts();
    var model = new HashMap<String, @Nullable Object>(line(page, change));
    String name = String.valueOf(model.get("name"));
    model.put("title", texts.say("history.title", name, String.valueOf(model.get("version"))));
    model.put("unreadable", Boolean.FALSE.equals(change.get("readable")));
    model.put("problems", problems);
    model.put("refused", !problems.isEmpty());
    model.put("changes", changes(page, maps(change.get("changes"))));
    model.put("etag", reply.etag());
    model.put("restores", String.valueOf(change.get("restores")));
    model.put("removed", "removed".equals(change.get("kind")));
    model.put(
        "question",
        texts.say("history.restoreQuestion", name, String.valueOf(model.get("restores"))));
    return page.show(status, "history-change", model);
  }

  private static List<Map<String, @Nullable Object>> changes(
      Page page, List<Map<?, ?>> differences) {
    var diff = new DiffView(page.texts());
    var shown = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> difference : differences) {
      String before = LaidOut.of(difference.get("before"));
      String after = LaidOut.of(difference.get("after"));
      var one = new HashMap<String, @Nullable Object>();
      one.put("number", shown.size());
      one.put("pointer", String.valueOf(difference.get("pointer")).substring(1));
      one.put("secret", Boolean.TRUE.equals(difference.get("secret")));
      one.put("alike", before.equals(after));
      one.put("lines", diff.of(before, after));
      shown.add(one);
    }
    return shown;
  }

  private AdminResponse restore(Page page) {
    FormFields form = page.form();
    String version = form.one("version");
    ApiReply reply = page.api()
        .ask(
            "POST",
            "history/" + encoded(version) + "/" + encoded(page.place("document")) + "/restore",
            Map.of(),
            form.one("etag"));
    if (reply.ok()) {
      Object name = reply.body().get("name");
      return page.done(Trigger.success(page.texts()
              .say(
                  "history.restored",
                  name == null ? page.texts().say("history.general") : name,
                  version))
          .and("closeDialog")
          .and("servicesChanged")
          .and("settingsChanged")
          .and("historyChanged"));
    }
    var problems = new ArrayList<String>();
    reply
        .errors()
        .forEach(error -> problems.add(error.get("pointer") + ": " + error.get("message")));
    if (problems.isEmpty()) {
      problems.add(Objects.toString(reply.body().get("detail"), ""));
    }
    return drawer(page, 422, problems);
  }

  private static String path(Page page) {
    return "history/" + encoded(page.place("version")) + "/" + encoded(page.place("document"));
  }

  static List<Map<?, ?>> maps(@Nullable Object list) {
    var maps = new ArrayList<Map<?, ?>>();
    if (list instanceof List<?> items) {
      items.forEach(item -> maps.add((Map<?, ?>) item));
    }
    return maps;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
