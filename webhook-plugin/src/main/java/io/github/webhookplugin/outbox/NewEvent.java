package io.github.webhookplugin.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event to be stored with its deliveries, all or nothing.
 *
 * @param event its key
 * @param id the host's own id; null: the public id made of the key
 * @param at when it happened, milliseconds since 1970
 * @param body the event as JSON
 */
public record NewEvent(
    long event,
    @Nullable String id,
    String type,
    long at,
    byte[] body,
    List<NewDelivery> deliveries) {

  /**
   * One delivery of the event.
   *
   * @param service the service's number
   * @param hold what is to become of it
   * @param reason why it is skipped; empty otherwise
   */
  public record NewDelivery(long delivery, int service, Hold hold, String reason) {}

  /** What is to become of a new delivery. */
  public enum Hold {
    /** Handed over in memory: this node sends it. */
    LEASED,
    /** Any node may claim it. */
    FREE,
    /** Only logged. */
    SKIPPED
  }
}
