package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.EventLog;
import io.github.webhookplugin.outbox.LogFilter;
import io.github.webhookplugin.outbox.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which deliveries somebody asks for.
 *
 * @param filter null if nothing can match: no such service or event, or one delivery is meant
 * @param one the delivery whose id was searched for; null: none
 * @param span where the page begins; null if it is the first one
 */
record DeliveryQuery(
    @Nullable LogFilter filter,
    @Nullable DeliveryRow one,
    @Nullable Span span,
    int limit,
    int bars) {
  private static final List<String> FILTER =
      List.of("service", "state", "type", "event", "since", "until", "q");
  private static final List<String> PAGE =
      Stream.concat(FILTER.stream(), Stream.of("limit", "cursor", "newer")).toList();
  private static final List<String> COUNTS =
      Stream.concat(FILTER.stream(), Stream.of("bars")).toList();
  private static final int MOST = 200;
  private static final int USUAL = 50;
  private static final int MOST_BARS = 200;
  private static final int USUAL_BARS = 48;
  private static final int NONE = -1;
  private static final int LONGEST_TEXT = 200;
  private static final Map<String, State> STATES =
      Arrays.stream(State.values()).collect(Collectors.toMap(DeliveryJson::word, state -> state));

  static final String TOO_OLD =
      "No event with this id is among the newest %,d; older ones are known by the plugin's ids only. See v1/events."
          .formatted(EventLog.MOST_NAMED);

  /** A page. */
  static DeliveryQuery of(AdminRequest request, JsonApi.Parts parts) {
    return read(new Query(request, PAGE), parts);
  }

  /** All of them, to count. */
  static DeliveryQuery counting(AdminRequest request, JsonApi.Parts parts) {
    return read(new Query(request, COUNTS), parts);
  }

  private static DeliveryQuery read(Query query, JsonApi.Parts parts) {
    var service = query.one("service", "the id of a service", DeliveryQuery::serviceId);
    var states = query.all(
        "state",
        "delivered, failed, skipped, waiting or sending",
        word -> Optional.ofNullable(STATES.get(word)));
    var type = query.one("type", "a type of event", Optional::of);
    var event = query.one("event", "the id of an event", Optional::of);
    String time = "a time such as 2026-11-21T08:15:30Z";
    var since = query.one("since", time, text -> millis(text, latest(parts)));
    var until = query.one("until", time, text -> millis(text, latest(parts)));
    var text = query.one(
        "q",
        "at most " + LONGEST_TEXT + " characters",
        q -> Optional.of(q.strip()).filter(stripped -> stripped.length() <= LONGEST_TEXT));
    int limit = query.number("limit", 1, MOST, USUAL);
    int bars = query.number("bars", 1, MOST_BARS, USUAL_BARS);
    var older = query.one("cursor", "the nextCursor of an earlier answer", id -> key(id, parts));
    var newer = query.one("newer", "the newerCursor of an earlier answer", id -> key(id, parts));
    query.refuseBoth("cursor", "newer");
    query.check();

    var span = older.map(Span::olderThan).or(() -> newer.map(Span::newerThan)).orElse(null);
    var number = service.map(id -> parts.book().active().numbers().getOrDefault(id, NONE));
    var named = text.flatMap(id -> key(id, parts));
    var one = named.flatMap(parts.deliveries()::find).orElse(null);
    var eventKey = event.map(id -> eventKey(id, parts).orElse((long) NONE)).or(() -> named);
    if (one != null
        || number.filter(n -> n == NONE).isPresent()
        || eventKey.filter(k -> k == NONE).isPresent()) {
      return new DeliveryQuery(null, one, span, limit, bars);
    }
    var filter = new LogFilter(
        number.orElse(null),
        Set.copyOf(states),
        type.orElse(null),
        eventKey.orElse(null),
        since.orElse(null),
        until.orElse(null),
        text.filter(some -> !some.isEmpty() && named.isEmpty()).orElse(null));
    return new DeliveryQuery(filter, null, span, limit, bars);
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
    return key(id, parts).or(() -> {
      var named = parts.deliveries().events().named(id, Long.MAX_VALUE, EventLog.MOST_NAMED);
      if (!named.whole()) {
        throw Problem.of(404, TOO_OLD);
      }
      return named.event();
    });
  }
}
