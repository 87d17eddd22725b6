package io.github.webhookplugin.publishing;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.LoopRules;
import io.github.webhookplugin.outbox.NewEvent.Hold;
import io.github.webhookplugin.outbox.NewEvent.NewDelivery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points out services that get very many events of one type about one entity. Shared between threads. */
public final class BurstWatch {
  private static final List<String> IDENTITIES = List.of("id", "fullyQualifiedName", "name");

  private final Bursts bursts = new Bursts();
  private final Listener listener;

  BurstWatch(Listener listener) {
    this.listener = listener;
  }

  /** Hears of a burst, on the thread that publishes. */
  public interface Listener {
    /** A service, by its number, and a sentence for people. */
    void burst(int service, String sentence);
  }

  /** Counts an event for the services that get it; one about nothing in particular is not counted. */
  void count(NotificationEvent event, List<NewDelivery> deliveries, long now, LoopRules rules) {
    Object identity = rules.burst() == 0 ? null : identity(event.entity());
    if (identity == null) {
      return;
    }
    long subject =
        event.type().hashCode() * 0x9e3779b97f4a7c15L + identity.toString().hashCode();
    for (NewDelivery delivery : deliveries) {
      if (delivery.hold() != Hold.SKIPPED
          && bursts.exceeded(delivery.service(), subject, now, rules)) {
        listener.burst(
            delivery.service(),
            "It gets more than %,d events of type %s about one and the same thing within %,d seconds. Does what it"
                    .formatted(rules.burst(), event.type(), rules.burstWindow().toSeconds())
                + " notifies cause new events? Then pass its webhook-hops header on as their origin.");
      }
    }
  }

  private static @Nullable Object identity(Map<String, Object> entity) {
    if (entity.isEmpty()) {
      return null;
    }
    for (String name : IDENTITIES) {
      Object value = entity.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
