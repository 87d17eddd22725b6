package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A receiver of Alibaba Cloud DMS notifications, as its documentation shows one: the signature covers the URL as it was
 * typed, the password, and the text of {@code messageEvent}. It compares over the text as it came, as a receiver without
 * fastjson does.
 *
 * <p>Source: Alibaba Cloud, "Data Management: use custom webhook notifications", 2026-03-30 (the seed document); checked
 * 2026-11-26. Confidence high; what a receiver answers to a wrong signature is its own choice.
 */
public final class Dms extends Simulator {
  private static final String OK = "{\"root\": \"\", \"success\": true}";
  private static final Map<String, Answer> ERRORS = Map.of(
      "signature", failed("signature verification failed"),
      "event", failed("not a DMS event"),
      "failed", failed("error message"));

  private final String password;
  private String typedUrl = "";
  private boolean silent;

  /** @param password the signature key; empty: requests come with the method None */
  public Dms(String password) {
    super("dms");
    this.password = password;
  }

  /** The URL that was typed at the sender, which the signature covers; until then the one that was called. */
  public void typedUrl(String url) {
    typedUrl = url;
  }

  /** From now on success is status 200 with nothing, as the documented echo server answers. */
  public void saysNothing() {
    silent = true;
  }

  @Override
  public String path() {
    return "/notify";
  }

  @Override
  protected Answer answer(Request request) {
    JsonNode message = request.json();
    String event = RawJson.member(request.text(), "messageEvent");
    if (!request.header("dms-event").equals("Message Hook") || !event.startsWith("{")) {
      return error("event");
    }
    if (!isSigned(request, message, event)) {
      return error("signature");
    }
    return Answer.taken(200, silent ? "" : OK);
  }

  private boolean isSigned(Request request, JsonNode message, String event) {
    String method = message.path("signatureMethod").asText("");
    if (password.isEmpty()) {
      return method.equals("None");
    }
    String url = typedUrl.isEmpty() ? request.url() : typedUrl;
    String sign = Hmac.base64(Hmac.sha1(password, Hmac.bytes(url + password + event)));
    return method.equals("HMAC_SHA1")
        && Hmac.same(sign, message.path("signatureText").asText(""));
  }

  @Override
  protected void reset() {
    silent = false;
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Answer failed(String root) {
    return Answer.refused(root, 200, "{\"root\": \"" + root + "\", \"success\": false}");
  }
}
