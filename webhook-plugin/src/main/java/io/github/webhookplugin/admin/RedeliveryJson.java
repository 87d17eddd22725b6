package io.github.webhookplugin.admin;

import io.github.webhookplugin.outbox.Redelivery;
import io.github.webhookplugin.outbox.RedeliveryJob;
import io.github.webhookplugin.outbox.RedeliveryJob.Progress;
import io.github.webhookplugin.outbox.Selection;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Redeliveries of many as JSON. For one request. */
final class RedeliveryJson {
  private final DeliveryJson deliveries;
  private final ServiceNames services;

  RedeliveryJson(DeliveryJson deliveries, ServiceNames services) {
    this.deliveries = deliveries;
    this.services = services;
  }

  Map<String, @Nullable Object> of(RedeliveryJob job) {
    Redelivery request = job.request();
    Progress progress = job.progress();
    var shown = JsonObjects.object(
        "id", deliveries.id(job.job()),
        "state", state(progress),
        "createdAt", Instant.ofEpochMilli(job.at()),
        "by", job.who(),
        "request",
            JsonObjects.object(
                "filter", filter(request.selection()),
                "body", body(request.body()),
                "id", request.sameId() ? "same" : "new",
                "rate", request.rate()));
    shown.putAll(matching(progress.matching()));
    shown.put("queued", progress.queued());
    shown.put(
        "notPossible",
        JsonObjects.object("serviceGone", progress.gone(), "contentGone", progress.lost()));
    shown.put("endedAt", progress.ended() == 0 ? null : Instant.ofEpochMilli(progress.ended()));
    shown.put("cancelledBy", progress.endedBy().isEmpty() ? null : progress.endedBy());
    shown.put("receiver", receiver(request.sameId()));
    return shown;
  }

  /** How many there are, and whether there are more that were not counted. */
  static Map<String, @Nullable Object> matching(long counted) {
    boolean more = counted > RedeliveryRoutes.MOST_COUNTED;
    return JsonObjects.object(
        "matching", more ? RedeliveryRoutes.MOST_COUNTED : counted, "more", more);
  }

  /** What a receiver makes of the id. */
  static String receiver(boolean sameId) {
    return sameId
        ? "The receiver sees the id that it saw before. One that remembers ids acts only if it has"
            + " not acted on it; any other acts again."
        : "The receiver sees a new id and acts on it, even if it has acted on this notification"
            + " before.";
  }

  private static String state(Progress progress) {
    if (progress.ended() == 0) {
      return "running";
    }
    return progress.endedBy().isEmpty() ? "done" : "cancelled";
  }

  private static @Nullable String body(Redelivery.Body body) {
    return switch (body) {
      case FITTING -> null;
      case SAME -> "same";
      case CURRENT -> "current";
    };
  }

  private Map<String, @Nullable Object> filter(Selection selection) {
    if (!selection.picked().isEmpty()) {
      return JsonObjects.object(
          "deliveries", selection.picked().stream().map(deliveries::id).toList());
    }
    return JsonObjects.object(
        "service", selection.service() == null ? null : services.of(selection.service()),
        "states",
            SelectionReader.RESULTS.entrySet().stream()
                .filter(word -> selection.results().contains(word.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList(),
        "type", selection.type(),
        "event", selection.event() == null ? null : deliveries.id(selection.event()),
        "since", time(selection.since()),
        "until", time(selection.upto()));
  }

  private static @Nullable Instant time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
