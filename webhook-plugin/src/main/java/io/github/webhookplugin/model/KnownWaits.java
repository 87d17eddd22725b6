package io.github.webhookplugin.model;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;

/** Waits between attempts that are known by a name. */
public enum KnownWaits {
  /** OpenMetadata's (seed row W-84): six retries, the last 17 h 21 min after the first attempt. */
  OPEN_METADATA(
      List.of(ofMinutes(1), ofMinutes(5), ofMinutes(15), ofHours(1), ofHours(4), ofHours(12))),

  /** Those that the Standard Webhooks specification recommends: nine retries over about three days. */
  STANDARD_WEBHOOKS(List.of(
      ofSeconds(5),
      ofMinutes(5),
      ofMinutes(30),
      ofHours(2),
      ofHours(5),
      ofHours(10),
      ofHours(14),
      ofHours(20),
      ofHours(24)));

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Duration> waits;

  KnownWaits(List<Duration> waits) {
    this.waits = waits;
  }

  public List<Duration> waits() {
    return waits;
  }
}
