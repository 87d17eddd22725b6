package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/**
 * A WeCom (Enterprise WeChat) group robot: the key in the address is the secret, status 200 always, the truth is {@code
 * errcode}; 20 messages a minute; lengths count in UTF-8 bytes.
 *
 * <p>Source: developer.work.weixin.qq.com, "Group robot configuration" (91770) and "Global error codes"; checked
 * 2026-11-26. Confidence high; codes 40008, 40058, 44004 and 45002 [judged].
 */
public final class WeCom extends Simulator {
  private static final String PATH = "/cgi-bin/webhook/send";
  private static final String KEY = "01234567-89ab-cdef-0123-456789abcdef";
  private static final int MOST_TEXT = 2_048;
  private static final int MOST_MARKDOWN = 4_096;
  private static final Map<String, Answer> ERRORS = Map.ofEntries(
      failed("-1", "system busy"),
      failed("40008", "invalid message type"),
      failed("40058", "invalid parameter"),
      failed("44004", "empty content"),
      failed("45002", "content size out of limit"),
      failed("45009", "api freq out of limit"),
      failed("93000", "invalid webhook url, hint: [1]"));

  private final Quota quota = quota(20, Duration.ofMinutes(1));

  public WeCom() {
    super("wecom");
  }

  @Override
  public String path() {
    return PATH + "?key=" + KEY;
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.path().equals(PATH) || !Hmac.same(KEY, request.parameter("key"))) {
      return error("93000");
    }
    if (!quota.take(now())) {
      return error("45009");
    }
    JsonNode message = request.json();
    return switch (message.path("msgtype").asText("")) {
      case "text" -> content(message.at("/text/content").asText(""), MOST_TEXT);
      case "markdown" -> content(message.at("/markdown/content").asText(""), MOST_MARKDOWN);
      case "news", "template_card", "file", "image" -> ok();
      case "" -> error("40058");
      default -> error("40008");
    };
  }

  private Answer content(String content, int most) {
    if (content.isBlank()) {
      return error("44004");
    }
    return Hmac.bytes(content).length > most ? error("45002") : ok();
  }

  private static Answer ok() {
    return Answer.taken(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Map.Entry<String, Answer> failed(String code, String message) {
    return Map.entry(
        code,
        Answer.refused(
            code + " " + message,
            200,
            "{\"errcode\":" + code + ",\"errmsg\":\"" + message + "\"}"));
  }
}
