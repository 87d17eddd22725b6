package io.github.webhookplugin.receivers;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The webhook trigger of a DingTalk connector flow (AI Table automation): fires at most once in three hours for one
 * {@code Client-Token}, and only if the body has one of its keywords; says so with {@code code}, whatever the status.
 *
 * <p>Source: DingTalk help, "Webhook trigger" of AI Table automations (the seed document); checked 2026-11-26. Confidence
 * high. Not documented and so [judged]: the HTTP status of errors (200 here) and the answer to a request without a
 * keyword (code 0 here, and the flow does not fire).
 */
public final class DingTalkFlow extends Simulator {
  private static final String PATH = "/webhook/flow/10344fb8a75ef2e1f0ea000u";
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final Duration MEMORY = Duration.ofHours(3);
  private static final String OK = "{\"msg\":\"\",\"data\":{},\"code\":0}";
  private static final Map<String, Answer> ERRORS = Map.ofEntries(
      failed("800004509", "webhook trigger workflow is disabled"),
      failed("800005646", "the HTTP node calls itself"),
      failed("800005647", "the request body exceeds 4 MB"),
      failed("800005649", "credential check failed"),
      failed("800005650", "the IP address is not in the allow-list"),
      failed("800005652", "too many requests"),
      failed("800006003", "the request body is not JSON"));

  private final String token;
  private final List<String> keywords;
  private final Quota quota;
  private final Map<String, Instant> fired = new HashMap<>();

  /** Without credential and keywords: one request a second. */
  public DingTalkFlow() {
    this("");
  }

  /**
   * @param token the bearer token; empty: none is asked for, and one request a second is taken instead of five
   * @param keywords one of them must be in the body, unless there are none
   */
  public DingTalkFlow(String token, String... keywords) {
    super("dingtalk-flow");
    this.token = token;
    this.keywords = List.of(keywords);
    this.quota = quota(token.isEmpty() ? 1 : 5, Duration.ofSeconds(1));
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.path().equals(PATH)) {
      return error("800004509");
    }
    // key and prefix as documented: letter case counts, one blank, and nothing around the token
    if (!token.isEmpty() && !Hmac.same("Bearer " + token, request.header("authorization"))) {
      return error("800005649");
    }
    if (!quota.take(now())) {
      return error("800005652");
    }
    if (request.size() > MOST_BYTES) {
      return error("800005647");
    }
    if (request.json().isMissingNode()) {
      return error("800006003");
    }
    return fire(request);
  }

  private Answer fire(Request request) {
    String text = request.json().toString();
    if (!keywords.isEmpty() && keywords.stream().noneMatch(text::contains)) {
      return Answer.refused("no keyword: the flow does not fire", 200, OK);
    }
    fired.values().removeIf(at -> !at.isAfter(now().minus(MEMORY)));
    String client = request.header("client-token");
    if (!client.isEmpty() && fired.putIfAbsent(client, now()) != null) {
      return Answer.refused("a repeated Client-Token: fired before", 200, OK);
    }
    return Answer.taken(200, OK);
  }

  @Override
  protected void reset() {
    fired.clear();
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
            "{\"data\":{},\"code\":" + code + ",\"msg\":\"" + message + "\"}"));
  }
}
