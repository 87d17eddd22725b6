package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.FallbackChain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An event to be stored with its deliveries, all or nothing.
 *
 * @param event its key
 * @param id the host's own id; null: the public id made of the key
 * @param at when it happened, milliseconds since 1970
 * @param body the event as JSON
 * @param once accepts the event only if its key is free; null: always
 * @param settings the version of the settings that its deliveries were decided by; 0: none
 */
public record NewEvent(
    long event,
    @Nullable String id,
    String type,
    long at,
    byte[] body,
    List<NewDelivery> deliveries,
    @Nullable Once once,
    long settings) {

  /** An event whose deliveries no filter decided. */
  public NewEvent(
      long event,
      @Nullable String id,
      String type,
      long at,
      byte[] body,
      List<NewDelivery> deliveries,
      @Nullable Once once) {
    this(event, id, type, at, body, deliveries, once, 0);
  }

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
    return new NewEvent(event, id, type, at, body, decided, once, settings);
  }

  /** Whether no service wants it. */
  boolean quiet() {
    return deliveries.isEmpty();
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
   * @param lineage why it exists
   */
  public record NewDelivery(
      long delivery,
      int service,
      Hold hold,
      String reason,
      long delay,
      boolean ordered,
      Lineage lineage) {
    /** One that a host's event makes and that is not kept waiting by anything. */
    public NewDelivery(long delivery, int service, Hold hold, String reason) {
      this(delivery, service, hold, reason, 0, false);
    }

    /** One that a host's event makes. */
    public NewDelivery(
        long delivery, int service, Hold hold, String reason, long delay, boolean ordered) {
      this(delivery, service, hold, reason, delay, ordered, Lineage.EVENT);
    }

    /** One that is only recorded. */
    public NewDelivery skipped(String why) {
      return new NewDelivery(delivery, service, Hold.SKIPPED, why, 0, ordered, lineage);
    }

    /**
     * Those of the services that an event goes on to, each coming from the one before.
     *
     * @param first the delivery that was not taken
     * @param keys gives each a key
     */
    public static List<NewDelivery> along(FallbackChain chain, long first, LongSupplier keys) {
      var deliveries = new ArrayList<NewDelivery>();
      long origin = first;
      for (FallbackChain.Hop hop : chain.hops()) {
        long key = keys.getAsLong();
        deliveries.add(new NewDelivery(
            key,
            hop.service(),
            hop.whyNot().isEmpty() ? Hold.FREE : Hold.SKIPPED,
            hop.whyNot(),
            0,
            hop.ordered(),
            new Lineage(Lineage.Cause.FALLBACK, origin, hop.depth(), 0)));
        origin = key;
      }
      return deliveries;
    }

    /** As the queue would have it. */
    QueuedDelivery queued(long event) {
      return new QueuedDelivery(delivery, event, service, 0, 0, lineage, 0);
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
