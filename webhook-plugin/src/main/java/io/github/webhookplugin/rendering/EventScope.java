package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.Audience;
import io.github.webhookplugin.model.TimeFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a body over several events sees of one of them. Immutable, shared between threads. */
record EventScope(EventModel event, TimeFormat timeFormat, Audience audience) implements Scope {
  @Override
  public @Nullable Object lookup(String name) {
    return switch (name) {
      case "time" -> formatted(event.time(), timeFormat);
      case "timeMillis" -> event.time().toEpochMilli();
      case "timeSeconds" -> event.time().getEpochSecond();
      case "recipients", "targetUsers", "receivers" -> Listed.lookup(name, event, audience);
      default -> event.value(name);
    };
  }

  static Object formatted(Instant instant, TimeFormat format) {
    return switch (format) {
      case ISO -> IsoTime.text(instant);
      case EPOCH_SECONDS -> instant.getEpochSecond();
      case EPOCH_MILLIS -> instant.toEpochMilli();
    };
  }
}
