package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.LogFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which deliveries somebody asks for.
 *
 * @param filter null if nothing can match: no such service or event
 * @param below the page begins below this key
 */
record DeliveryQuery(@Nullable LogFilter filter, long below, int limit) {
  private static final List<String> KNOWN =
      List.of("service", "state", "type", "event", "since", "limit", "cursor");
  private static final int MOST = 200;
  private static final int USUAL = 50;
  private static final int NONE = -1;
  private static final Map<String, State> STATES =
      Arrays.stream(State.values()).collect(Collectors.toMap(DeliveryJson::word, state -> state));

  static DeliveryQuery of(AdminRequest request, JsonApi.Parts parts) {
    var query = new Query(request, KNOWN);
    var service = query.one("service", "the id of a service", DeliveryQuery::serviceId);
    var states = query.all(
        "state",
        "delivered, failed, skipped, waiting or sending",
        word -> Optional.ofNullable(STATES.get(word)));
    var type = query.one("type", "a type of event", Optional::of);
    var event = query.one("event", "the id of an event", Optional::of);
    var since = query.one(
        "since", "a time such as 2026-11-21T08:15:30Z", text -> millis(text, latest(parts)));
    int limit = query.number("limit", 1, MOST, USUAL);
    long below = query
        .one("cursor", "the nextCursor of an earlier answer", text -> key(text, parts))
        .orElse(Long.MAX_VALUE);
    query.check();

    var number = service.map(id -> parts.book().active().numbers().getOrDefault(id, NONE));
    var eventKey = event.map(id -> eventKey(id, parts).orElse((long) NONE));
    if (number.filter(n -> n == NONE).isPresent()
        || eventKey.filter(k -> k == NONE).isPresent()) {
      return new DeliveryQuery(null, below, limit);
    }
    // No delivery is older than its event
    var from = since.or(() -> eventKey.map(Keys::millis));
    var filter = new LogFilter(
        number.orElse(null),
        Set.copyOf(states),
        type.orElse(null),
        eventKey.orElse(null),
        from.orElse(null));
    return new DeliveryQuery(filter, below, limit);
  }

  static Optional<ServiceId> serviceId(String text) {
    try {
      return Optional.of(ServiceId.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static long latest(JsonApi.Parts parts) {
    return parts.clock().millis() + Duration.ofDays(1).toMillis();
  }

  /** A moment within what keys can say; later ones are as good as the latest. */
  static Optional<Long> millis(String text, long latest) {
    try {
      return Optional.of(Math.min(Instant.parse(text).toEpochMilli(), latest));
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  static Optional<Long> key(String id, JsonApi.Parts parts) {
    var key = parts.outbox().ids().key(id);
    return key.isPresent() ? Optional.of(key.getAsLong()) : Optional.empty();
  }

  /** Events are known by the host's own ids, or by ours. */
  static Optional<Long> eventKey(String id, JsonApi.Parts parts) {
    DeliveryLog log = parts.deliveries();
    return key(id, parts).or(() -> log.eventByHostId(id, 0));
  }
}
