package io.github.webhookplugin.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/**
 * A Microsoft Teams webhook made with Workflows (Power Automate): {@code sig} in the address is the secret. It answers
 * 202 when the flow was started, which does not say that anything is shown.
 *
 * <p>Source: learn.microsoft.com, "Create incoming webhooks with Workflows for Microsoft Teams" and "Limits and
 * specifications"; github.com/louislam/uptime-kuma issue 4922; checked 2026-11-26. Confidence medium: sizes differ
 * between sources, bodies of errors [judged].
 */
public final class TeamsWorkflow extends Simulator {
  private static final String PATH = "/workflows/0123456789abcdef/triggers/manual/paths/invoke";
  private static final String SIGNATURE = "9x-SimulatedSignature_0123456789abcdef";
  private static final int MOST_BYTES = 28 * 1024;
  private static final Map<String, Answer> ERRORS = Map.of(
      "DirectApiInvalidAuthorizationScheme",
          failed(401, "DirectApiInvalidAuthorizationScheme", "The signature is not valid."),
      "WorkflowNotFound", failed(404, "WorkflowNotFound", "The workflow could not be found."),
      "TriggerInputSchemaMismatch",
          failed(400, "TriggerInputSchemaMismatch", "The input body is not a message."),
      "RequestEntityTooLarge",
          failed(413, "RequestEntityTooLarge", "Request entity too large: 28 KB at most."),
      "RateLimit", failed(429, "RateLimitExceeded", "Rate limit is exceeded. Try again later."),
      "throttled",
          Answer.refused(
              "throttled by the channel",
              412,
              "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP"
                  + " error 429: request throttled"));

  private final Quota quota = quota(4, Duration.ofSeconds(1));

  public TeamsWorkflow() {
    super("teams");
  }

  @Override
  public String path() {
    return PATH + "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=" + SIGNATURE;
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.path().equals(PATH)) {
      return error("WorkflowNotFound");
    }
    if (!Hmac.same(SIGNATURE, request.parameter("sig"))) {
      return error("DirectApiInvalidAuthorizationScheme");
    }
    if (!quota.take(now())) {
      return error("RateLimit");
    }
    if (request.size() > MOST_BYTES) {
      return error("RequestEntityTooLarge");
    }
    return isCard(request.json()) ? Answer.taken(202, "") : error("TriggerInputSchemaMismatch");
  }

  private static boolean isCard(JsonNode message) {
    JsonNode attachment = message.at("/attachments/0");
    return message.path("type").asText().equals("message")
        && attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive")
        && attachment.at("/content/type").asText().equals("AdaptiveCard");
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }

  private static Answer failed(int status, String code, String message) {
    return Answer.refused(
        code, status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
  }
}
