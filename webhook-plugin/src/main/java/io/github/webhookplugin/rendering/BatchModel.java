package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.WebhookService;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a body over several events sees: {@code events}, each with its own variables, and what belongs to the request.
 * An event's variables are not found outside of {@code events}: what one event lacks must not be taken from another.
 * Immutable, shared between threads.
 */
public final class BatchModel implements Scope {
  private final List<EventScope> events;
  private final DeliveryModel request;

  private BatchModel(List<EventScope> events, DeliveryModel request) {
    this.events = events;
    this.request = request;
  }

  /**
   * The events of one request.
   *
   * @param events at least one
   * @param deliveryId the id that is sent
   * @param sign the signature as templates see it; empty if the service has none
   */
  public static BatchModel of(
      List<EventModel> events,
      WebhookService service,
      String deliveryId,
      Instant sentAt,
      String sign) {
    var format = service.delivery().timeFormat();
    return new BatchModel(
        events.stream().map(event -> new EventScope(event, format)).toList(),
        events.get(0).forDelivery(service, deliveryId, sentAt, sign));
  }

  @Override
  public @Nullable Object lookup(String name) {
    return switch (name) {
      case "events" -> events;
      case "eventCount" -> events.size();
      case "sign", "sentAt", "deliveryId", "service" -> request.lookup(name);
      default -> null;
    };
  }

  @Override
  public String toString() {
    return "BatchModel[" + events.size() + " events, " + request + "]";
  }
}
