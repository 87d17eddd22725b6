package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.EventLog.StoredEvent;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.publishing.FilterCheck;
import io.github.webhookplugin.publishing.Finding;
import io.github.webhookplugin.publishing.Reasons;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.settings.DocumentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What filters would do: {@code events/why} for an event that never was, {@code filters/preview} for those that were. */
final class FilterRoutes {
  private static final int USUAL = 200;
  private static final int MOST = 1_000;
  private static final int EXAMPLES = 5;

  private final JsonApi.Parts parts;
  private final Examples examples;
  private final Body body;
  private final DeliveryLog log;
  private final ReasonJson json;

  FilterRoutes(JsonApi.Parts parts, DeliveryJson deliveries, Examples examples, Body body) {
    this.parts = parts;
    this.examples = examples;
    this.body = body;
    this.log = parts.deliveries();
    this.json = new ReasonJson(deliveries);
  }

  void mount(Router router) {
    router
        .on("POST", "api/v1/events/why", AdminPermission.VIEW, this::whyIfPublished)
        .on("POST", "api/v1/filters/preview", AdminPermission.VIEW, this::preview);
  }

  private AdminResponse whyIfPublished(Call call) {
    var document = body.object(call.request());
    Form.of(document, List.of("event", "service")).check();
    EventModel event = ExampleReader.read(examples, document.get("event"), "/event");
    var services = new ServiceNames(parts.book(), log);
    var reasons =
        Reasons.ifPublished(event, parts.book().active(), parts.engine().stopped());
    var answer = JsonObjects.object(
        "event", JsonObjects.written(event.toJson()),
        "services", reasons.stream().map(reason -> json.of(reason, services)).toList());
    if (document.get("service") != null) {
      answer.put("draft", draft(document.get("service"), event));
    }
    return Answers.json(200, answer);
  }

  private Map<String, @Nullable Object> draft(@Nullable Object service, EventModel event) {
    if (!(service instanceof Map<?, ?> map)) {
      throw Problem.invalid("/service", "Expected a service { … }.");
    }
    var document = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> document.put(String.valueOf(name), value));
    Finding finding = FilterCheck.explain(filter(document, "/service"), event);
    return JsonObjects.object(
        "wants", finding.matches(),
        "sentence",
            finding.decisive().map(Finding.Part::sentence).orElse("The service wants every event."),
        "filter", ReasonJson.parts(finding));
  }

  private AdminResponse preview(Call call) {
    var document = body.object(call.request());
    var form = Form.of(document, List.copyOf(document.keySet()));
    int most = form.number("events", 1, MOST, USUAL);
    form.check();
    document.remove("events");
    var filter = filter(document, "");
    var matching = new Sample(true);
    var others = new Sample(false);
    @Nullable Instant oldest = null;
    for (StoredEvent event : log.events().page(Long.MAX_VALUE, most)) {
      var content = log.event(event.event()).flatMap(EventModel::readable);
      if (content.isPresent()) {
        EventModel model = content.get();
        Finding finding = FilterCheck.explain(filter, model);
        (finding.matches() ? matching : others).add(event, model, finding);
        oldest = Instant.ofEpochMilli(Keys.millis(event.event()));
      }
    }
    return Answers.json(
        200,
        JsonObjects.object(
            "looked", matching.count + others.count,
            "matched", matching.count,
            "since", oldest,
            "matching", matching.shown,
            "notMatching", others.shown));
  }

  /** Some of the events, each for a reason of its own. */
  private final class Sample {
    private final boolean everyType;
    private final List<Map<String, @Nullable Object>> shown = new ArrayList<>();
    private final Set<String> kinds = new HashSet<>();
    private int count;

    Sample(boolean everyType) {
      this.everyType = everyType;
    }

    void add(StoredEvent event, EventModel model, Finding finding) {
      count++;
      var part = finding.decisive();
      String pointer = part.map(Finding.Part::pointer).orElse("");
      String kind = everyType ? event.type() : pointer + " " + event.type();
      if (shown.size() < EXAMPLES && kinds.add(kind)) {
        shown.add(JsonObjects.object(
            "id", parts.outbox().ids().eventId(event.id(), event.event()),
            "type", event.type(),
            "title", model.title(),
            "acceptedAt", Instant.ofEpochMilli(Keys.millis(event.event())),
            "pointer", pointer.isEmpty() ? null : pointer,
            "sentence", part.map(Finding.Part::sentence).orElse("It wants every event.")));
      }
    }
  }

  private EventFilter filter(Map<String, Object> document, String pointer) {
    document.keySet().removeAll(ServiceRoutes.READ_ONLY);
    try {
      return parts.reader().filter(document);
    } catch (DocumentException e) {
      throw Problem.invalid(e.problems().stream()
          .map(problem -> new SettingsProblem(pointer + problem.pointer(), problem.message()))
          .toList());
    }
  }
}
