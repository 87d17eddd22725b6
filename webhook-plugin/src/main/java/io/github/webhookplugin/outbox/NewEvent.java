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
 * @param once accepts the event only if its key is free; null: always
 */
public record NewEvent(
    long event,
    @Nullable String id,
    String type,
    long at,
    byte[] body,
    List<NewDelivery> deliveries,
    @Nullable Once once) {

  /** An event that is accepted however often it comes. */
  public NewEvent(
      long event,
      @Nullable String id,
      String type,
      long at,
      byte[] body,
      List<NewDelivery> deliveries) {
    this(event, id, type, at, body, deliveries, null);
  }

  /** The same event with its deliveries decided. */
  public NewEvent with(List<NewDelivery> decided) {
    return new NewEvent(event, id, type, at, body, decided, once);
  }

  /**
   * Lets one event of a key through.
   *
   * @param key the host's deduplication key
   * @param until how long it counts, milliseconds since 1970
   */
  public record Once(String key, long until) {}

  /**
   * One delivery of the event.
   *
   * @param service the service's number
   * @param hold what is to become of it
   * @param reason why it is skipped; empty otherwise
   * @param delay how long nobody may claim it, in milliseconds; only if it is free
   * @param ordered whether its service's deliveries are sent one at a time, in the order of their keys
   */
  public record NewDelivery(
      long delivery, int service, Hold hold, String reason, long delay, boolean ordered) {

    /** One that is not kept waiting by anything. */
    public NewDelivery(long delivery, int service, Hold hold, String reason) {
      this(delivery, service, hold, reason, 0, false);
    }
  }

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
