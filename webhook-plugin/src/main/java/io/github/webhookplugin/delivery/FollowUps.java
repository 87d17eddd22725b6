package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.FailureRules.Downstream;
import io.github.webhookplugin.model.FallbackChain;
import io.github.webhookplugin.model.Hops;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.model.SkipReason;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.Lineage;
import io.github.webhookplugin.outbox.Lineage.Cause;
import io.github.webhookplugin.outbox.NewEvent;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement.Ended;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events that tell one service how another one's deliveries ended (seed row W-98). No such event is made of
 * the delivery of such an event, however it came about, so that two services never talk to each other for ever.
 */
record FollowUps(Keys keys, PublicIds ids) {
  /** What the types of these events begin with. */
  static final String PREFIX = "webhook.delivery.";

  /** Empty if nobody wants to hear of this end. */
  Optional<NewEvent> of(
      WebhookService service,
      Work.Part part,
      Ended end,
      ActiveSettings active,
      Map<Integer, String> stopped) {
    Downstream downstream = service.failures().downstream();
    boolean delivered = end.result() == Result.DELIVERED;
    if (downstream == null || !(delivered ? downstream.delivered() : downstream.failed())) {
      return Optional.empty();
    }
    int depth = part.queued().lineage().depth() + 1;
    WebhookService listener = active.settings().service(downstream.service()).orElse(null);
    if (listener == null
        || depth > FallbackChain.MAX_DEPTH + 1
        || part.queued().lineage().cause() == Cause.FOLLOW_UP
        || part.model().type().startsWith(PREFIX)) {
      return Optional.empty();
    }
    long key = keys.block(2);
    int number = active.number(listener.id());
    Hops hops = Hops.of(part.model().origin());
    String loop = hops.whyNot(listener, active.settings().global().loops());
    String whyNot = loop.isEmpty()
        ? SkipReason.of(active.settings().global(), listener, stopped.get(number))
        : loop;
    var delivery = new NewDelivery(
        key + 1,
        number,
        whyNot.isEmpty() ? Hold.FREE : Hold.SKIPPED,
        whyNot,
        0,
        listener.shaping().ordered(),
        new Lineage(Cause.FOLLOW_UP, part.queued().delivery(), depth, 0));
    NotificationEvent event = event(service, part, end, delivered ? "delivered" : "failed");
    Instant at = Instant.ofEpochMilli(end.at());
    byte[] body = EventModel.of(event, ids.of(key).toString(), at).toJson();
    return Optional.of(new NewEvent(key, null, event.type(), end.at(), body, List.of(delivery)));
  }

  private NotificationEvent event(
      WebhookService service, Work.Part part, Ended end, String outcome) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("service", service.name());
    data.put("serviceId", service.id().toString());
    data.put("deliveryId", ids.of(part.queued().delivery()).toString());
    data.put("eventId", part.model().eventId());
    data.put("eventType", part.model().type());
    data.put("outcome", outcome);
    data.put("status", end.last() == null ? null : end.last().status());
    data.put("sentence", end.sentence());
    data.put("tries", end.tries());
    return NotificationEvent.of(PREFIX + outcome)
        .title("“" + service.name() + "”: " + part.model().type() + " " + outcome)
        .message(end.sentence())
        .data(data)
        .origin(Hops.of(part.model().origin()).header(service.id()))
        .build();
  }
}
