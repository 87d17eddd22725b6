package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.model.ServiceHealth.Failure;
import io.github.webhookplugin.model.ServiceHealth.Stop;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a delivery, and what it means for the health of its service. Pure. */
final class Diagnosis {
  private Diagnosis() {}

  /**
   * When failures stop a service.
   *
   * @param after nothing but failures for so long; zero: never
   * @param atLimit as soon as a delivery has used up its retries
   */
  record StopRules(Duration after, boolean atLimit) {
    /** Of a service that is gone: it has nothing left to stop. */
    static final StopRules NEVER = new StopRules(Duration.ZERO, false);
  }

  /** Whether it can change a service's health at all: how somebody's own webhook fares does not. */
  static boolean matters(Settlement settlement, ServiceHealth health) {
    if (settlement.queued().lineage().personal()) {
      return false;
    }
    return isDelivered(settlement) ? !health.unmovedBySuccess() : failure(settlement) != null;
  }

  static ServiceHealth after(ServiceHealth before, Settlement settlement, StopRules rules) {
    if (settlement.queued().lineage().personal()) {
      return before;
    }
    if (isDelivered(settlement)) {
      return before.delivered();
    }
    Attempt failure = failure(settlement);
    return failure == null
        ? before
        : failed(before, failure, settlement instanceof Settlement.Ended, rules);
  }

  private static boolean isDelivered(Settlement settlement) {
    return settlement instanceof Settlement.Ended end && end.result() == Result.DELIVERED;
  }

  /** The attempt that counts as a failure of the service: a throttled one does not. */
  private static @Nullable Attempt failure(Settlement settlement) {
    Attempt last = null;
    if (settlement instanceof Settlement.Again again) {
      last = again.failed();
    } else if (settlement instanceof Settlement.Ended end && end.result() == Result.FAILED) {
      last = end.last();
    }
    return last == null || last.verdict() instanceof Verdict.Throttled ? null : last;
  }

  private static ServiceHealth failed(
      ServiceHealth before, Attempt attempt, boolean givenUp, StopRules rules) {
    long at = attempt.startedAt().plus(attempt.elapsed()).toEpochMilli();
    Verdict verdict = attempt.verdict();
    ServiceHealth after =
        before.failed(new Failure(at, attempt.status(), verdict.reason()), givenUp);
    if (verdict instanceof Verdict.Stop) {
      return after.stopped(
          new Stop(at, "The receiver wants nothing more of this service: " + verdict.reason()));
    }
    if (rules.atLimit() && givenUp && verdict instanceof Verdict.Retry) {
      return after.stopped(new Stop(at, "A delivery used up its retries: " + verdict.reason()));
    }
    if (!rules.after().isZero() && after.hasFailedFor(rules.after())) {
      return after.stopped(new Stop(
          at,
          "Nothing but failures for " + Spans.words(rules.after()) + ". The last one: "
              + verdict.reason()));
    }
    return after;
  }
}
