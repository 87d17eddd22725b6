package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.EventLog;
import io.github.webhookplugin.outbox.EventLog.StoredEvent;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.LogFilter;
import io.github.webhookplugin.publishing.Reason;
import io.github.webhookplugin.publishing.Reasons;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code events}: what was published, and why services got it or did not (feature N-07). */
final class EventRoutes {
  private static final List<String> KNOWN = List.of("type", "since", "limit", "cursor");
  private static final int MOST = 200;
  private static final int USUAL = 50;
  /** More deliveries of one event than any settings make. */
  private static final int MOST_DELIVERIES = 50_000;

  private final JsonApi.Parts parts;
  private final DeliveryLog log;
  private final EventLog events;
  private final DeliveryJson deliveries;
  private final ReasonJson json;

  EventRoutes(JsonApi.Parts parts, DeliveryJson deliveries) {
    this.parts = parts;
    this.log = parts.deliveries();
    this.events = log.events();
    this.deliveries = deliveries;
    this.json = new ReasonJson(deliveries);
  }

  void mount(Router router) {
    router.on("GET", "api/v1/events", this::list).on("GET", "api/v1/events/{id}/why", this::why);
  }

  private AdminResponse list(Call call) {
    var query = new Query(call.request(), KNOWN);
    var type = query.one("type", "a type of event", Optional::of);
    long latest = DeliveryQuery.latest(parts);
    var since = query.one(
        "since", "a time such as 2026-11-21T08:15:30Z", text -> DeliveryQuery.millis(text, latest));
    int limit = query.number("limit", 1, MOST, USUAL);
    long below = query
        .one(
            "cursor", "the nextCursor of an earlier answer", text -> DeliveryQuery.key(text, parts))
        .orElse(Long.MAX_VALUE);
    query.check();
    var found = events.search(
        type.orElse(null), since.orElse(null), below, limit + 1, EventLog.MOST_SEARCHED);
    boolean more = found.events().size() > limit;
    var page = more ? found.events().subList(0, limit) : found.events();
    boolean whole = found.searched() == 0;
    return Answers.json(
        200,
        JsonObjects.object(
            "events",
            page.stream().map(this::line).toList(),
            "nextCursor",
            more
                ? deliveries.id(page.get(page.size() - 1).event())
                : whole ? null : deliveries.id(found.end()),
            "searched",
            whole ? null : found.searched(),
            "complete",
            whole));
  }

  private Map<String, @Nullable Object> line(StoredEvent event) {
    return JsonObjects.object(
        "id", id(event),
        "type", event.type(),
        "time", Instant.ofEpochMilli(event.at()),
        "acceptedAt", Instant.ofEpochMilli(Keys.millis(event.event())),
        "deliveries", event.deliveries());
  }

  private AdminResponse why(Call call) {
    String id = call.place("id");
    var key = DeliveryQuery.key(id, parts);
    var named = key.isPresent()
        ? new EventLog.Named(key, true)
        : events.named(id, Long.MAX_VALUE, EventLog.MOST_NAMED);
    Optional<StoredEvent> event = named.event().flatMap(events::find);
    return event.isPresent()
        ? why(event.get())
        : events
            .repeat(id)
            .map(repeat -> repeated(id, repeat))
            .orElseThrow(() -> Problem.of(
                404,
                named.whole()
                    ? "This event is not kept, or never was accepted. See v1/events."
                    : DeliveryQuery.TOO_OLD));
  }

  private AdminResponse why(StoredEvent event) {
    byte[] content = log.event(event.event())
        .orElseThrow(() -> Problem.of(404, "This event has just been removed, as it was old."));
    var then = event.settings() == 0
        ? List.<WebhookService>of()
        : parts.history().read(events.settings(event.settings()));
    List<Reason> reasons =
        Reasons.of(EventModel.fromJson(content), then, parts.book().active(), rows(event.event()));
    var line = line(event);
    line.put("content", JsonObjects.written(content));
    var services = new ServiceNames(parts.book(), log);
    return Answers.json(
        200,
        JsonObjects.object(
            "event",
            line,
            "duplicateOf",
            null,
            "sentence",
            sentence(reasons),
            "services",
            reasons.stream().map(reason -> json.of(reason, services)).toList()));
  }

  private AdminResponse repeated(String id, EventLog.Repeat repeat) {
    String first =
        events.find(repeat.event()).map(this::id).orElseGet(() -> deliveries.id(repeat.event()));
    return Answers.json(
        200,
        JsonObjects.object(
            "event",
            JsonObjects.object(
                "id", id, "cameAt", Instant.ofEpochMilli(Keys.millis(repeat.repeated()))),
            "duplicateOf",
            first,
            "sentence",
            "Not accepted: the event " + first
                + " had the same deduplication key and came before. Ask why for that one.",
            "services",
            List.of()));
  }

  private static String sentence(List<Reason> reasons) {
    long made =
        reasons.stream().filter(reason -> !reason.deliveries().isEmpty()).count();
    long got = reasons.stream()
        .filter(reason -> reason.result() == Reason.Result.DELIVERED)
        .count();
    return "Of " + reasons.size() + (reasons.size() == 1 ? " service, " : " services, ") + made
        + " wanted the event or were sent it, and " + got + " took it.";
  }

  private List<DeliveryRow> rows(long event) {
    return log.page(
        new LogFilter(null, Set.of(), null, event, null), Long.MAX_VALUE, MOST_DELIVERIES);
  }

  private String id(StoredEvent event) {
    return parts.outbox().ids().eventId(event.id(), event.event());
  }
}
