package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Feishu (Lark) custom bot: timestamp and signature stand in the body, and timestamp and secret are the key of an
 * empty message. Success has two shapes, old and new.
 *
 * <p>Source: open.feishu.cn, "Custom bot usage guide"; checked 2026-11-26. Confidence high; code 19036 [judged].
 */
public final class Feishu extends Simulator {
  private static final String PATH = "/open-apis/bot/v2/hook/01234567-89ab-cdef-0123-456789abcdef";
  private static final int MOST_BYTES = 20 * 1024;
  private static final Duration TOLERANCE = Duration.ofHours(1);
  private static final String NEW_OK =
      "{\"StatusCode\":0,\"StatusMessage\":\"success\",\"code\":0,\"data\":{},\"msg\":\"success\"}";
  private static final String OLD_OK =
      "{\"Extra\":null,\"StatusCode\":0,\"StatusMessage\":\"success\"}";
  private static final Map<String, Answer> ERRORS = Map.ofEntries(
      failed("9499", 400, "Bad Request"),
      failed("11232", 200, "frequency limited psm[lark.oapi.app_platform_runtime]"),
      failed("19001", 200, "param invalid: incoming webhook access token invalid"),
      failed("19021", 200, "sign match fail or timestamp is not within one hour from current time"),
      failed("19022", 200, "Ip Not Allowed"),
      failed("19024", 200, "Key Words Not Found"),
      failed("19036", 400, "request body too large"));

  private final String secret;
  private final List<String> keywords;
  private final Quota ofSecond = quota(5, Duration.ofSeconds(1));
  private final Quota ofMinute = quota(100, Duration.ofMinutes(1));
  private boolean old;

  public Feishu() {
    this("");
  }

  /**
   * @param secret empty: unsigned requests are taken
   * @param keywords one of them must be in the message, unless there are none
   */
  public Feishu(String secret, String... keywords) {
    super("feishu");
    this.secret = secret;
    this.keywords = List.of(keywords);
  }

  /** From now on success has the old shape, with {@code StatusCode} and without {@code code}. */
  public void answersInOldShape() {
    old = true;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.path().equals(PATH)) {
      return error("19001");
    }
    if (!ofSecond.take(now()) || !ofMinute.take(now())) {
      return error("11232");
    }
    if (request.size() > MOST_BYTES) {
      return error("19036");
    }
    JsonNode message = request.json();
    if (!message.isObject()) {
      return error("9499");
    }
    Answer unsigned = signature(message);
    return unsigned == null ? content(message) : unsigned;
  }

  private @Nullable Answer signature(JsonNode message) {
    if (secret.isEmpty()) {
      return null;
    }
    String stamp = message.path("timestamp").asText("");
    String sign = Hmac.base64(Hmac.sha256(stamp + "\n" + secret, new byte[0]));
    return Stamp.secondsWithin(stamp, now(), TOLERANCE)
            && Hmac.same(sign, message.path("sign").asText(""))
        ? null
        : error("19021");
  }

  private Answer content(JsonNode message) {
    String type = message.path("msg_type").asText("");
    JsonNode content = message.path(type.equals("interactive") ? "card" : "content");
    if (type.isEmpty() || content.isEmpty()) {
      return error("9499");
    }
    String said = content.toString();
    return keywords.isEmpty() || keywords.stream().anyMatch(said::contains)
        ? Answer.taken(200, old ? OLD_OK : NEW_OK)
        : error("19024");
  }

  @Override
  protected void reset() {
    old = false;
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Map.Entry<String, Answer> failed(String code, int status, String message) {
    return Map.entry(
        code,
        Answer.refused(
            code + " " + message,
            status,
            "{\"code\":" + code + ",\"data\":{},\"msg\":\"" + message + "\"}"));
  }
}
