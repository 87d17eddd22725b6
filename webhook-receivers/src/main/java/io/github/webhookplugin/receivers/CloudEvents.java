package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of CloudEvents over HTTP, binary, structured and batched, with the OPTIONS handshake of the webhook
 * specification.
 *
 * <p>Source: CloudEvents 1.0.2 HTTP protocol binding, JSON format, and "HTTP 1.1 Web Hooks for Event Delivery"; checked
 * 2026-11-26. Confidence high.
 */
public final class CloudEvents extends Simulator {
  private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
  private static final Map<String, Answer> ERRORS = Map.of(
      "unauthorized", Answer.refused("no bearer token", 401, ""),
      "gone", Answer.refused("gone", 410, ""),
      "unsupported", Answer.refused("not a known content type", 415, ""),
      "throttled", Answer.refused("throttled", 429, "").with("Retry-After", "120"));

  private final String token;
  private final Set<String> seen = new HashSet<>();

  /** @param token the bearer token; empty: none is asked for */
  public CloudEvents(String token) {
    super("cloudevents");
    this.token = token;
  }

  @Override
  public String path() {
    return "/events";
  }

  @Override
  protected boolean takes(String method) {
    return method.equals("POST") || method.equals("OPTIONS");
  }

  /** The attributes of the first event of a request, decoded, whatever the mode. */
  public static Map<String, String> attributes(Received event) {
    var request = event.request();
    if (isBinary(request)) {
      return ofHeaders(request);
    }
    var attributes = new HashMap<String, String>();
    JsonNode json = request.json();
    JsonNode first = json.isArray() ? json.path(0) : json;
    first
        .properties()
        .forEach(one -> attributes.put(one.getKey(), one.getValue().asText()));
    return attributes;
  }

  @Override
  protected Answer answer(Request request) {
    boolean allowed = token.isEmpty()
        || Hmac.same("Bearer " + token, request.header("authorization"))
        || Hmac.same(token, request.parameter("access_token"));
    if (request.method().equals("OPTIONS")) {
      return Answer.refused("handshake", 200, "")
          .with("WebHook-Allowed-Origin", request.header("webhook-request-origin"))
          .with("WebHook-Allowed-Rate", "120");
    }
    if (!allowed) {
      return error("unauthorized");
    }
    if (isBinary(request)) {
      return binary(request);
    }
    if (request.isOfType("application/cloudevents+json")) {
      return events(List.of(request.json()));
    }
    JsonNode batch = request.json();
    return request.isOfType("application/cloudevents-batch+json") && batch.isArray()
        ? events(batch)
        : error("unsupported");
  }

  private Answer binary(Request request) {
    var attributes = ofHeaders(request);
    String wrong = wrong(attributes);
    if (wrong == null && attributes.values().stream().anyMatch(CloudEvents::isUnencoded)) {
      wrong = "a header's value is not percent-encoded";
    }
    return wrong != null ? refused(wrong) : fresh(key(attributes));
  }

  private Answer events(Iterable<JsonNode> events) {
    boolean any = false;
    for (JsonNode event : events) {
      var attributes = new HashMap<String, String>();
      event
          .properties()
          .forEach(one -> attributes.put(one.getKey(), one.getValue().asText()));
      String wrong = wrong(attributes);
      if (wrong != null) {
        return refused(wrong);
      }
      any |= seen.add(key(attributes));
    }
    return any ? Answer.taken(204, "") : repeated();
  }

  private Answer fresh(String key) {
    return seen.add(key) ? Answer.taken(204, "") : repeated();
  }

  private static Answer repeated() {
    return Answer.refused("a repeated event: dropped", 204, "");
  }

  private static Answer refused(String wrong) {
    return Answer.refused(wrong, 400, "{\"error\":\"" + wrong + "\"}");
  }

  private static @Nullable String wrong(Map<String, String> attributes) {
    for (String name : REQUIRED) {
      if (attributes.getOrDefault(name, "").isEmpty()) {
        return "the attribute " + name + " is missing";
      }
    }
    if (!"1.0".equals(attributes.get("specversion"))) {
      return "specversion is not 1.0";
    }
    String time = attributes.getOrDefault("time", "2026-01-01T00:00:00Z");
    return time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)")
        ? null
        : "time is not as RFC 3339 has it";
  }

  private static boolean isBinary(Request request) {
    return !request.header("ce-specversion").isEmpty();
  }

  /** HttpServer reads header bytes as ISO 8859-1, so that what is not ASCII shows. */
  private static boolean isUnencoded(String decoded) {
    return decoded.contains("\ufffd");
  }

  private static Map<String, String> ofHeaders(Request request) {
    var attributes = new HashMap<String, String>();
    request.headers().forEach((name, value) -> {
      if (name.startsWith("ce-")) {
        boolean plain = value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"');
        // a plus is a plus there
        attributes.put(
            name.substring(3),
            plain
                ? URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
                : "\ufffd");
      }
    });
    return attributes;
  }

  private static String key(Map<String, String> attributes) {
    return attributes.get("source") + " " + attributes.get("id");
  }

  @Override
  protected void reset() {
    seen.clear();
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }
}
