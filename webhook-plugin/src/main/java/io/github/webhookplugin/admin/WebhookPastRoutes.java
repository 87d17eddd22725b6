package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.LogFilter;
import io.github.webhookplugin.outbox.PastAttempt;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of OpenMetadata's webhooks: tests, delivery logs, versions (seed rows W-56, W-96e to W-97c). */
final class WebhookPastRoutes {
  private static final int MOST = 200;
  private static final int USUAL = 50;
  private static final int USUAL_VERSIONS = 10;
  private static final String SUCCESS = "Success";
  private static final String RETRY = "Retry";
  private static final String FAILED = "Failed";

  private final JsonApi.Parts parts;
  private final WebhookJson json;
  private final DeliveryJson deliveries;
  private final TrialRoutes trials;

  WebhookPastRoutes(
      JsonApi.Parts parts, WebhookJson json, DeliveryJson deliveries, TrialRoutes trials) {
    this.parts = parts;
    this.json = json;
    this.deliveries = deliveries;
    this.trials = trials;
  }

  void mount(Router router) {
    router
        .on(
            "POST",
            WebhookRoutes.ONE + "/test",
            AdminPermission.TEST,
            call -> trials.testNow(WebhookRoutes.named(call, parts.book().settings()), call))
        .on("GET", WebhookRoutes.ONE + "/deliveries", this::log)
        .on("GET", WebhookRoutes.ONE + "/versions", this::versions)
        .on("GET", WebhookRoutes.ONE + "/versions/{version}", this::version);
  }

  /** An entry for each attempt; a page has all attempts of so many deliveries. */
  private AdminResponse log(Call call) {
    var query = new Query(call.request(), List.of("limit", "after", "status", "type", "since"));
    int limit = query.number("limit", 1, MOST, USUAL);
    long below = query
        .one("after", "what an earlier answer said", text -> DeliveryQuery.key(text, parts))
        .orElse(Long.MAX_VALUE);
    var status = query.one(
        "status",
        "Success, Retry or Failed",
        word -> Optional.of(word).filter(List.of(SUCCESS, RETRY, FAILED)::contains));
    var type = query.one("type", "a type of event", Optional::of);
    var since = query.one(
        "since",
        "a time such as 2026-11-21T08:15:30Z",
        text -> DeliveryQuery.millis(text, DeliveryQuery.latest(parts)));
    query.check();
    int number = parts
        .book()
        .active()
        .number(WebhookRoutes.named(call, parts.book().settings()).id());
    var filter = new LogFilter(
        number, states(status.orElse(RETRY)), type.orElse(null), null, since.orElse(null));
    List<DeliveryRow> found = parts.deliveries().page(filter, below, limit + 1);
    boolean more = found.size() > limit;
    var page = more ? found.subList(0, limit) : found;
    var entries = new ArrayList<Map<String, @Nullable Object>>();
    page.forEach(row -> entries.addAll(entries(row)));
    status.ifPresent(word -> entries.removeIf(entry -> !word.equals(entry.get("status"))));
    var paging = JsonObjects.object();
    if (more) {
      paging.put("after", deliveries.id(page.get(page.size() - 1).delivery()));
    }
    return Answers.json(200, JsonObjects.object("data", entries, "paging", paging));
  }

  /** A delivery that failed or succeeded in the end may have been retried before. */
  private static Set<State> states(String status) {
    return switch (status) {
      case SUCCESS -> Set.of(State.DELIVERED);
      case FAILED -> Set.of(State.FAILED);
      default -> Set.of(State.DELIVERED, State.FAILED, State.WAITING, State.SENDING);
    };
  }

  /** Newest first. */
  private List<Map<String, @Nullable Object>> entries(DeliveryRow row) {
    var entries = new ArrayList<Map<String, @Nullable Object>>();
    List<PastAttempt> attempts = deliveries.attempts(row);
    boolean ended = row.state() == State.DELIVERED || row.state() == State.FAILED;
    for (int i = attempts.size() - 1; i >= 0; i--) {
      PastAttempt attempt = attempts.get(i);
      boolean last = i == attempts.size() - 1;
      String status = !last || !ended ? RETRY : row.state() == State.DELIVERED ? SUCCESS : FAILED;
      var entry = JsonObjects.object(
          "deliveryId", deliveries.id(row.delivery()),
          "eventId", row.eventId() == null ? deliveries.id(row.event()) : row.eventId(),
          "eventType", row.type(),
          "attempt", attempt.number(),
          "timestamp", attempt.at(),
          "durationMillis", attempt.elapsed(),
          "status", status,
          "statusCode", attempt.status(),
          "reason", attempt.sentence());
      if (last && row.state() == State.WAITING) {
        entry.put("nextAttempt", row.at());
      }
      entries.add(entry);
    }
    return entries;
  }

  private AdminResponse versions(Call call) {
    var query = new Query(call.request(), List.of("limit", "after"));
    int limit = query.number("limit", 1, MOST, USUAL_VERSIONS);
    int before = query
        .one("after", "a version such as 0.3", WebhookPastRoutes::versionNumber)
        .orElse(Integer.MAX_VALUE);
    query.check();
    ServiceId id = WebhookRoutes.named(call, parts.book().settings()).id();
    int newest = Math.min(before - 1, parts.deliveries().countChanges(id.toString()));
    var versions = new ArrayList<Object>();
    for (int version = newest; version > newest - limit && version > 0; version--) {
      json.past(id, version).ifPresent(versions::add);
    }
    var paging = JsonObjects.object();
    if (newest > limit) {
      paging.put("after", WebhookJson.number(newest - limit + 1).toString());
    }
    return Answers.json(
        200, JsonObjects.object("entityType", "webhook", "versions", versions, "paging", paging));
  }

  private AdminResponse version(Call call) {
    ServiceId id = WebhookRoutes.named(call, parts.book().settings()).id();
    return versionNumber(call.place("version"))
        .flatMap(version -> json.past(id, version))
        .map(entity -> Answers.json(200, entity))
        .orElseThrow(() -> Problem.of(
            404, "There is no such version, or it cannot be read any more. See versions."));
  }

  /** 0.3 is the third, 1.0 the tenth. */
  private static Optional<Integer> versionNumber(String text) {
    return text.matches("[0-9]{1,6}\\.[0-9]")
        ? Optional.of(new BigDecimal(text).movePointRight(1).intValueExact())
        : Optional.empty();
  }
}
