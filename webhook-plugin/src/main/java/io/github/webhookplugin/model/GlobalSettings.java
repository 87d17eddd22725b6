package io.github.webhookplugin.model;

import java.time.Duration;

/**
 * What holds for all services (seed rows ).
 *
 * @param enabled off: nothing is sent
 * @param retryCount retries after the first failure, 0 to 20
 * @param retryInterval fixed wait between attempts, counted from the end of the failed one, 1 s to 1 day
 * @param timeout of one attempt from start to end, 1 s to 60 s
 */
public record GlobalSettings(
    boolean enabled, int retryCount, Duration retryInterval, Duration timeout) {
  public static final GlobalSettings DEFAULT =
      new GlobalSettings(true, 3, Duration.ofSeconds(60), Duration.ofSeconds(10));

  public RetrySchedule retry() {
    return new RetrySchedule.Fixed(retryCount, retryInterval);
  }
}
