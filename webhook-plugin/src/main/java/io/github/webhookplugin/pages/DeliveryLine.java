package io.github.webhookplugin.pages;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A delivery as the API tells of it, as a row of the log. For one request. */
final class DeliveryLine {
  private final Page page;
  private final Map<?, ?> delivery;
  private final DeliveryResult result;

  DeliveryLine(Page page, Map<?, ?> delivery) {
    this.page = page;
    this.delivery = delivery;
    this.result = DeliveryResult.of(delivery.get("state"));
  }

  DeliveryResult result() {
    return result;
  }

  /** What the event says it is; its type if that is not kept any more. */
  String title() {
    Map<?, ?> event = event();
    return event.get("title") instanceof String title && !title.isBlank()
        ? title
        : String.valueOf(event.get("type"));
  }

  Map<?, ?> event() {
    return delivery.get("event") instanceof Map<?, ?> event ? event : Map.of();
  }

  String service() {
    return delivery.get("service") instanceof Map<?, ?> service && service.get("name") != null
        ? String.valueOf(service.get("name"))
        : page.texts().say("deliveries.goneService");
  }

  /** {@code 503 Service Unavailable}, or why there was no answer. */
  String answer() {
    return delivery.get("status") instanceof Number status
        ? StatusLine.of(status.intValue())
        : String.valueOf(delivery.get("sentence") == null ? "" : delivery.get("sentence"));
  }

  /** When it ended, is tried again, or was made. */
  Map<String, @Nullable Object> time() {
    Object at = delivery.get("endedAt");
    if (at == null) {
      at = delivery.get("createdAt");
    }
    var time = new HashMap<String, @Nullable Object>();
    var moment = Page.moment(at).orElse(page.now());
    time.put("iso", moment.toString());
    time.put("moment", Figures.moment(moment));
    time.put("ago", page.figures().ago(moment));
    return time;
  }

  /** Redelivery, fallback and the like; null for what an event led to. */
  @Nullable
  String cause() {
    String cause = String.valueOf(delivery.get("cause"));
    return cause.equals("event") ? null : page.texts().say("delivery.cause." + cause);
  }

  /** Whether somebody sent it to see what comes of it. */
  boolean isTest() {
    return "test".equals(delivery.get("cause"));
  }

  /** A whole number of the API; 0 if there is none. */
  static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  Map<String, @Nullable Object> row() {
    Texts texts = page.texts();
    int tries = delivery.get("tries") instanceof Number number ? number.intValue() : 0;
    var row = new HashMap<String, @Nullable Object>();
    row.put("id", delivery.get("id"));
    row.put("title", title());
    row.put("type", event().get("type"));
    row.put("cause", cause());
    row.put(
        "recipient", delivery.get("recipient") instanceof Map<?, ?> who ? who.get("name") : null);
    row.put("result", result.badge(texts));
    row.put("service", service());
    row.put("answer", answer());
    row.put("look", delivery.get("status") == null ? "" : result.badge(texts).get("cls"));
    row.put(
        "elapsed",
        delivery.get("elapsedMillis") instanceof Number millis
            ? page.figures().millis(millis.longValue())
            : null);
    row.put("tries", tries > 1 ? texts.say("deliveries.tries", tries) : null);
    row.put("time", time());
    row.put("test", isTest());
    row.put("ended", result.hasEnded());
    row.put("waiting", result == DeliveryResult.WAITING);
    row.put("redeliverOf", texts.say("deliveries.redeliverOf", title()));
    row.put("retryOf", texts.say("deliveries.retryOf", title()));
    row.put("selectOf", texts.say("deliveries.selectOf", title()));
    return row;
  }
}
