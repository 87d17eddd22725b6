package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DingTalk group robot: status 200 always, the truth is {@code errcode}. Protected by keywords, by a signature in the
 * query, or both; 20 messages a minute, then nothing for ten minutes.
 *
 * <p>Source: open.dingtalk.com, "Custom robot access", "Security settings", "Error codes"; checked 2026-11-26.
 * Confidence high; codes 40035, 300001, 400101, 460101 and the order of the checks [judged].
 */
public final class DingTalkRobot extends Simulator {
  private static final String PATH = "/robot/send";
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final int MOST_BYTES = 20_000;
  private static final Duration TOLERANCE = Duration.ofHours(1);
  private static final Duration BLOCK = Duration.ofMinutes(10);
  private static final Map<String, Answer> ERRORS = Map.ofEntries(
      failed(
          "keywords not in content", 310000, "keywords not in content, more: [https://ding-doc]"),
      failed("sign not match", 310000, "sign not match, more: [https://ding-doc]"),
      failed("invalid timestamp", 310000, "invalid timestamp, more: [https://ding-doc]"),
      failed(
          "not in whitelist", 310000, "ip 203.0.113.7 not in whitelist, more: [https://ding-doc]"),
      failed("130101", 130101, "send too fast, exceed 20 times per minute"),
      failed("300001", 300001, "invalid parameter"),
      failed("40035", 40035, "invalid parameter: msgtype"),
      failed("400101", 400101, "token is not exist"),
      failed("460101", 460101, "message too long, exceeds 20000 bytes"),
      failed("-1", -1, "system busy"));

  private final String secret;
  private final List<String> keywords;
  private final Quota quota = quota(20, Duration.ofMinutes(1));
  private Instant blockedUntil = Instant.MIN;

  /** Without signature and keywords. */
  public DingTalkRobot() {
    this("");
  }

  /**
   * @param secret begins with {@code SEC}; empty: unsigned requests are taken
   * @param keywords one of them must be in the message, unless there are none
   */
  public DingTalkRobot(String secret, String... keywords) {
    super("dingtalk-robot");
    this.secret = secret;
    this.keywords = List.of(keywords);
  }

  @Override
  public String path() {
    return PATH + "?access_token=" + TOKEN;
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.path().equals(PATH) || !Hmac.same(TOKEN, request.parameter("access_token"))) {
      return error("400101");
    }
    if (isTooFast()) {
      return error("130101");
    }
    JsonNode message = request.json();
    if (!message.isObject()) {
      return error("300001");
    }
    if (request.size() > MOST_BYTES) {
      return error("460101");
    }
    Answer unsigned = signature(request);
    return unsigned == null ? content(message) : unsigned;
  }

  private boolean isTooFast() {
    if (now().isBefore(blockedUntil)) {
      return true;
    }
    if (quota.take(now())) {
      return false;
    }
    blockedUntil = now().plus(BLOCK);
    return true;
  }

  private @Nullable Answer signature(Request request) {
    if (secret.isEmpty()) {
      return null;
    }
    String stamp = request.parameter("timestamp");
    if (!Stamp.millisWithin(stamp, now(), TOLERANCE)) {
      return error("invalid timestamp");
    }
    String sign = Hmac.base64(Hmac.sha256(secret, Hmac.bytes(stamp + "\n" + secret)));
    return Hmac.same(sign, request.parameter("sign")) ? null : error("sign not match");
  }

  private Answer content(JsonNode message) {
    String type = message.path("msgtype").asText("");
    JsonNode content = message.path(type);
    boolean known = switch (type) {
      case "text" -> !content.path("content").asText("").isBlank();
      case "markdown" -> content.has("title") && content.has("text");
      case "link" -> content.has("title") && content.has("text") && content.has("messageUrl");
      case "actionCard" -> content.has("title") && content.has("text");
      case "feedCard" -> content.path("links").isArray();
      default -> false;
    };
    if (!known) {
      return error("40035");
    }
    String said = content.toString();
    return keywords.isEmpty() || keywords.stream().anyMatch(said::contains)
        ? Answer.taken(200, "{\"errcode\":0,\"errmsg\":\"ok\"}")
        : error("keywords not in content");
  }

  @Override
  protected void reset() {
    blockedUntil = Instant.MIN;
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Map.Entry<String, Answer> failed(String key, int code, String message) {
    return Map.entry(
        key, Answer.refused(key, 200, "{\"errcode\":" + code + ",\"errmsg\":\"" + message + "\"}"));
  }
}
