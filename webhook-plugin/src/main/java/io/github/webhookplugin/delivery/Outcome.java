package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an attempt's verdict makes of its delivery. Pure. */
final class Outcome {
  private Outcome() {}

  /** Decides at the moment the attempt ended: retries count their wait from there. */
  static Settlement of(Route route, Work work, Attempt attempt, byte[] body, Instant end) {
    if (attempt.verdict() instanceof Verdict.Delivered) {
      return ended(work, attempt, end, Result.DELIVERED);
    }
    if (attempt.verdict() instanceof Verdict.Rejected) {
      return ended(work, attempt, end, Result.FAILED);
    }
    if (attempt.verdict() instanceof Verdict.Retry) {
      Optional<Duration> wait = route.schedule().waitAfter(attempt.number());
      if (wait.isEmpty()) {
        return ended(work, attempt, end, Result.FAILED);
      }
      return new Settlement.Again(
          work.delivery(),
          work.service(),
          end.plus(wait.get()).toEpochMilli(),
          attempt,
          work.frozen() == null ? body : null);
    }
    throw new IllegalArgumentException(
        "a verdict that nobody handles: " + attempt.verdict().getClass());
  }

  private static Settlement ended(Work work, Attempt attempt, Instant end, Result result) {
    return new Settlement.Ended(
        work.delivery(),
        work.event(),
        work.service(),
        result,
        attempt.number(),
        end.toEpochMilli(),
        attempt,
        attempt.verdict().reason(),
        work.origin(),
        work.tries() > 0);
  }
}
