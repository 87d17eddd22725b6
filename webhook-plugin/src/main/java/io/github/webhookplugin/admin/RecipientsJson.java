package io.github.webhookplugin.admin;

import io.github.webhookplugin.rendering.EventModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom an event was meant for, who of them was reached, and why the others were not (seed row D-20). */
final class RecipientsJson {
  private RecipientsJson() {}

  /** Null if no service wanted to know. */
  static @Nullable Map<String, @Nullable Object> of(byte[] event) {
    Map<?, ?> people = EventModel.readable(event).map(EventModel::audience).orElse(Map.of());
    if (!(people.get("list") instanceof List<?> list)) {
      return null;
    }
    long reached = list.stream()
        .filter(one -> one instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("reached")))
        .count();
    return JsonObjects.object(
        "intended", list.size(),
        "reached", reached,
        "omitted", people.get("omitted"),
        "trouble", people.get("trouble"),
        "people", list);
  }
}
