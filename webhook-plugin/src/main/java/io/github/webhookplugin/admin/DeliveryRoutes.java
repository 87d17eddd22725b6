package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.settings.SettingsBook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code deliveries}: what became of events, and sending them again. */
final class DeliveryRoutes {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JsonApi.Parts parts;
  private final SettingsBook book;
  private final Outbox outbox;
  private final Engine engine;
  private final DeliveryLog log;
  private final DeliveryJson json;

  DeliveryRoutes(JsonApi.Parts parts, DeliveryJson json) {
    this.parts = parts;
    this.book = parts.book();
    this.outbox = parts.outbox();
    this.engine = parts.engine();
    this.log = parts.deliveries();
    this.json = json;
  }

  void mount(Router router) {
    router
        .on("GET", "api/v1/deliveries", this::list)
        .on("GET", "api/v1/deliveries/{id}", this::show)
        .on("POST", "api/v1/deliveries/{id}/redeliver", this::redeliver);
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
    return Answers.json(200, json.whole(named(call), new ServiceNames(book, log)));
  }

  private AdminResponse redeliver(Call call) {
    Body.checkTypeIfAny(call.request());
    DeliveryRow row = named(call);
    refuseUnfinished(row);
    boolean enabled = ServiceNames.enabled(book, row.service())
        .orElseThrow(() -> Problem.of(
            409,
            "The service of this delivery was removed or cannot be read, so there is nowhere to"
                + " send it. Nothing was done."));
    long again = outbox.keys().block(1);
    if (!Waiting.on(engine.redeliver(row.delivery(), again), PATIENCE)) {
      throw gone();
    }
    var answer = JsonObjects.object("id", json.id(again));
    if (!enabled) {
      answer.put("sentence", "It waits: sending is switched off. Switch it on to send it.");
    }
    return Answers.json(202, answer).with("Location", "../" + json.id(again));
  }

  private DeliveryRow named(Call call) {
    var key = outbox.ids().key(call.place("id"));
    return (key.isPresent() ? log.find(key.getAsLong()) : Optional.<DeliveryRow>empty())
        .orElseThrow(DeliveryRoutes::gone);
  }

  private static void refuseUnfinished(DeliveryRow row) {
    if (row.state() == State.WAITING) {
      throw Problem.of(
          409,
          "This delivery has not ended: it waits for its next try, which comes by itself. Send it"
              + " again once it has ended.");
    }
    if (row.state() == State.SENDING) {
      throw Problem.of(
          409, "This delivery is being sent at this moment. Send it again once it has ended.");
    }
  }

  private static Problem gone() {
    return Problem.of(
        404, "This delivery or its event is not kept, or never was. See v1/deliveries.");
  }
}
