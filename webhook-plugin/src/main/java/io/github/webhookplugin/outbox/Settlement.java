package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.Attempt;
import org.jspecify.annotations.Nullable;

/** What became of a delivery that this node held. Times are milliseconds since 1970. */
public sealed interface Settlement {
  /** The delivery as it was taken up. */
  QueuedDelivery queued();

  default long delivery() {
    return queued().delivery();
  }

  default int service() {
    return queued().service();
  }

  /**
   * It ended.
   *
   * @param tries attempts that there were
   * @param last its last attempt; null if it ended without one
   * @param sentence for people
   * @param follows what it leads to
   * @param body the one of the last attempt
   */
  record Ended(
      QueuedDelivery queued,
      Result result,
      int tries,
      long at,
      @Nullable Attempt last,
      String sentence,
      Follows follows,
      SentBody body)
      implements Settlement {
    /** Nothing follows, and it ended without a body, or nobody will ask for it. */
    public Ended(
        QueuedDelivery queued,
        Result result,
        int tries,
        long at,
        @Nullable Attempt last,
        String sentence) {
      this(queued, result, tries, at, last, sentence, Follows.NONE, SentBody.NONE);
    }

    /** The same end with another sentence. */
    public Ended saying(String other) {
      return new Ended(queued, result, tries, at, last, other, follows, body);
    }

    /** The same end with what it leads to. */
    public Ended with(Follows next) {
      return new Ended(queued, result, tries, at, last, sentence, next, body);
    }
  }

  /**
   * It is to be tried again.
   *
   * @param due when
   * @param failed the attempt that failed
   * @param failures attempts so far that count against the schedule
   * @param body the bytes that every retry sends; null if they are stored already or were never rendered
   */
  record Again(
      QueuedDelivery queued, long due, Attempt failed, int failures, byte @Nullable [] body)
      implements Settlement {}

  /** This node does not send it now; anybody may from {@code due} on. */
  record GivenBack(QueuedDelivery queued, long due) implements Settlement {}
}
