package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Secret;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one response of a token endpoint. For one thread. */
final class TokenReading {
  private static final int LONGEST = 16_384;
  private static final Duration FOR_EVER = Duration.ofDays(366);
  /** What fits into a header, without blanks. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1," + LONGEST + "}");

  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");

  /** RFC 6749 section 5.2, as advice. */
  private static final Map<String, String> ERRORS = Map.of(
      "invalid_request",
      "It misses something in the request. Check scope, audience and how the client authenticates.",
      "invalid_client",
      "Check client id and secret, and whether it wants them in a header or in the form.",
      "invalid_grant",
      "It does not accept client credentials from this client.",
      "unauthorized_client",
      "This client may not use client credentials. Ask the endpoint's operator to allow it.",
      "unsupported_grant_type",
      "It gives no tokens for client credentials.",
      "invalid_scope",
      "It does not know the scope, or this client may not have it. Check the scope.");

  private final Answer.Response response;
  private final UnaryOperator<String> redaction;
  private final Map<String, @Nullable Object> fields = new HashMap<>();
  private final boolean isObject;

  TokenReading(Answer.Response response, UnaryOperator<String> redaction) {
    this.response = response;
    this.redaction = redaction;
    Object json = AnswerJson.read(response.text());
    isObject = json instanceof Map;
    if (json instanceof Map<?, ?> object) {
      object.forEach((name, value) -> fields.put(String.valueOf(name), value));
    }
  }

  TokenAnswer read() {
    // some say errors with a status of success
    if (fields.get("error") instanceof String error) {
      return new TokenAnswer.Refused(("The token endpoint answered " + response.status()
                  + " with the error " + shown(error) + ". " + ERRORS.getOrDefault(error, ""))
              .strip()
          + description());
    }
    if (response.status() < 200 || response.status() > 299) {
      return new TokenAnswer.Refused(
          ("The token endpoint answered " + response.status() + ". " + advice()).strip());
    }
    if (response.truncated()) {
      return new TokenAnswer.Refused(
          "The token endpoint's answer is longer than 64 KiB. Check its address.");
    }
    return isObject
        ? granted()
        : new TokenAnswer.Refused(
            "The token endpoint's answer is no JSON object. Check its address.");
  }

  private TokenAnswer granted() {
    if (!(fields.get("access_token") instanceof String token)) {
      return new TokenAnswer.Refused(
          "The token endpoint's answer has no access_token. Check its address.");
    }
    Object type = fields.get("token_type");
    if (type != null && !String.valueOf(type).equalsIgnoreCase("Bearer")) {
      return new TokenAnswer.Refused("The token endpoint gave a token of the type " + shown(type)
          + "; only the type Bearer can be sent.");
    }
    return TOKEN.matcher(token).matches()
        ? new TokenAnswer.Granted(Secret.of(token), life())
        : new TokenAnswer.Refused(
            "The token endpoint gave an access_token that no header can have: it is empty,"
                + " longer than 16,384 characters, or has a blank or another such character inside.");
  }

  private @Nullable Duration life() {
    Object seconds = fields.get("expires_in");
    if (seconds == null || !SECONDS.matcher(String.valueOf(seconds)).matches()) {
      return null;
    }
    BigDecimal read = new BigDecimal(String.valueOf(seconds))
        .max(BigDecimal.ZERO)
        .min(BigDecimal.valueOf(FOR_EVER.toSeconds()));
    return Duration.ofMillis(read.movePointRight(3).longValue());
  }

  private String advice() {
    int status = response.status();
    if (status == 401 || status == 403) {
      return "Check client id and secret.";
    }
    if (status >= 300 && status <= 399) {
      return "Redirects are not followed; enter the final URL.";
    }
    return status == 404 || status == 405 ? "Check its address." : "";
  }

  private String description() {
    return fields.get("error_description") instanceof String text && !text.isBlank()
        ? " It says: “" + shown(text) + "”"
        : "";
  }

  private String shown(@Nullable Object value) {
    return Shown.value(value, redaction).replace('“', '"').replace('”', '"');
  }
}
