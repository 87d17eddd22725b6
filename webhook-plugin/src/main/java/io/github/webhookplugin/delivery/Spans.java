package io.github.webhookplugin.delivery;

import java.time.Duration;

/** Spans of time in words. */
final class Spans {
  private Spans() {}

  /** In the largest unit that leaves no rest: "5 days", "1 hour", "90 seconds". */
  static String words(Duration span) {
    if (span.toSeconds() % 86_400 == 0) {
      return counted(span.toDays(), "day");
    }
    if (span.toSeconds() % 3_600 == 0) {
      return counted(span.toHours(), "hour");
    }
    return span.toSeconds() % 60 == 0
        ? counted(span.toMinutes(), "minute")
        : counted(span.toSeconds(), "second");
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
