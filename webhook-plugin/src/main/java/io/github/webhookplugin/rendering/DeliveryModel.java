package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.WebhookService;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the templates of one service see at one attempt of one delivery. Immutable, shared between threads. */
public final class DeliveryModel implements Scope {
  private final EventModel event;
  private final WebhookService service;
  private final String deliveryId;
  private final Instant sentAt;
  private final String sign;
  private final String fallbackOf;

  DeliveryModel(
      EventModel event, WebhookService service, String deliveryId, Instant sentAt, String sign) {
    this(event, service, deliveryId, sentAt, sign, "");
  }

  private DeliveryModel(
      EventModel event,
      WebhookService service,
      String deliveryId,
      Instant sentAt,
      String sign,
      String fallbackOf) {
    this.fallbackOf = fallbackOf;
    this.event = event;
    this.service = service;
    this.deliveryId = deliveryId;
    this.sentAt = sentAt;
    this.sign = sign;
  }

  /** The same, for an event that another service did not take; empty: none. */
  public DeliveryModel fallbackOf(String first) {
    return first.isEmpty()
        ? this
        : new DeliveryModel(event, service, deliveryId, sentAt, sign, first);
  }

  @Override
  public @Nullable Object lookup(String name) {
    return switch (name) {
      case "sign" -> sign;
      case "time" -> formatted(event.time());
      case "sentAt" -> formatted(sentAt);
      case "timeMillis" -> event.time().toEpochMilli();
      case "timeSeconds" -> event.time().getEpochSecond();
      case "deliveryId" -> deliveryId;
      case "fallbackOf" -> fallbackOf;
      case "service" -> serviceVariables();
      default -> event.value(name);
    };
  }

  private Object formatted(Instant instant) {
    return EventScope.formatted(instant, service.delivery().timeFormat());
  }

  private Map<String, Object> serviceVariables() {
    var variables = new LinkedHashMap<String, Object>();
    variables.put("id", service.id().toString());
    variables.put("name", service.name());
    variables.put("description", service.label().description());
    variables.put("extension", service.profile().extension());
    return variables;
  }

  @Override
  public String toString() {
    return "DeliveryModel[" + deliveryId + "]";
  }
}
