package io.github.webhookplugin.outbox;

import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.util.List;

/**
 * What the end of a delivery leads to, stored with that end or not at all.
 *
 * @param deliveries more deliveries of events that are stored already
 * @param events new events that tell of the end
 */
public record Follows(List<Follow> deliveries, List<NewEvent> events) {
  public static final Follows NONE = new Follows(List.of(), List.of());

  public Follows {
    deliveries = List.copyOf(deliveries);
    events = List.copyOf(events);
  }

  /** One more delivery of an event, named by its key. */
  public record Follow(long event, NewDelivery delivery) {}

  public boolean any() {
    return !deliveries.isEmpty() || !events.isEmpty();
  }
}
