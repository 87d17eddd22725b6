package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.Verdict;

/** What an answer means for a delivery (seed rows ). */
public final class Verdicts {
  /** As much of the text to look for as a sentence can bear, in characters. */
  private static final int MAX_QUOTE = 60;

  private Verdicts() {}

  /** Judges an answer. Every failure is worth another try, but for a request that cannot be made at all. */
  public static Verdict judge(ResponseCheck check, Answer answer) {
    if (answer instanceof Answer.Failure failure) {
      return failure.kind() == Answer.Kind.REQUEST
          ? new Verdict.Rejected(failure.sentence())
          : new Verdict.Retry(failure.sentence());
    }
    var response = (Answer.Response) answer;
    if (check instanceof ResponseCheck.StatusCode) {
      return status(response, response.status() == 200, " is not 200.");
    }
    if (check instanceof ResponseCheck.Success) {
      return status(response, isSuccess(response), " is not from 200 to 299.");
    }
    if (check instanceof ResponseCheck.Content content) {
      return content(content, response);
    }
    throw new IllegalArgumentException(
        "no rule for the check " + check.getClass().getName());
  }

  private static Verdict status(Answer.Response response, boolean expected, String otherwise) {
    String status = "Status " + response.status();
    return expected
        ? new Verdict.Delivered(status + ", as expected.")
        : new Verdict.Retry(status + otherwise);
  }

  private static Verdict content(ResponseCheck.Content check, Answer.Response response) {
    if (!check.ignoreStatus() && !isSuccess(response)) {
      return status(response, false, " is not from 200 to 299.");
    }
    String quote = "“" + shortened(check.contains()) + "”";
    if (response.text().contains(check.contains())) {
      return new Verdict.Delivered("The answer contains " + quote + ".");
    }
    String where = response.truncated() ? "The first 64 KiB of the answer do" : "The answer does";
    return new Verdict.Retry(where + " not contain " + quote + ".");
  }

  private static boolean isSuccess(Answer.Response response) {
    return response.status() >= 200 && response.status() <= 299;
  }

  /** In one line, and never ending in half a character. */
  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    if (line.length() <= MAX_QUOTE) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(MAX_QUOTE - 1)) ? MAX_QUOTE - 1 : MAX_QUOTE;
    return line.substring(0, end) + "…";
  }
}
