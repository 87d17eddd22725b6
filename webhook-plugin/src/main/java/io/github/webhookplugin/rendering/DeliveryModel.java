package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.ApiNames;
import io.github.webhookplugin.model.Audience;
import io.github.webhookplugin.model.TimeFormat;
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
  /** Texts, or the marks of a body. */
  private final Object sign;

  private final Object signTimestamp;
  private final String fallbackOf;

  DeliveryModel(
      EventModel event, WebhookService service, String deliveryId, Instant sentAt, String sign) {
    this(event, service, deliveryId, sentAt, sign, "", "");
  }

  private DeliveryModel(
      EventModel event,
      WebhookService service,
      String deliveryId,
      Instant sentAt,
      Object sign,
      Object signTimestamp,
      String fallbackOf) {
    this.signTimestamp = signTimestamp;
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
        : new DeliveryModel(event, service, deliveryId, sentAt, sign, signTimestamp, first);
  }

  /** The same, for a body whose {@code {{sign}}} and {@code {{signTimestamp}}} are filled in at every attempt. */
  public DeliveryModel marked() {
    return signed(SignMark.SIGN, SignMark.TIMESTAMP);
  }

  /** The same, for headers and addresses of an attempt that is signed. */
  public DeliveryModel signed(String newSign, String timestamp) {
    return signed((Object) newSign, timestamp);
  }

  private DeliveryModel signed(Object newSign, Object timestamp) {
    return new DeliveryModel(event, service, deliveryId, sentAt, newSign, timestamp, fallbackOf);
  }

  Audience audience() {
    return service.audience();
  }

  TimeFormat timeFormat() {
    return service.delivery().timeFormat();
  }

  @Override
  public @Nullable Object lookup(String name) {
    return switch (name) {
      case "sign" -> sign;
      case "signTimestamp" -> signTimestamp;
      case "time" -> formatted(event.time());
      case "sentAt" -> formatted(sentAt);
      case "timeMillis" -> event.time().toEpochMilli();
      case "timeSeconds" -> event.time().getEpochSecond();
      case "deliveryId" -> deliveryId;
      case "fallbackOf" -> fallbackOf;
      case "service" -> serviceVariables();
      case "recipients", "targetUsers", "receivers" ->
        Listed.lookup(name, event, service.audience());
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
    variables.put("apiName", ApiNames.of(service));
    variables.put("description", service.label().description());
    variables.put("extension", service.profile().extension());
    return variables;
  }

  @Override
  public String toString() {
    return "DeliveryModel[" + deliveryId + "]";
  }
}
