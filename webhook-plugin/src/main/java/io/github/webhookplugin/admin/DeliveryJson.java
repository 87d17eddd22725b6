package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.Lineage;
import io.github.webhookplugin.outbox.Lineage.Cause;
import io.github.webhookplugin.outbox.PastAttempt;
import io.github.webhookplugin.rendering.EventModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines of the delivery log as JSON: never an address or a header that was sent. */
final class DeliveryJson {
  private static final Map<Lineage.Cause, String> CAUSES = Map.of(
      Lineage.Cause.EVENT, "event",
      Lineage.Cause.REDELIVERY, "redelivery",
      Lineage.Cause.FALLBACK, "fallback",
      Lineage.Cause.FOLLOW_UP, "followUp",
      Lineage.Cause.PERSONAL, "personal",
      Lineage.Cause.TEST, "test");

  private final PublicIds ids;
  private final DeliveryLog log;

  DeliveryJson(PublicIds ids, DeliveryLog log) {
    this.ids = ids;
    this.log = log;
  }

  /** What a list of services says of each one's last delivery. */
  Map<String, @Nullable Object> brief(DeliveryRow row) {
    return JsonObjects.object(
        "id", id(row.delivery()),
        "state", word(row.state()),
        "status", row.status(),
        "at", Instant.ofEpochMilli(row.at()),
        "elapsedMillis", elapsed(row),
        "sentence", row.sentence());
  }

  /** Lines with the titles of their events; null where the event is not kept any more. */
  List<Map<String, @Nullable Object>> lines(List<DeliveryRow> rows, ServiceNames services) {
    var events = log.beginnings(rows.stream().map(DeliveryRow::event).toList());
    var lines = new ArrayList<Map<String, @Nullable Object>>();
    for (DeliveryRow row : rows) {
      var line = line(row, services);
      var event = event(row);
      byte[] beginning = events.get(row.event());
      event.put("title", beginning == null ? null : EventModel.titleIn(beginning));
      line.put("event", event);
      lines.add(line);
    }
    return lines;
  }

  Map<String, @Nullable Object> line(DeliveryRow row, ServiceNames services) {
    var line = JsonObjects.object(
        "id", id(row.delivery()),
        "event", event(row),
        "service", services.of(row.service()),
        "state", word(row.state()),
        "tries", row.tries(),
        "createdAt", Instant.ofEpochMilli(Keys.millis(row.delivery())));
    switch (row.state()) {
      case DELIVERED, FAILED, SKIPPED -> line.put("endedAt", Instant.ofEpochMilli(row.at()));
      case WAITING -> line.put("nextTryAt", Instant.ofEpochMilli(row.at()));
      // Its time is that of a lease, which means nothing to people
      case SENDING -> {}
    }
    line.put("elapsedMillis", elapsed(row));
    line.put("status", row.status());
    line.put("sentence", row.sentence());
    line.put("cause", CAUSES.get(row.cause()));
    line.put("recipient", recipient(row.lineage().recipient()));
    line.put("redeliveryOf", origin(row, Cause.REDELIVERY));
    line.put("fallbackOf", origin(row, Cause.FALLBACK));
    line.put("followUpOf", origin(row, Cause.FOLLOW_UP));
    line.put("batch", row.batch() == 0 ? null : id(row.batch()));
    line.put("webhookId", row.state() == State.SKIPPED ? null : id(row.identity()));
    return line;
  }

  /** Whose own webhook it goes to. */
  private static @Nullable Map<String, @Nullable Object> recipient(@Nullable Person person) {
    return person == null ? null : JsonObjects.object("id", person.id(), "name", person.name());
  }

  /** The delivery that made this one, if it did so in that way. */
  private @Nullable String origin(DeliveryRow row, Cause cause) {
    return row.cause() == cause ? id(row.origin()) : null;
  }

  /** A line with all attempts, and with the event's own content; null if that is not kept any more. */
  Map<String, @Nullable Object> whole(DeliveryRow row, ServiceNames services) {
    var event = event(row);
    Optional<byte[]> content = log.event(row.event());
    event.put("title", content.map(EventModel::titleIn).orElse(null));
    event.put("content", content.<@Nullable Object>map(JsonObjects::written).orElse(null));
    var whole = line(row, services);
    whole.put("recipients", content.map(RecipientsJson::of).orElse(null));
    whole.put("event", event);
    whole.put("attempts", attempts(row).stream().map(DeliveryJson::attempt).toList());
    return whole;
  }

  String id(long key) {
    return ids.of(key).toString();
  }

  static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private Map<String, @Nullable Object> event(DeliveryRow row) {
    return JsonObjects.object(
        "id", row.eventId() == null ? id(row.event()) : row.eventId(),
        "pluginId", id(row.event()),
        "type", row.type());
  }

  /** The last attempt of a delivery that has ended is kept in its line, unless it ended without being sent. */
  List<PastAttempt> attempts(DeliveryRow row) {
    var attempts = new ArrayList<>(log.attempts(row.batch() == 0 ? row.delivery() : row.batch()));
    boolean ended = row.state() == State.DELIVERED || row.state() == State.FAILED;
    if (ended && attempts.stream().noneMatch(past -> past.number() >= row.tries())) {
      attempts.add(new PastAttempt(
          row.tries(),
          row.at() - row.elapsed(),
          row.elapsed(),
          row.status(),
          row.sentence(),
          row.excerpt()));
    }
    return attempts;
  }

  private static Map<String, @Nullable Object> attempt(PastAttempt attempt) {
    return JsonObjects.object(
        "number", attempt.number(),
        "startedAt", Instant.ofEpochMilli(attempt.at()),
        "elapsedMillis", attempt.elapsed(),
        "status", attempt.status(),
        "sentence", attempt.sentence(),
        "answer", attempt.excerpt());
  }

  private static @Nullable Long elapsed(DeliveryRow row) {
    return row.tries() == 0 ? null : (Long) row.elapsed();
  }
}
