package io.github.webhookplugin.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What holds for all services (seed rows ).
 *
 * @param enabled off: nothing is sent
 * @param retries when failed deliveries are tried again
 * @param timeout of one attempt from start to end, 1 s to 60 s
 * @param stopAfter a service that has had nothing but failures for so long is stopped; zero: never; to 30 days
 * @param deduplicationWindow how long an event's deduplication key counts, 1 s to 30 days
 * @param rateGroups limits that services share
 * @param loops when events seem to go round in circles
 * @param addresses what may be called beside public addresses
 * @param egress how requests leave this network
 */
public record GlobalSettings(
    boolean enabled,
    Retries retries,
    Duration timeout,
    Duration stopAfter,
    Duration deduplicationWindow,
    List<RateGroup> rateGroups,
    LoopRules loops,
    AddressRules addresses,
    Egress egress) {
  public static final Duration DEFAULT_STOP_AFTER = Duration.ofDays(5);
  public static final Duration DEFAULT_DEDUPLICATION_WINDOW = Duration.ofDays(1);
  public static final GlobalSettings DEFAULT =
      new GlobalSettings(true, 3, Duration.ofSeconds(60), Duration.ofSeconds(10));

  public GlobalSettings {
    rateGroups = List.copyOf(rateGroups);
  }

  /** With the usual times and no groups. */
  public GlobalSettings(boolean enabled, int retryCount, Duration retryInterval, Duration timeout) {
    this(
        enabled,
        Retries.fixed(retryCount, retryInterval),
        timeout,
        DEFAULT_STOP_AFTER,
        DEFAULT_DEDUPLICATION_WINDOW,
        List.of());
  }

  /** With the usual guards against loops, and public addresses only. */
  public GlobalSettings(
      boolean enabled,
      Retries retries,
      Duration timeout,
      Duration stopAfter,
      Duration deduplicationWindow,
      List<RateGroup> rateGroups) {
    this(
        enabled,
        retries,
        timeout,
        stopAfter,
        deduplicationWindow,
        rateGroups,
        LoopRules.DEFAULT,
        AddressRules.PUBLIC,
        Egress.DIRECT);
  }

  /** The same with other rates that services share. */
  public GlobalSettings with(List<RateGroup> groups) {
    return new GlobalSettings(
        enabled,
        retries,
        timeout,
        stopAfter,
        deduplicationWindow,
        groups,
        loops,
        addresses,
        egress);
  }

  /** The same, with requests that leave in another way. */
  public GlobalSettings with(Egress other) {
    return new GlobalSettings(
        enabled,
        retries,
        timeout,
        stopAfter,
        deduplicationWindow,
        rateGroups,
        loops,
        addresses,
        other);
  }

  /** The group with a name. */
  public Optional<RateGroup> rateGroup(String name) {
    return rateGroups.stream().filter(group -> group.name().equals(name)).findFirst();
  }

  public RetrySchedule retry() {
    return retries.schedule();
  }
}
