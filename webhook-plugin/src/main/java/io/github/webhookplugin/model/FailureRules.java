package io.github.webhookplugin.model;

import org.jspecify.annotations.Nullable;

/**
 * What a service's failures lead to.
 *
 * @param retryEvery every failure is retried, as AMMDS does; false: only those that may pass, which are
 *     transport failures and the statuses 408, 425, 429 and 5xx
 * @param stopAtLimit a delivery that used up its retries stops the service; false: it goes on with new events (W-85)
 * @param fallback the service that gets an event when this one does not take it (W-99); null: none
 * @param downstream what to tell when a delivery has ended (W-98); null: nobody
 */
public record FailureRules(
    boolean retryEvery,
    boolean stopAtLimit,
    @Nullable ServiceId fallback,
    @Nullable Downstream downstream) {
  public static final FailureRules DEFAULT = new FailureRules(false, false, null, null);

  /**
   * A service that gets a follow-up event of its own when a delivery has ended.
   *
   * @param service which
   * @param delivered whether it hears of deliveries that were taken
   * @param failed whether it hears of deliveries that failed for good
   */
  public record Downstream(ServiceId service, boolean delivered, boolean failed) {}
}
