package io.github.webhookplugin.pages;

import io.github.webhookplugin.settings.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything that is known of one delivery, as the drawer shows it. For one request. */
final class DeliveryDrawer {
  private final Page page;
  private final Map<String, Object> delivery;
  private final DeliveryLine line;

  DeliveryDrawer(Page page, Map<String, Object> delivery) {
    this.page = page;
    this.delivery = delivery;
    this.line = new DeliveryLine(page, delivery);
  }

  Map<String, @Nullable Object> model() {
    Texts texts = page.texts();
    Map<?, ?> event = line.event();
    var model = new HashMap<String, @Nullable Object>();
    model.put("id", delivery.get("id"));
    model.put("title", line.title());
    model.put("result", line.result().badge(texts));
    model.put("cause", line.cause());
    model.put("next", next());
    model.put("origin", origin());
    model.put("service", line.service());
    model.put("serviceId", delivery.get("service") instanceof Map<?, ?> s ? s.get("id") : null);
    model.put("eventId", event.get("id"));
    model.put("eventKey", DeliveryFilter.encoded(String.valueOf(event.get("pluginId"))));
    model.put("type", event.get("type"));
    model.put(
        "created", Page.moment(delivery.get("createdAt")).map(Figures::moment).orElse(""));
    model.put("webhookId", delivery.get("webhookId"));
    model.put("sentence", delivery.get("sentence"));
    model.put("egress", TrialResult.egress(page, delivery));
    model.put("recipients", recipients());
    List<Map<String, @Nullable Object>> tries = tries();
    model.put("tries", tries);
    model.put("noTries", tries.isEmpty());
    model.put("sent", sent());
    model.put("content", content(event));
    model.put("ended", line.result().hasEnded());
    model.put("test", line.isTest());
    model.put("waiting", line.result() == DeliveryResult.WAITING);
    return model;
  }

  private @Nullable String next() {
    return Page.moment(delivery.get("nextTryAt"))
        .map(at -> Duration.between(page.now(), at))
        .map(wait -> wait.isNegative()
            ? page.texts().say("delivery.soon")
            : page.texts().say("delivery.next", page.figures().duration(wait)))
        .orElse(null);
  }

  /** The delivery that this one comes from. */
  private @Nullable Map<String, @Nullable Object> origin() {
    for (String field : List.of("redeliveryOf", "fallbackOf", "followUpOf")) {
      if (delivery.get(field) instanceof String id) {
        var origin = new HashMap<String, @Nullable Object>();
        origin.put("from", id);
        origin.put("what", page.texts().say("delivery." + field));
        return origin;
      }
    }
    return null;
  }

  /** The newest first. */
  private List<Map<String, @Nullable Object>> tries() {
    var tries = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> attempt : ApiReply.maps(delivery.get("attempts"))) {
      tries.add(0, attempt(attempt));
    }
    if (!tries.isEmpty()) {
      tries.get(0).put("newest", true);
    }
    return tries;
  }

  private Map<String, @Nullable Object> attempt(Map<?, ?> attempt) {
    boolean taken = line.result() == DeliveryResult.DELIVERED
        && Objects.equals(attempt.get("number"), delivery.get("tries"));
    String answer = String.valueOf(attempt.get("answer"));
    var model = new HashMap<String, @Nullable Object>();
    model.put("number", page.texts().say("delivery.try", String.valueOf(attempt.get("number"))));
    model.put("look", taken ? "ok" : "bad");
    model.put("newest", false);
    model.put(
        "status",
        attempt.get("status") instanceof Number status ? StatusLine.of(status.intValue()) : null);
    model.put("elapsed", page.figures().millis(DeliveryLine.number(attempt.get("elapsedMillis"))));
    model.put("at", Page.moment(attempt.get("startedAt")).map(Figures::moment).orElse(""));
    model.put("sentence", attempt.get("sentence"));
    model.put("answer", answer.isBlank() ? null : Coloured.indented(answer));
    return model;
  }

  /** The request as far as it is known: its body as it was sent, its address and headers as the service has them today. */
  private @Nullable Map<String, @Nullable Object> sent() {
    if (!(delivery.get("requestBody") instanceof String body)) {
      return null;
    }
    var sent = new HashMap<String, @Nullable Object>();
    sent.put("body", Coloured.asIs(body));
    sent.put("line", null);
    sent.put("headers", List.of());
    sent.put("curl", null);
    if (delivery.get("service") instanceof Map<?, ?> named && named.get("id") != null) {
      ApiReply service = page.api().ask("GET", "services/" + named.get("id"), null);
      if (service.ok()) {
        putRequest(service.body(), body, sent);
      }
    }
    return sent;
  }

  private static void putRequest(
      Map<String, Object> service, String body, Map<String, @Nullable Object> sent) {
    var headers = new ArrayList<Map<String, String>>();
    for (Map<?, ?> header : ApiReply.maps(service.get("headers"))) {
      boolean secret = Boolean.TRUE.equals(header.get("secret"));
      headers.add(Map.of(
          "header",
          String.valueOf(header.get("name")),
          "value",
          secret ? "<secret>" : String.valueOf(header.get("value"))));
    }
    sent.put("line", service.get("method") + " " + service.get("url"));
    sent.put("headers", headers);
    var request = new HashMap<String, @Nullable Object>(service);
    request.put("headers", headers);
    request.put("body", body);
    sent.put("curl", CurlCommand.of(request));
  }

  private @Nullable String content(Map<?, ?> event) {
    return event.get("content") instanceof Map<?, ?> content
        ? Coloured.indented(Json.text(named(content)))
        : null;
  }

  private static Map<String, @Nullable Object> named(Map<?, ?> map) {
    var named = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> named.put(String.valueOf(key), value));
    return named;
  }

  private @Nullable String recipients() {
    return delivery.get("recipient") instanceof Map<?, ?> who
        ? String.valueOf(who.get("name"))
        : null;
  }
}
