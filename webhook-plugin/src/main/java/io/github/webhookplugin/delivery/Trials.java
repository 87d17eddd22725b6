package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.sending.Sender;
import io.github.webhookplugin.verdict.Advice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends single requests past the store and the lanes. Shared between threads. */
final class Trials {
  private final Courier courier;
  private final Sender sender;
  private final Clock clock;

  Trials(Courier courier, Sender sender, Clock clock) {
    this.courier = courier;
    this.sender = sender;
    this.clock = clock;
  }

  CompletableFuture<Trial> send(Route route, Work work) {
    Instant startedAt = clock.instant();
    long start = System.nanoTime();
    OutgoingRequest request;
    try {
      request = courier.request(route, work, startedAt);
    } catch (RenderException e) {
      var rejected = new Verdict.Rejected(e.sentence());
      var attempt = new Attempt(1, startedAt, Duration.ZERO, null, rejected, "");
      return CompletableFuture.completedFuture(new Trial(null, attempt, null));
    }
    var result = new CompletableFuture<Trial>();
    sender.send(request, answer -> {
      if (answer instanceof Answer.Failure failure && failure.kind() == Answer.Kind.ABORTED) {
        result.completeExceptionally(Intake.closed());
        return;
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      Attempt attempt = Courier.judged(route, work, request, startedAt, elapsed, answer);
      result.complete(
          new Trial(ShownRequest.of(request, route.service()), attempt, advice(attempt, answer)));
    });
    return result;
  }

  private static @Nullable String advice(Attempt attempt, Answer answer) {
    return attempt.verdict() instanceof Verdict.Delivered
        ? null
        : Advice.forAnswer(answer).orElse(null);
  }
}
