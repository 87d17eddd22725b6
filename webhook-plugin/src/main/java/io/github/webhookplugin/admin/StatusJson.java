package io.github.webhookplugin.admin;

import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.delivery.Slowed;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.model.ServiceHealth.Failure;
import io.github.webhookplugin.model.ServiceHealth.Stop;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.LogFilter;
import io.github.webhookplugin.settings.SettingsInForce;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a service is doing, as JSON (seed rows W-18, W-27 to W-30). */
final class StatusJson {
  private static final Set<DeliveryRow.State> ENDED =
      Set.of(DeliveryRow.State.DELIVERED, DeliveryRow.State.FAILED, DeliveryRow.State.SKIPPED);

  private final Engine engine;
  private final DeliveryLog log;
  private final Clock clock;
  private final DeliveryJson deliveries;
  private final SettingsInForce inForce;

  StatusJson(JsonApi.Parts parts, DeliveryJson deliveries) {
    this.engine = parts.engine();
    this.inForce = parts.inForce();
    this.log = parts.deliveries();
    this.clock = parts.clock();
    this.deliveries = deliveries;
  }

  /** Of one service. */
  Map<String, @Nullable Object> of(WebhookService service, ActiveSettings active) {
    var ended = new LogFilter(active.number(service.id()), ENDED, null, null, null);
    var last = log.page(ended, Long.MAX_VALUE, 1);
    return of(service, active, last.isEmpty() ? null : last.get(0));
  }

  /** Of one of many; {@code last} is its last delivery that ended. */
  Map<String, @Nullable Object> of(
      WebhookService service, ActiveSettings active, @Nullable DeliveryRow last) {
    int number = active.number(service.id());
    boolean on = active.settings().global().enabled() && service.on();
    ServiceHealth health = engine.health(number);
    return JsonObjects.object(
        "enabled", on,
        "state", health.state().shown(on).word(),
        "failuresInRow", health.failures(),
        "failingSince",
            health.failingSince() == 0 ? null : Instant.ofEpochMilli(health.failingSince()),
        "failureDetails", failureDetails(number, health),
        "stopped", stopped(health.stop()),
        "missingSecret",
            inForce.missing(service.id()).<@Nullable String>map(why -> why).orElse(null),
        "incomplete", incomplete(service),
        "circuit", engine.circuitOpen(number) ? "open" : "closed",
        "pausedUntil",
            engine.pausedUntil(number).<@Nullable Object>map(until -> until).orElse(null),
        "slowed", engine.slowed(number).map(StatusJson::slowed).orElse(null),
        "unverifiedUntil",
            service.tlsUnder(active.settings().global()).at(clock.instant()).unverifiedUntil(),
        "lastDelivery", last == null ? null : deliveries.brief(last));
  }

  /** Why it reaches nobody as it is, in a sentence; null: it is complete (seed row S-13). */
  private @Nullable String incomplete(WebhookService service) {
    return service.hasAddress() || engine.people().any()
        ? null
        : "It has no address of its own, and this host has no directory of people. Enter an address.";
  }

  private @Nullable Map<String, @Nullable Object> failureDetails(
      int service, ServiceHealth health) {
    Failure failure = health.lastFailure();
    if (failure == null) {
      return null;
    }
    var details = JsonObjects.object("lastFailedAt", Instant.ofEpochMilli(failure.at()));
    if (failure.status() != null) {
      details.put("lastFailedStatusCode", failure.status());
    }
    details.put("lastFailedReason", failure.reason());
    if (health.failures() > 0) {
      log.nextRetry(service, clock.millis())
          .ifPresent(due -> details.put("nextAttempt", Instant.ofEpochMilli(due)));
    }
    return details;
  }

  private static Map<String, @Nullable Object> slowed(Slowed slowed) {
    return JsonObjects.object(
        "since", slowed.since(),
        "perMinute", slowed.perMinute(),
        "percent", slowed.percent(),
        "sentence", slowed.sentence());
  }

  private static @Nullable Map<String, @Nullable Object> stopped(@Nullable Stop stop) {
    return stop == null
        ? null
        : JsonObjects.object("at", Instant.ofEpochMilli(stop.at()), "reason", stop.reason());
  }
}
