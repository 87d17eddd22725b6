package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A receiver of OpenMetadata events, in one of the two dialects that there are: as the server sends them (Base64, the
 * entity as a text of JSON) or as its schema pages describe them (hex, the entity as an object). Each refuses the other.
 *
 * <p>Source: OpenMetadata schema pages "Webhook" and "Webhook subscription action" (the seed documents); {@code
 * SubscriptionUtil} and {@code CommonUtil.calculateHMAC} of the open-metadata/OpenMetadata repository; checked
 * 2026-11-26. Confidence high for the pages, medium for the server's body. A wrong signature is answered with 401
 * [judged].
 */
public final class OpenMetadata extends Simulator {
  private static final List<String> DOCUMENTED =
      List.of("eventId", "eventType", "timestamp", "entity");
  private static final List<String> SENT =
      List.of("id", "eventType", "entityType", "userName", "timestamp", "entity");
  private static final Map<String, Answer> ERRORS = Map.of(
      "signature", Answer.refused("wrong signature", 401, "{\"error\":\"invalid signature\"}"),
      "body", Answer.refused("not a change event", 400, "{\"error\":\"not a change event\"}"));

  private final String secret;
  private final boolean documented;
  private final Set<String> seen = new HashSet<>();

  private OpenMetadata(String name, String secret, boolean documented) {
    super(name);
    this.secret = secret;
    this.documented = documented;
  }

  /** Verifies as the schema pages show it. */
  public static OpenMetadata asDocumented(String secret) {
    return new OpenMetadata("openmetadata-docs", secret, true);
  }

  /** Verifies what the server sends. */
  public static OpenMetadata asSent(String secret) {
    return new OpenMetadata("openmetadata", secret, false);
  }

  @Override
  public String path() {
    return "/webhook";
  }

  @Override
  protected boolean takes(String method) {
    return method.equals("POST") || method.equals("PUT");
  }

  @Override
  protected Answer answer(Request request) {
    if (!isSigned(request)) {
      return error("signature");
    }
    JsonNode body = request.json();
    JsonNode events = body.path("data").isArray() ? body.path("data") : body;
    boolean repeated = true;
    for (JsonNode event : events.isArray() ? events : List.of(body)) {
      if (!isEvent(event)) {
        return error("body");
      }
      repeated &= !seen.add(event.path(documented ? "eventId" : "id").asText());
    }
    return repeated ? Answer.refused("a repeated event: dropped", 200, "") : Answer.taken(200, "");
  }

  private boolean isSigned(Request request) {
    var found = List.of(
        request.header("x-om-signature"),
        documented ? request.header("x-openmetadata-signature") : "");
    if (secret.isEmpty()) {
      return found.stream().allMatch(String::isEmpty);
    }
    byte[] mac = Hmac.sha256(secret, request.body());
    String expected = "sha256=" + (documented ? Hmac.hex(mac) : Hmac.base64(mac));
    var present = found.stream().filter(one -> !one.isEmpty()).toList();
    return !present.isEmpty() && present.stream().allMatch(one -> Hmac.same(expected, one));
  }

  private boolean isEvent(JsonNode event) {
    JsonNode entity = event.path("entity");
    return (documented ? DOCUMENTED : SENT).stream().allMatch(event::has)
        && event.path("timestamp").isIntegralNumber()
        && (documented ? !entity.isTextual() : entity.isNull() || isJson(entity));
  }

  private static boolean isJson(JsonNode entity) {
    try {
      return entity.isTextual() && new ObjectMapper().readTree(entity.asText()).isObject();
    } catch (IOException notJson) {
      return false;
    }
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
