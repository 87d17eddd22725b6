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
    Verdict verdict = attempt.verdict();
    if (verdict instanceof Verdict.Delivered) {
      return ended(work, attempt, end, Result.DELIVERED);
    }
    if (verdict instanceof Verdict.Retry) {
      Optional<Duration> wait = route.schedule().waitAfter(work.queued().failures() + 1);
      return wait.isEmpty()
          ? ended(work, attempt, end, Result.FAILED)
          : again(work, attempt, body, end.plus(wait.get()));
    }
    return ended(work, attempt, end, Result.FAILED);
  }

  private static Settlement again(Work work, Attempt attempt, byte[] body, Instant due) {
    return new Settlement.Again(
        work.queued(),
        due.toEpochMilli(),
        attempt,
        work.queued().failures() + 1,
        work.frozen() == null ? body : null);
  }

  private static Settlement ended(Work work, Attempt attempt, Instant end, Result result) {
    return new Settlement.Ended(
        work.queued(),
        result,
        attempt.number(),
        end.toEpochMilli(),
        attempt,
        attempt.verdict().reason());
  }
}
