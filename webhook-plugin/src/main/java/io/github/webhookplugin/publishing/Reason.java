package io.github.webhookplugin.publishing;

import io.github.webhookplugin.outbox.DeliveryRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a service got an event or did not (feature N-07).
 *
 * @param service its number
 * @param result what became of it
 * @param by what decided
 * @param pointer where that stands in the service's document; empty if it stands nowhere
 * @param sentence for people
 * @param filter what the service's filter said; null if nobody asked it
 * @param deliveries those of the event to the service, the newest first
 */
public record Reason(
    int service,
    Result result,
    By by,
    String pointer,
    String sentence,
    @Nullable Finding filter,
    List<DeliveryRow> deliveries) {
  public Reason {
    deliveries = List.copyOf(deliveries);
  }

  /** What became of an event for one service. */
  public enum Result {
    DELIVERED,
    FAILED,
    WAITING,
    SENDING,
    SKIPPED,
    /** No delivery was made, or none is kept. */
    NOT_SENT,
    /** Of a dry run: a delivery would be made. */
    WOULD_BE_SENT
  }

  /** What decided. */
  public enum By {
    /** The service's filter, or that it has none. */
    FILTER,
    DISABLED,
    /** The service was removed and can be restored. */
    REMOVED,
    STOPPED,
    LOOP_GUARD,
    /** What the answer was taken for, or that a try of it failed. */
    VERDICT,
    /** It waits because of the service's rate. */
    RATE,
    /** It waits for others that it goes out with, or that must go out before. */
    QUEUE,
    /** Another service did not take it, or told of it. */
    OTHER_SERVICE,
    /** An admin sent it again. */
    REDELIVERY,
    /** The service was not there when the event came. */
    ADDED_LATER,
    /** A delivery was made, and what became of it is forgotten. */
    NOT_KEPT,
    OTHER
  }

  /** A service that gets no delivery. */
  static Reason notSent(int service, By by, String pointer, String why, @Nullable Finding filter) {
    return new Reason(service, Result.NOT_SENT, by, pointer, "Not sent. " + why, filter, List.of());
  }
}
