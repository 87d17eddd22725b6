package io.github.webhookplugin.admin;

import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a {@code filter}: which deliveries somebody means. */
final class SelectionReader {
  static final Map<String, Result> RESULTS =
      Map.of("delivered", Result.DELIVERED, "failed", Result.FAILED, "skipped", Result.SKIPPED);
  private static final List<String> PENDING = List.of("service", "type", "event", "since", "until");
  private static final List<String> PAST =
      List.of("service", "states", "type", "event", "since", "until", "deliveries");
  private static final int MOST_PICKED = 1_000;

  private final JsonApi.Parts parts;

  SelectionReader(JsonApi.Parts parts) {
    this.parts = parts;
  }

  /** Deliveries that wait. */
  Selection pending(Form form) {
    return fields(form, filter(form, PENDING), Set.of());
  }

  /** Deliveries that have ended; those that failed, if nothing is said of states. */
  Selection past(Form form) {
    Form filter = filter(form, PAST);
    if (filter.has("deliveries")) {
      return picked(filter);
    }
    Set<Result> results = Set.copyOf(filter.all(
        "states",
        RESULTS.size(),
        "delivered, failed or skipped",
        word -> Optional.ofNullable(RESULTS.get(word))));
    return fields(form, filter, filter.has("states") ? results : Set.of(Result.FAILED));
  }

  private static Form filter(Form form, List<String> known) {
    if (!form.has("filter")) {
      form.problem(
          "filter",
          "Say which deliveries you mean, as an object with any of " + String.join(", ", known)
              + "; {} means all.");
    }
    return form.object("filter", known);
  }

  private Selection fields(Form form, Form filter, Set<Result> results) {
    String time = "a time such as 2026-11-21T08:15:30Z";
    long latest = DeliveryQuery.latest(parts);
    var service = filter.one(
        "service",
        "the id of a service that is or was there",
        text -> DeliveryQuery.serviceId(text)
            .flatMap(id -> Optional.ofNullable(parts.book().active().numbers().get(id))));
    var type = filter.one("type", "a type of event", Optional::of);
    var event = filter.one(
        "event", "the id of an event that is kept", id -> DeliveryQuery.eventKey(id, parts));
    var since = filter.one("since", time, text -> DeliveryQuery.millis(text, latest));
    var until = filter.one("until", time, text -> DeliveryQuery.millis(text, latest));
    form.check();
    return new Selection(
        service.orElse(null),
        results,
        type.orElse(null),
        event.orElse(null),
        since.orElse(null),
        until.orElse(null),
        List.of());
  }

  private Selection picked(Form filter) {
    PAST.stream()
        .filter(name -> !name.equals("deliveries") && filter.has(name))
        .forEach(name -> filter.problem(
            name, "Name single deliveries or describe them, not both. Leave one of them out."));
    var picked = filter.all(
        "deliveries",
        MOST_PICKED,
        "the id of a delivery that has ended and is kept",
        id -> DeliveryQuery.key(id, parts).filter(this::kept));
    if (picked.isEmpty()) {
      filter.problem("deliveries", "Expected at least one delivery.");
    }
    filter.check();
    return Selection.of(picked);
  }

  private boolean kept(long key) {
    return !parts.past().kept(List.of(key)).isEmpty();
  }
}
