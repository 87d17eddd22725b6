package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The PagerDuty Events API, version 2: the routing key in the body is the secret, headers count for nothing.
 *
 * <p>Source: developer.pagerduty.com, "Events API v2"; checked 2026-11-26. Confidence high.
 */
public final class PagerDuty extends Simulator {
  private static final String PATH = "/v2/enqueue";
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final int MOST_BYTES = 512 * 1024;
  private static final int MOST_SUMMARY = 1_024;
  private static final int MOST_DEDUP_KEY = 255;
  private static final Map<String, Answer> ERRORS = Map.of(
      "invalid routing key", failed("'routing_key' is missing or is not one of a service"),
      "invalid event", failed("JSON parse error"),
      "invalid severity",
          failed("'payload.severity' is invalid (must be one of info, warning, error, critical)"),
      "too long", failed("'payload.summary' or 'dedup_key' is too long"),
      "no payload", failed("'payload.summary' is missing or blank"),
      "too large",
          Answer.refused(
              "too large", 413, "{\"status\":\"invalid event\",\"message\":\"too large\"}"),
      "throttled",
          Answer.refused(
              "throttled",
              429,
              "{\"status\":\"throttle exceeded\",\"message\":\"Requests for this service are arriving too quickly.\"}"));

  public PagerDuty() {
    super("pagerduty");
  }

  @Override
  public String path() {
    return PATH;
  }

  /** The key of its service. */
  public String routingKey() {
    return KEY;
  }

  @Override
  protected Answer answer(Request request) {
    if (request.size() > MOST_BYTES) {
      return error("too large");
    }
    JsonNode event = request.json();
    if (!event.isObject() || !request.path().equals(PATH)) {
      return error("invalid event");
    }
    if (!Hmac.same(KEY, event.path("routing_key").asText(""))) {
      return error("invalid routing key");
    }
    String action = event.path("event_action").asText("");
    String dedup = event.path("dedup_key").asText("");
    if (!List.of("trigger", "acknowledge", "resolve").contains(action)
        || (dedup.isEmpty() && !action.equals("trigger"))) {
      return error("invalid event");
    }
    Answer wrong = action.equals("trigger") ? payload(event.path("payload")) : null;
    if (wrong != null) {
      return wrong;
    }
    return dedup.length() > MOST_DEDUP_KEY
        ? error("too long")
        : Answer.taken(
            202,
            "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\""
                + (dedup.isEmpty() ? "0123456789" : dedup.replace("\"", "")) + "\"}");
  }

  private @Nullable Answer payload(JsonNode payload) {
    String summary = payload.path("summary").asText("");
    if (summary.isBlank() || payload.path("source").asText("").isBlank()) {
      return error("no payload");
    }
    if (summary.length() > MOST_SUMMARY) {
      return error("too long");
    }
    return List.of("info", "warning", "error", "critical")
            .contains(payload.path("severity").asText(""))
        ? null
        : error("invalid severity");
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Answer failed(String error) {
    return Answer.refused(
        error,
        400,
        "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\""
            + error + "\"]}");
  }
}
