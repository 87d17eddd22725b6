package io.github.webhookplugin.rendering;

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
   * @param request the first of them, as a template sees it alone
   */
  public static BatchModel of(List<EventModel> events, DeliveryModel request) {
    return new BatchModel(
        events.stream()
            .map(event -> new EventScope(event, request.timeFormat(), request.audience()))
            .toList(),
        request);
  }

  @Override
  public @Nullable Object lookup(String name) {
    return switch (name) {
      case "events" -> events;
      case "eventCount" -> events.size();
      case "sign", "signTimestamp", "sentAt", "deliveryId", "service" -> request.lookup(name);
      default -> null;
    };
  }

  @Override
  public String toString() {
    return "BatchModel[" + events.size() + " events, " + request + "]";
  }
}
