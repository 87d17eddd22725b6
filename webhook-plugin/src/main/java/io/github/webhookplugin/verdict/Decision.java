package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Verdict;

/**
 * A verdict, and what it came from.
 *
 * @param rule the place of the rule that decided among the service's, from 0; {@link #CHECK} if none did
 */
public record Decision(Verdict verdict, int rule) {
  /** The service's simple check decided, and the usual meaning of statuses. */
  public static final int CHECK = -1;

  public boolean byRule() {
    return rule != CHECK;
  }
}
