package io.github.webhookplugin.pages;

import io.github.webhookplugin.admin.Problem;
import io.github.webhookplugin.api.AdminResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was published, and why each service got it or did not; also for an event that never was. */
final class EventsSection implements Pages.Section {
  private static final int OF_PAGE = 50;

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "events", EventsSection::list);
    routes.on("GET", "events/try", EventsSection::dryRun);
    routes.on("GET", "events/{id}", EventsSection::why);
  }

  private static AdminResponse list(Page page) {
    String id = page.param("id").strip();
    if (!id.isEmpty()) {
      return AdminResponse.empty(303)
          .with("Location", page.link("events/" + DeliveryFilter.encoded(id)));
    }
    String type = page.param("type");
    String cursor = page.param("cursor");
    Map<String, Object> found = page.api()
        .get("events?limit=" + OF_PAGE
            + (type.isEmpty() ? "" : "&type=" + DeliveryFilter.encoded(type))
            + (cursor.isEmpty() ? "" : "&cursor=" + DeliveryFilter.encoded(cursor)));
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> event : ApiReply.maps(found.get("events"))) {
      rows.add(row(page, event));
    }
    var model = new HashMap<String, @Nullable Object>();
    model.put("rows", rows);
    model.put("any", !rows.isEmpty());
    model.put("none", rows.isEmpty() && !(found.get("searched") instanceof Number));
    model.put(
        "searched",
        found.get("searched") instanceof Number events
            ? page.texts().say("why.searched", page.figures().count(events.longValue()))
            : null);
    model.put(
        "older",
        found.get("nextCursor") instanceof String next
            ? "?cursor=" + DeliveryFilter.encoded(next)
                + (type.isEmpty() ? "" : "&type=" + DeliveryFilter.encoded(type))
            : null);
    model.put("types", types(page, ""));
    return page.show("events", model);
  }

  private static Map<String, @Nullable Object> row(Page page, Map<?, ?> event) {
    String id = String.valueOf(event.get("id"));
    var at = Page.moment(event.get("acceptedAt")).orElse(page.now());
    long deliveries = event.get("deliveries") instanceof Number n ? n.longValue() : 0;
    var row = new HashMap<String, @Nullable Object>();
    row.put("event", id);
    row.put("key", DeliveryFilter.encoded(id));
    row.put("type", event.get("type"));
    row.put("title", event.get("title"));
    row.put("deliveries", page.texts().count("why.deliveries", deliveries));
    row.put("nobody", deliveries == 0);
    row.put("iso", at.toString());
    row.put("moment", Figures.moment(at));
    row.put("ago", page.figures().ago(at));
    return row;
  }

  private static AdminResponse why(Page page) {
    ApiReply reply =
        page.api().ask("GET", "events/" + DeliveryFilter.encoded(page.place("id")) + "/why", null);
    if (reply.status() == 404) {
      throw Problem.of(404, page.texts().say("why.gone", page.place("id")));
    }
    Map<String, Object> answer = reply.orRefuse();
    Map<?, ?> event = answer.get("event") instanceof Map<?, ?> map ? map : Map.of();
    var model = reasons(page, answer);
    model.put("heading", page.texts().say("why.heading", page.place("id")));
    model.put("type", event.get("type"));
    model.put("at", Page.moment(event.get("acceptedAt")).map(Figures::moment).orElse(null));
    model.put("duplicateOf", answer.get("duplicateOf"));
    return page.show("why", model);
  }

  private static AdminResponse dryRun(Page page) {
    String type = page.param("type");
    Map<String, Object> event = type.isEmpty() ? Map.of() : Map.of("eventType", type);
    Map<String, Object> answer =
        page.api().post("events/why", Map.of("event", event)).orRefuse();
    var model = reasons(page, answer);
    model.put("types", types(page, type));
    return page.show("why-try", model);
  }

  private static Map<String, @Nullable Object> reasons(Page page, Map<String, Object> answer) {
    var services = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> service : ApiReply.maps(answer.get("services"))) {
      services.add(new ReasonView(page).of(service));
    }
    var model = new HashMap<String, @Nullable Object>();
    model.put("sentence", answer.get("sentence"));
    model.put("reasons", services);
    model.put("noReasons", services.isEmpty());
    return model;
  }

  private static List<Map<String, @Nullable Object>> types(Page page, String chosen) {
    var types = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> type : ApiReply.maps(page.api().get("event-types").get("eventTypes"))) {
      var option = new HashMap<String, @Nullable Object>();
      option.put("value", type.get("type"));
      option.put("label", type.get("type"));
      option.put("selected", chosen.equals(type.get("type")));
      types.add(option);
    }
    return types;
  }
}
