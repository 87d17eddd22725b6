package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.verdict.Advice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request that was sent only to see what comes of it.
 *
 * @param key the delivery whose id was sent
 * @param request null if it could not be made; the attempt says why
 * @param answerHeaders as received, without secrets; empty if there was no answer
 * @param truncated whether the answer had more than was read of it
 * @param advice what an admin can do about it; null if there is nothing to add
 */
public record Trial(
    long key,
    @Nullable ShownRequest request,
    Attempt attempt,
    List<Header> answerHeaders,
    boolean truncated,
    @Nullable Advice advice) {
  public Trial {
    answerHeaders = List.copyOf(answerHeaders);
  }

  /** Nothing was sent. */
  static Trial unsent(long key, @Nullable ShownRequest request, Attempt attempt) {
    return new Trial(key, request, attempt, List.of(), false, null);
  }

  public boolean passed() {
    return attempt.verdict() instanceof Verdict.Delivered;
  }
}
