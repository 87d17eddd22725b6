package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.Attempt;
import org.jspecify.annotations.Nullable;

/** What became of a delivery that this node held. Times are milliseconds since 1970. */
public sealed interface Settlement {
  long delivery();

  /**
   * It ended.
   *
   * @param last its last attempt; null if it ended without one
   * @param sentence for people
   * @param origin the delivery that this one repeats; 0 for none
   * @param retried whether earlier attempts left rows behind
   */
  record Ended(
      long delivery,
      long event,
      int service,
      Result result,
      int tries,
      long at,
      @Nullable Attempt last,
      String sentence,
      long origin,
      boolean retried)
      implements Settlement {}

  /**
   * It is to be tried again.
   *
   * @param due when
   * @param failed the attempt that failed
   * @param body the bytes that every retry sends; null if they are stored already or were never rendered
   */
  record Again(long delivery, int service, long due, Attempt failed, byte @Nullable [] body)
      implements Settlement {}

  /** This node does not send it now; anybody may from {@code due} on. */
  record GivenBack(long delivery, int service, long due) implements Settlement {}
}
