package io.github.webhookplugin.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a job, stored whole or not at all.
 *
 * @param from what the job had reached before
 * @param to what it has reached then
 * @param due when the next step is, milliseconds since 1970
 * @param again the deliveries to make
 * @param last whether nothing is left after it
 */
public record RedeliveryStep(
    long job, long from, long to, long due, List<Again> again, int gone, int lost, boolean last) {
  public RedeliveryStep {
    again = List.copyOf(again);
  }

  /**
   * One delivery to be made of a past one.
   *
   * @param origin the past one
   * @param delivery the new one's key
   * @param identity whose id is sent; 0: its own
   * @param body what is sent; null: what the template makes of the event then
   */
  public record Again(long origin, long delivery, long identity, byte @Nullable [] body) {}
}
