package io.github.webhookplugin.pages;

import io.github.webhookplugin.admin.Problem;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of real events if an edited service is saved: a fragment for the editor (feature N-06). */
final class ImpactSection implements Pages.Section {
  @Override
  public void mount(Pages.Routes routes) {
    routes.on("POST", "impact", AdminPermission.VIEW, this::impact);
  }

  private AdminResponse impact(Page page) {
    return report(
        page,
        page.form().has("document")
            ? page.json(page.form().one("document"))
            : EditorDraft.of(page).document());
  }

  /** The fragment for a service's document, saved or not. */
  static AdminResponse report(Page page, Map<String, ? extends @Nullable Object> document) {
    Map<String, Object> report = page.api().post("impact", document).orRefuse();
    var events = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> event : HistorySection.maps(report.get("events"))) {
      if (!Boolean.TRUE.equals(event.get("same"))) {
        events.add(event(page, event, events.size()));
      }
    }
    var model = new HashMap<String, @Nullable Object>();
    model.put("summary", summary(page.texts(), (Map<?, ?>) report.get("counts")));
    model.put("incomplete", Boolean.FALSE.equals(report.get("complete")));
    model.put("events", events);
    var problems = new ArrayList<String>();
    HistorySection.maps(report.get("problems"))
        .forEach(one -> problems.add(one.get("pointer") + " " + one.get("message")));
    model.put("problems", problems);
    model.put("wrong", !problems.isEmpty());
    return page.show("impact", model);
  }

  private static String summary(Texts texts, @Nullable Map<?, ?> counts) {
    if (counts == null || number(counts, "events") == 0) {
      return texts.say("impact.nothing");
    }
    var sentences = new ArrayList<String>();
    sentences.add(texts.count(
        "impact.summary",
        number(counts, "events"),
        number(counts, "same"),
        number(counts, "differ")));
    for (String kind : List.of("notJson", "refused")) {
      if (number(counts, kind) > 0) {
        sentences.add(texts.count("impact." + kind, number(counts, kind)));
      }
    }
    return String.join(" ", sentences);
  }

  private static long number(Map<?, ?> counts, String name) {
    return counts.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static Map<String, @Nullable Object> event(Page page, Map<?, ?> event, int number) {
    Texts texts = page.texts();
    Map<?, ?> before = event.get("before") instanceof Map<?, ?> map ? map : Map.of();
    Map<?, ?> after = event.get("after") instanceof Map<?, ?> map ? map : Map.of();
    var problems = new ArrayList<String>();
    if (after.get("problems") instanceof List<?> list) {
      list.forEach(problem -> problems.add(String.valueOf(problem)));
    }
    String title = String.valueOf(event.get("title"));
    var shown = new HashMap<String, @Nullable Object>();
    shown.put("number", number);
    shown.put("type", event.get("type"));
    shown.put("title", title.isEmpty() ? event.get("type") : title);
    shown.put("sample", "sample".equals(event.get("source")));
    shown.put("problems", problems);
    shown.put("broken", !problems.isEmpty());
    shown.put("open", number == 0);
    shown.put(
        "size",
        before.isEmpty()
            ? texts.say("impact.size", number(after, "bytes"))
            : texts.say("impact.sizes", number(before, "bytes"), number(after, "bytes")));
    shown.put("lost", event.get("lostKeys"));
    shown.put("loses", event.get("lostKeys") instanceof List<?> lost && !lost.isEmpty());
    boolean left = before.get("body") == null && after.get("body") == null;
    shown.put("leftOut", left && problems.isEmpty());
    shown.put(
        "lines",
        left
            ? List.of()
            : new DiffView(texts)
                .of(laid(page, before.get("body")), laid(page, after.get("body"))));
    shown.put("compared", !left);
    return shown;
  }

  /** What the template made, over several lines if it made one only. */
  private static String laid(Page page, @Nullable Object body) {
    String text = body == null ? "" : body.toString().strip();
    if (text.contains("\n") || !text.startsWith("{")) {
      return text;
    }
    try {
      return LaidOut.json(page.json(text));
    } catch (Problem notJson) {
      return text;
    }
  }
}
