package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.EventType;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Events that never happened, for tests and previews. Shared between threads. */
final class Examples {
  private static final String TYPE = "task.finished";

  private final List<EventType> eventTypes;
  private final Outbox outbox;
  private final Clock clock;

  Examples(JsonApi.Parts parts) {
    this.eventTypes = parts.eventTypes();
    this.outbox = parts.outbox();
    this.clock = parts.clock();
  }

  /** The host's own example of a type, else one with every variable filled. */
  NotificationEvent of(String type) {
    return eventTypes.stream()
        .filter(known -> known.type().equals(type))
        .findFirst()
        .map(EventType::example)
        .orElseGet(() -> sample(type));
  }

  NotificationEvent usual() {
    return sample(TYPE);
  }

  EventModel model(NotificationEvent event) {
    String id =
        event.id().orElseGet(() -> outbox.ids().of(outbox.keys().block(1)).toString());
    return EventModel.of(event, id, event.time().orElseGet(clock::instant));
  }

  /** Its message has what breaks a careless receiver: a quote and a line break. */
  private static NotificationEvent sample(String type) {
    return NotificationEvent.of(type)
        .title("Test of this webhook")
        .subTitle("Nightly import")
        .message("1,204 rows arrived, 3 said \"later\".\nThe next run is at 03:00.")
        .logo("https://host.example/logo.png")
        .image("https://host.example/chart.png")
        .origin("webhook-test")
        .actor(new Person("u-17", "Ann"))
        .recipients(List.of(new Person("u-18", "Ben")))
        .entity(Map.of("id", 7, "name", "Warehouse"))
        .changes(Map.of("fieldsAdded", List.of(Map.of("name", "rows", "newValue", 1204))))
        .data(Map.of("rows", 1204))
        .build();
  }
}
