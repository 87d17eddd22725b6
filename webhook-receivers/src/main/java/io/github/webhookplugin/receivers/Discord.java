package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/**
 * A Discord webhook: id and token in the address are the secret; with {@code wait=true} it answers 200 and the message,
 * else 204. Five requests in two seconds, told by {@code X-RateLimit} headers and {@code retry_after}.
 *
 * <p>Source: discord.com/developers/docs, "Webhook: execute webhook", "Rate limits"; checked 2026-11-26. Confidence
 * medium: the numbers of the bucket [judged].
 */
public final class Discord extends Simulator {
  private static final String HOOKS = "/api/webhooks/";
  private static final String PATH = HOOKS + "1234567890/simulated-token_0123456789";
  private static final int MOST_CONTENT = 2_000;
  private static final int MOST_EMBEDS = 10;
  private static final int MOST_DESCRIPTION = 4_096;
  private static final Map<String, Answer> ERRORS = Map.of(
      "10015", failed(404, "10015", "Unknown Webhook"),
      "50027", failed(401, "50027", "Invalid Webhook Token"),
      "50006", failed(400, "50006", "Cannot send an empty message"),
      "50035", failed(400, "50035", "Invalid Form Body"),
      "50109", failed(400, "50109", "The request body contains invalid JSON."),
      "rate limited",
          Answer.refused(
                  "rate limited",
                  429,
                  "{\"message\":\"You are being rate limited.\",\"retry_after\":1.529,\"global\":false}")
              .with("X-RateLimit-Remaining", "0"));

  private final Quota quota = quota(5, Duration.ofSeconds(2));
  private int number;

  public Discord() {
    super("discord");
  }

  @Override
  public String path() {
    return PATH + "?wait=true";
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.path().equals(PATH)) {
      return error(request.path().startsWith(HOOKS + "1234567890/") ? "50027" : "10015");
    }
    if (!quota.take(now())) {
      return error("rate limited");
    }
    return content(request).with("X-RateLimit-Remaining", String.valueOf(quota.left()));
  }

  private Answer content(Request request) {
    JsonNode message = request.json();
    if (!message.isObject()) {
      return error("50109");
    }
    String content = message.path("content").asText("");
    JsonNode embeds = message.path("embeds");
    if (content.isEmpty() && embeds.isEmpty()) {
      return error("50006");
    }
    if (codePoints(content) > MOST_CONTENT || embeds.size() > MOST_EMBEDS || hasLong(embeds)) {
      return error("50035");
    }
    return request.parameter("wait").equals("true")
        ? Answer.taken(200, "{\"id\":\"" + ++number + "\",\"channel_id\":\"1\",\"type\":0}")
        : Answer.taken(204, "");
  }

  private static boolean hasLong(JsonNode embeds) {
    for (JsonNode embed : embeds) {
      if (codePoints(embed.path("description").asText("")) > MOST_DESCRIPTION) {
        return true;
      }
    }
    return false;
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Answer failed(int status, String code, String message) {
    return Answer.refused(
        code + " " + message, status, "{\"message\":\"" + message + "\",\"code\":" + code + "}");
  }
}
