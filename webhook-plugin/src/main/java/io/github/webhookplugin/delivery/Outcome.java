package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.RetrySchedule;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.outbox.Follows;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.Result;
import io.github.webhookplugin.outbox.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What an attempt's verdict makes of its delivery. Pure: the chance in its waits comes from the delivery's key. */
final class Outcome {
  private Outcome() {}

  /** Decides at the moment the attempt ended: retries count their wait from there. */
  static Settlement of(Route route, Work work, Attempt attempt, byte[] body, Instant end) {
    Settlement decided = decided(route, work, attempt, body, end);
    Followers followers = route.followers();
    return followers != null && !work.personal() && decided instanceof Settlement.Ended ended
        ? followers.after(work, ended)
        : decided;
  }

  private static Settlement decided(
      Route route, Work work, Attempt attempt, byte[] body, Instant end) {
    Verdict verdict = attempt.verdict();
    if (verdict instanceof Verdict.Delivered) {
      return ended(route, work, attempt, body, end, Result.DELIVERED, verdict.reason());
    }
    if (verdict instanceof Verdict.Retry retry) {
      int failures = work.queued().failures() + 1;
      Optional<Duration> wait = route.schedule().waitAfter(failures, chance(work));
      return wait.isEmpty()
          ? ended(route, work, attempt, body, end, Result.FAILED, verdict.reason())
          : again(work, attempt, body, end.plus(longer(wait.get(), retry.atLeast())), failures);
    }
    if (verdict instanceof Verdict.Throttled throttled) {
      return throttled(route, work, attempt, body, end, throttled);
    }
    return ended(route, work, attempt, body, end, Result.FAILED, verdict.reason());
  }

  private static Settlement throttled(
      Route route,
      Work work,
      Attempt attempt,
      byte[] body,
      Instant end,
      Verdict.Throttled verdict) {
    int failures = work.queued().failures();
    int before = work.tries() - failures;
    var accepted = Instant.ofEpochMilli(Keys.millis(key(work)));
    if (Throttling.isOver(before, Duration.between(accepted, end))) {
      return ended(
          route,
          work,
          attempt,
          body,
          end,
          Result.FAILED,
          verdict.reason() + " " + Throttling.GIVEN_UP);
    }
    Duration wait = Throttling.waitAfter(before, verdict.atLeast());
    Instant due =
        end.plus(RetrySchedule.lengthened(wait, RetrySchedule.DEFAULT_JITTER, chance(work)));
    return again(work, attempt, body, due, failures);
  }

  private static Settlement again(
      Work work, Attempt attempt, byte[] body, Instant due, int failures) {
    return new Settlement.Again(
        work.queued(),
        due.toEpochMilli(),
        attempt,
        failures,
        work.frozen() == null && body.length > 0 ? body : null);
  }

  private static Settlement ended(
      Route route,
      Work work,
      Attempt attempt,
      byte[] body,
      Instant end,
      Result result,
      String sentence) {
    return new Settlement.Ended(
        work.queued(),
        result,
        attempt.number(),
        end.toEpochMilli(),
        attempt,
        sentence,
        Follows.NONE,
        BodyDigest.kept(route, work, body));
  }

  private static Duration longer(Duration wait, @Nullable Duration asked) {
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }

  /** From 0 to less than 1: another for each delivery and try, the same when it is asked again. */
  private static double chance(Work work) {
    return new SplittableRandom(key(work) + ((long) work.tries() << 40)).nextDouble();
  }

  /** What is sent in one request waits and is given up together. */
  private static long key(Work work) {
    long batch = work.queued().batch();
    return batch == 0 ? work.delivery() : batch;
  }
}
