package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.EventType;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.outbox.EventLog.StoredEvent;
import io.github.webhookplugin.publishing.FilterCheck;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events that an edited service is tried with: the newest ones that it wants, and one sample of each type that the
 * host knows and it wants. Looks for a bounded time. Shared between threads.
 */
final class ImpactEvents {
  private static final int REAL = 20;
  /** Of the newest events so many are looked at, whether the service wants them or not. */
  private static final int LOOKED_AT = 1_000;

  private static final int AT_ONCE = 100;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final JsonApi.Parts parts;
  private final Examples examples;

  ImpactEvents(JsonApi.Parts parts, Examples examples) {
    this.parts = parts;
    this.examples = examples;
  }

  /** Takes an event, with what is to be said of it. */
  interface Taking {
    void take(Map<String, @Nullable Object> line, EventModel event);
  }

  /** Hands over one after the other; false if the time was over before all were. */
  boolean each(EventFilter filter, Taking taking) {
    long end = System.nanoTime() + LONGEST.toNanos();
    int taken = real(filter, taking, end);
    for (EventType type : parts.eventTypes()) {
      if (taken < 0 || isOver(end)) {
        return false;
      }
      EventModel sample = examples.model(type.example());
      if (FilterCheck.lets(filter, sample)) {
        taking.take(line("sample", null, sample, null), sample);
        taken++;
      }
    }
    if (taken == 0) {
      EventModel usual = examples.model(examples.usual());
      taking.take(line("sample", null, usual, null), usual);
    }
    return taken >= 0;
  }

  /** How many there were; -1 if the time was over. */
  private int real(EventFilter filter, Taking taking, long end) {
    int taken = 0;
    int looked = 0;
    long below = Long.MAX_VALUE;
    while (looked < LOOKED_AT) {
      List<StoredEvent> page = parts.deliveries().events().page(below, AT_ONCE);
      for (StoredEvent event : page) {
        if (isOver(end)) {
          return -1;
        }
        taken += take(event, filter, taking);
        if (taken == REAL) {
          return taken;
        }
        below = event.event();
      }
      looked += page.size();
      if (page.size() < AT_ONCE) {
        break;
      }
    }
    return taken;
  }

  private int take(StoredEvent event, EventFilter filter, Taking taking) {
    var content = parts.deliveries().event(event.event()).map(EventModel::fromJson);
    if (content.filter(model -> FilterCheck.lets(filter, model)).isEmpty()) {
      return 0;
    }
    String id = parts.outbox().ids().eventId(event.id(), event.event());
    taking.take(line("event", id, content.get(), Instant.ofEpochMilli(event.at())), content.get());
    return 1;
  }

  private static boolean isOver(long end) {
    return System.nanoTime() - end > 0;
  }

  private static Map<String, @Nullable Object> line(
      String source, @Nullable String id, EventModel event, @Nullable Instant at) {
    return JsonObjects.object(
        "source", source, "id", id, "type", event.type(), "title", event.title(), "time", at);
  }
}
