package io.github.webhookplugin.receivers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times that stand in requests. */
final class Stamp {
  private Stamp() {}

  static boolean secondsWithin(String stamp, Instant now, Duration tolerance) {
    return within(stamp, now, tolerance, 1_000);
  }

  static boolean millisWithin(String stamp, Instant now, Duration tolerance) {
    return within(stamp, now, tolerance, 1);
  }

  private static boolean within(@Nullable String stamp, Instant now, Duration tolerance, int unit) {
    if (stamp == null || !stamp.matches("\\d{1,15}")) {
      return false;
    }
    var said = Instant.ofEpochMilli(Long.parseLong(stamp) * unit);
    return Duration.between(said, now).abs().compareTo(tolerance) <= 0;
  }
}
