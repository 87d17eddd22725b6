package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.rendering.SignMarks;

/**
 * A request that was made, and the body that is kept of it.
 *
 * @param kept the body with its marks: what every attempt fills in anew is left open
 */
record Prepared(OutgoingRequest request, byte[] kept) {
  /** As long as any signature and any timestamp. */
  private static final String LONGEST_SIGN = "0".repeat(128);

  private static final String LONGEST_TIMESTAMP = "0".repeat(13);

  /** What a limit is measured on: the same for every attempt, whatever signs it. */
  byte[] measured() {
    return kept == request.body() ? kept : SignMarks.filled(kept, LONGEST_SIGN, LONGEST_TIMESTAMP);
  }
}
