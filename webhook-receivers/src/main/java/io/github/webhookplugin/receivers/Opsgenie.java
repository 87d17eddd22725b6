package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The alert API of Opsgenie: {@code Authorization: GenieKey}; it answers 202 before it has looked at the alert.
 *
 * <p>Source: docs.opsgenie.com, "Alert API"; checked 2026-11-26; its vendor ends the product. Confidence medium: bodies
 * of errors [judged].
 */
public final class Opsgenie extends Simulator {
  private static final String PATH = "/v2/alerts";
  private static final String KEY = "01234567-89ab-cdef-0123-456789abcdef";
  private static final int MOST_MESSAGE = 130;
  private static final int MOST_DESCRIPTION = 15_000;
  private static final int MOST_ALIAS = 512;
  private static final Map<String, Answer> ERRORS = Map.of(
      "unauthorized", failed(401, "Could not authenticate"),
      "forbidden", failed(403, "You are not authorized to perform this action"),
      "unprocessable", failed(422, "Request body is not processable. Please check the errors."),
      "throttled", failed(429, "You are making too many requests!"));

  public Opsgenie() {
    super("opsgenie");
  }

  @Override
  public String path() {
    return PATH;
  }

  /** The key of its integration. */
  public String apiKey() {
    return KEY;
  }

  @Override
  protected Answer answer(Request request) {
    if (!Hmac.same("GenieKey " + KEY, request.header("authorization"))) {
      return error("unauthorized");
    }
    JsonNode alert = request.json();
    String message = alert.path("message").asText("");
    boolean wrong = message.isBlank()
        || message.length() > MOST_MESSAGE
        || alert.path("description").asText("").length() > MOST_DESCRIPTION
        || alert.path("alias").asText("").length() > MOST_ALIAS
        || !alert.path("priority").asText("P3").matches("P[1-5]");
    return wrong
        ? error("unprocessable")
        : Answer.taken(
            202,
            "{\"result\":\"Request will be processed\",\"took\":0.302,\"requestId\":\"43a29c5c-3dbf-4fa4-9c26-f4f71023e120\"}");
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Answer failed(int status, String message) {
    return Answer.refused(
        message, status, "{\"message\":\"" + message + "\",\"took\":0.01,\"requestId\":\"1\"}");
  }
}
