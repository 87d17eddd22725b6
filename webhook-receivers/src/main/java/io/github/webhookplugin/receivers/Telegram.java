package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A Telegram bot's {@code sendMessage}: the token in the path is the secret; one message a second in a chat, twenty a
 * minute in a group.
 *
 * <p>Source: core.telegram.org/bots/api and /bots/faq; checked 2026-11-26. Confidence high.
 */
public final class Telegram extends Simulator {
  private static final String TOKEN = "123456789:AAsimulated-token_0123456789abcdef";
  private static final String CHAT = "-1001234567890";
  private static final int MOST_CHARACTERS = 4_096;
  private static final Map<String, Answer> ERRORS = new HashMap<>();

  static {
    put(400, "chat not found", "message is too long", "message text is empty");
    put(400, "can't parse entities");
    put(403, "bot was blocked by the user", "bot was kicked from the supergroup chat");
    ERRORS.put("Unauthorized", failed(401, "Unauthorized", ""));
    ERRORS.put("Not Found", failed(404, "Not Found", ""));
    ERRORS.put(
        "migrated",
        failed(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            ",\"parameters\":{\"migrate_to_chat_id\":-1009876543210}"));
    ERRORS.put(
        "Too Many Requests",
        failed(429, "Too Many Requests: retry after 5", ",\"parameters\":{\"retry_after\":5}"));
  }

  private final Quota ofSecond = quota(1, Duration.ofSeconds(1));
  private final Quota ofMinute = quota(20, Duration.ofMinutes(1));
  private int number;

  public Telegram() {
    super("telegram");
  }

  @Override
  public String path() {
    return "/bot" + TOKEN + "/sendMessage";
  }

  /** The chat that the bot is in. */
  public String chat() {
    return CHAT;
  }

  /** The bot's token. */
  public String token() {
    return TOKEN;
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.path().endsWith("/sendMessage")) {
      return error("Not Found");
    }
    if (!request.path().equals(path())) {
      return error("Unauthorized");
    }
    JsonNode message = request.json();
    if (!message.path("chat_id").asText("").equals(CHAT)) {
      return error("chat not found");
    }
    if (!ofSecond.take(now()) || !ofMinute.take(now())) {
      return error("Too Many Requests");
    }
    String text = message.path("text").asText("");
    if (text.isBlank()) {
      return error("message text is empty");
    }
    return text.length() > MOST_CHARACTERS
        ? error("message is too long")
        : Answer.taken(200, "{\"ok\":true,\"result\":{\"message_id\":" + ++number + "}}");
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static void put(int status, String... texts) {
    String kind = status == 403 ? "Forbidden: " : "Bad Request: ";
    for (String text : texts) {
      ERRORS.put(text, failed(status, kind + text, ""));
    }
  }

  private static Answer failed(int status, String description, String more) {
    return Answer.refused(
        description,
        status,
        "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"" + description + "\"" + more
            + "}");
  }
}
