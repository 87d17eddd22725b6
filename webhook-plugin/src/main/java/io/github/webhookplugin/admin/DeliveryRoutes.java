package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.settings.SettingsBook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code deliveries}: what became of events. */
final class DeliveryRoutes {
  private final JsonApi.Parts parts;
  private final SettingsBook book;
  private final DeliveryLog log;
  private final DeliveryJson json;

  DeliveryRoutes(JsonApi.Parts parts, DeliveryJson json) {
    this.parts = parts;
    this.book = parts.book();
    this.log = parts.deliveries();
    this.json = json;
  }

  void mount(Router router) {
    router
        .on("GET", "api/v1/deliveries", this::list)
        .on("GET", "api/v1/deliveries/counts", this::count)
        .on("GET", "api/v1/deliveries/{id}", this::show);
  }

  private AdminResponse list(Call call) {
    var page = DeliveryPage.of(DeliveryQuery.of(call.request(), parts), log);
    return Answers.json(
        200,
        JsonObjects.object(
            "deliveries", json.lines(page.rows(), new ServiceNames(book, log)),
            "nextCursor", id(page.older()),
            "newerCursor", id(page.newer()),
            "searched", page.searched() == 0 ? null : page.searched(),
            "complete", page.searched() == 0));
  }

  private @Nullable String id(@Nullable Long key) {
    return key == null ? null : json.id(key);
  }

  private AdminResponse count(Call call) {
    var query = DeliveryQuery.counting(call.request(), parts);
    return Answers.json(200, new DeliveryCounts(log.counts(), parts.clock().millis()).of(query));
  }

  private AdminResponse show(Call call) {
    DeliveryRow row = named(call);
    var whole = json.whole(row, new ServiceNames(book, log));
    whole.put("requestBody", body(row));
    whole.put("egressAddresses", EgressHint.of(row.sentence(), book.settings().global()));
    return Answers.json(200, whole);
  }

  /** Without its service nobody knows what in it is secret. */
  private @Nullable String body(DeliveryRow row) {
    var active = book.active();
    return active.settings().services().stream()
        .filter(service -> active.number(service.id()) == row.service())
        .findFirst()
        .flatMap(service -> parts.engine().redeliverer().shownBody(row.delivery(), service))
        .orElse(null);
  }

  private DeliveryRow named(Call call) {
    return named(call, parts);
  }

  /** The delivery whose id stands in the path. */
  static DeliveryRow named(Call call, JsonApi.Parts parts) {
    var key = parts.outbox().ids().key(call.place("id"));
    return (key.isPresent()
            ? parts.deliveries().find(key.getAsLong())
            : Optional.<DeliveryRow>empty())
        .orElseThrow(DeliveryRoutes::gone);
  }

  static Problem gone() {
    return Problem.of(
        404, "This delivery or its event is not kept, or never was. See v1/deliveries.");
  }
}
