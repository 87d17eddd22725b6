package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A Slack incoming webhook: the address is the secret, answers are plain text, one message a second.
 *
 * <p>Source: docs.slack.dev, "Sending messages using incoming webhooks" and "Rate limits"; checked 2026-11-26.
 * Confidence high; limits of blocks [judged].
 */
public final class Slack extends Simulator {
  private static final String PATH = "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";
  private static final int MOST_TEXT = 40_000;
  private static final int MOST_BLOCKS = 50;
  private static final int MOST_BLOCK_TEXT = 3_000;
  private static final Map<String, Answer> ERRORS = new HashMap<>();

  static {
    put(400, "invalid_payload", "no_text", "user_not_found", "invalid_blocks");
    put(400, "posting_to_general_channel_denied", "msg_too_long");
    put(403, "action_prohibited", "invalid_token");
    put(404, "channel_not_found", "no_service", "no_active_hooks", "no_team");
    put(410, "channel_is_archived");
    put(500, "rollup_error");
    ERRORS.put(
        "rate_limited",
        Answer.refused("more than one a second", 429, "rate_limited").with("Retry-After", "1"));
  }

  private final Quota quota = quota(1, Duration.ofSeconds(1));

  public Slack() {
    super("slack");
  }

  @Override
  public String path() {
    return PATH;
  }

  /** The text as people see it: with the three characters that Slack wants escaped back in place. */
  public static String shown(Received message) {
    return message
        .request()
        .json()
        .path("text")
        .asText()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.path().equals(PATH)) {
      return error("no_service");
    }
    if (!quota.take(now())) {
      return error("rate_limited");
    }
    JsonNode message = request.json();
    if (!message.isObject()) {
      return error("invalid_payload");
    }
    String text = message.path("text").asText("");
    JsonNode blocks = message.path("blocks");
    if (text.isEmpty() && blocks.isEmpty() && message.path("attachments").isEmpty()) {
      return error("no_text");
    }
    if (text.length() > MOST_TEXT) {
      return error("msg_too_long");
    }
    return blocks.size() > MOST_BLOCKS || hasLongText(blocks)
        ? error("invalid_blocks")
        : Answer.taken(200, "ok");
  }

  private static boolean hasLongText(JsonNode blocks) {
    for (JsonNode block : blocks) {
      if (block.at("/text/text").asText("").length() > MOST_BLOCK_TEXT) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static void put(int status, String... words) {
    for (String word : words) {
      ERRORS.put(word, Answer.refused(word, status, word));
    }
  }
}
