package io.github.webhookplugin.admin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on the thread of a request, but not for ever. */
final class Waiting {
  private Waiting() {}

  static <T> T on(CompletableFuture<T> result, Duration longest) {
    try {
      return result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the request's work failed", e.getCause());
    } catch (TimeoutException e) {
      throw Problem.of(503, "This took too long. It may still happen; look before you try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(503, "The host stopped this request.");
    }
  }
}
