package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.settings.SettingsBook;
import java.util.List;
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
        .on("GET", "api/v1/deliveries/{id}", this::show);
  }

  private AdminResponse list(Call call) {
    var query = DeliveryQuery.of(call.request(), parts);
    var filter = query.filter();
    List<DeliveryRow> found =
        filter == null ? List.of() : log.page(filter, query.below(), query.limit() + 1);
    boolean more = found.size() > query.limit();
    var page = more ? found.subList(0, query.limit()) : found;
    var services = new ServiceNames(book, log);
    return Answers.json(
        200,
        JsonObjects.object(
            "deliveries",
            page.stream().map(row -> json.line(row, services)).toList(),
            "nextCursor",
            more ? json.id(page.get(page.size() - 1).delivery()) : null));
  }

  private AdminResponse show(Call call) {
    DeliveryRow row = named(call);
    var whole = json.whole(row, new ServiceNames(book, log));
    whole.put("requestBody", body(row));
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
