package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request that was sent only to see what comes of it.
 *
 * @param request null if it could not be made; the attempt says why
 * @param advice what an admin can do about it; null if there is nothing to add
 */
public record Trial(
    @Nullable ShownRequest request,
    Attempt attempt,
    @Nullable String advice) {
  public boolean passed() {
    return attempt.verdict() instanceof Verdict.Delivered;
  }
}
