package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ResponseCheck.Content;
import io.github.webhookplugin.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means for a delivery (seed rows, T-36).
 *
 * <p>What is not taken is worth another try if it may pass: no answer, a status of 1xx, 408, 425 or 5xx, and a status
 * of success that the service's check does not accept. Status 429 is throttling; any other of 3xx and 4xx will not
 * pass. Every failure is retried if the service's {@link FailureRules} say so, or if its check ignores the status.
 */
public final class Verdicts {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int GONE = 410;

  private Verdicts() {}

  /**
   * Judges an answer.
   *
   * @param now when the answer came, for {@code Retry-After} with a date
   */
  public static Verdict judge(ResponseCheck check, FailureRules rules, Answer answer, Instant now) {
    if (answer instanceof Answer.Failure failure) {
      return failure.kind() == Answer.Kind.REQUEST
          ? new Verdict.Rejected(failure.sentence())
          : new Verdict.Retry(failure.sentence());
    }
    var response = (Answer.Response) answer;
    String otherwise = otherwise(check, response);
    if (otherwise == null) {
      return new Verdict.Delivered(taken(check, response));
    }
    return failed(response, otherwise, rules.retryEvery() || ignoresStatus(check), now);
  }

  private static Verdict failed(
      Answer.Response response, String reason, boolean always, Instant now) {
    int status = response.status();
    if (status == TOO_MANY_REQUESTS) {
      return new Verdict.Throttled(reason + ".", asked(response, now));
    }
    if (always || mayPass(status)) {
      return new Verdict.Retry(reason + ".", asked(response, now));
    }
    if (status == GONE) {
      return new Verdict.Stop("Status 410: gone for good.");
    }
    return new Verdict.Rejected(
        status < 400
            ? reason + ". Redirects are not followed; enter the final URL."
            : reason + ". Such a status is not retried.");
  }

  private static boolean ignoresStatus(ResponseCheck check) {
    return check instanceof Content content && content.ignoreStatus();
  }

  private static boolean mayPass(int status) {
    return status < 300 || status == 408 || status == 425 || status >= 500;
  }

  private static @Nullable Duration asked(Answer.Response response, Instant now) {
    return RetryAfter.of(response.headers(), now).orElse(null);
  }

  /** Why the check does not accept it, without a full stop; null if it does. */
  private static @Nullable String otherwise(ResponseCheck check, Answer.Response response) {
    String status = "Status " + response.status();
    if (check instanceof ResponseCheck.StatusCode) {
      return response.status() == 200 ? null : status + " is not 200";
    }
    boolean success = response.status() >= 200 && response.status() <= 299;
    if (check instanceof ResponseCheck.Success) {
      return success ? null : status + " is not from 200 to 299";
    }
    if (check instanceof Content content) {
      return success || content.ignoreStatus()
          ? missing(content, response)
          : status + " is not from 200 to 299";
    }
    throw new IllegalArgumentException(
        "no rule for the check " + check.getClass().getName());
  }

  private static @Nullable String missing(Content check, Answer.Response response) {
    if (response.text().contains(check.contains())) {
      return null;
    }
    String where = response.truncated() ? "The first 64 KiB of the answer do" : "The answer does";
    return where + " not contain " + quote(check);
  }

  private static String taken(ResponseCheck check, Answer.Response response) {
    return check instanceof Content content
        ? "The answer contains " + quote(content) + "."
        : "Status " + response.status() + ", as expected.";
  }

  private static String quote(Content check) {
    return Shown.quote(check.contains());
  }
}
