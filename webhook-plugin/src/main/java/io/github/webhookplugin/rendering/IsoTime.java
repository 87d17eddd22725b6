package io.github.webhookplugin.rendering;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@code 2026-11-21T08:15:30.123Z}: ISO 8601 in UTC, always with milliseconds. Written by hand: it is on the hot path. */
final class IsoTime {
  private static final DateTimeFormatter ANY_YEAR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final int NANOS_PER_MILLI = 1_000_000;

  private IsoTime() {}

  static String text(Instant instant) {
    var utc =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    if (utc.getYear() < 0 || utc.getYear() > 9999) {
      return utc.format(ANY_YEAR);
    }
    var text = new StringBuilder(24);
    two(text, utc.getYear() / 100);
    two(text, utc.getYear() % 100);
    two(text.append('-'), utc.getMonthValue());
    two(text.append('-'), utc.getDayOfMonth());
    two(text.append('T'), utc.getHour());
    two(text.append(':'), utc.getMinute());
    two(text.append(':'), utc.getSecond());
    int millis = utc.getNano() / NANOS_PER_MILLI;
    text.append('.').append((char) ('0' + millis / 100));
    two(text, millis % 100);
    return text.append('Z').toString();
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
