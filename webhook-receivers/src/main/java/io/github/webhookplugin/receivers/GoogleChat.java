package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/**
 * A Google Chat space's webhook: {@code key} and {@code token} in the address are the secret, one message a second for
 * the whole space.
 *
 * <p>Source: developers.google.com/workspace/chat, "Build a Google Chat app as a webhook" and "Usage limits"; checked
 * 2026-11-26. Confidence medium: the size differs between sources.
 */
public final class GoogleChat extends Simulator {
  private static final String PATH = "/v1/spaces/AAAAsimulator/messages";
  private static final String KEY = "AIzaSimulated";
  private static final String TOKEN = "simulated-token_0123";
  private static final int MOST_BYTES = 32_000;
  private static final Map<String, Answer> ERRORS = Map.of(
      "INVALID_ARGUMENT", failed(400, "INVALID_ARGUMENT", "Invalid JSON payload received."),
      "UNAUTHENTICATED", failed(401, "UNAUTHENTICATED", "Request had invalid credentials."),
      "PERMISSION_DENIED", failed(403, "PERMISSION_DENIED", "The caller does not have permission"),
      "NOT_FOUND", failed(404, "NOT_FOUND", "Space not found"),
      "RESOURCE_EXHAUSTED",
          failed(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
      "INTERNAL", failed(500, "INTERNAL", "Internal error encountered."));

  private final Quota quota = quota(1, Duration.ofSeconds(1));
  private int number;

  public GoogleChat() {
    super("google-chat");
  }

  @Override
  public String path() {
    return PATH + "?key=" + KEY + "&token=" + TOKEN;
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.path().equals(PATH)) {
      return error("NOT_FOUND");
    }
    if (!Hmac.same(KEY, request.parameter("key"))
        || !Hmac.same(TOKEN, request.parameter("token"))) {
      return error("UNAUTHENTICATED");
    }
    if (!quota.take(now())) {
      return error("RESOURCE_EXHAUSTED");
    }
    JsonNode message = request.json();
    boolean empty =
        message.path("text").asText("").isEmpty() && message.path("cardsV2").isEmpty();
    if (empty || request.size() > MOST_BYTES) {
      return error("INVALID_ARGUMENT");
    }
    return Answer.taken(
        200, "{\"name\":\"spaces/AAAAsimulator/messages/" + ++number + "\",\"text\":\"\"}");
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Answer failed(int status, String word, String message) {
    return Answer.refused(
        word,
        status,
        "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"status\":\"" + word
            + "\"}}");
  }
}
