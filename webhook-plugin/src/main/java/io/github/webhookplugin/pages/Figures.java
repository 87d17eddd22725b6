package io.github.webhookplugin.pages;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Numbers and times as people read them. For one thread. */
final class Figures {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private static final Duration DAY = Duration.ofDays(1);

  private final Texts texts;
  private final Instant now;

  Figures(Texts texts, Instant now) {
    this.texts = texts;
    this.now = now;
  }

  /** {@code 12,345}. */
  String count(long number) {
    return NumberFormat.getIntegerInstance(texts.locale()).format(number);
  }

  /** {@code 99.9%}, rounded down, so that only all is 100%. */
  String percent(long part, long whole) {
    if (part == whole) {
      return "100%";
    }
    var percent = BigDecimal.valueOf(part * 100.0 / whole).setScale(1, RoundingMode.DOWN);
    return percent.stripTrailingZeros().toPlainString() + "%";
  }

  /** {@code 296 ms}, {@code 1.2 s}. */
  String millis(long millis) {
    return millis < 1000
        ? texts.say("figure.millis", count(millis))
        : texts.say("figure.seconds", tenths(millis));
  }

  /** {@code 30 s}, {@code 1 min 30 s}, {@code 2 h}. */
  String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return texts.say("figure.seconds", seconds);
    }
    if (seconds < 3600) {
      return texts.say("figure.minutes", seconds / 60) + rest(seconds % 60, "figure.seconds");
    }
    if (seconds < 86_400) {
      return texts.say("figure.hours", seconds / 3600)
          + rest(seconds % 3600 / 60, "figure.minutes");
    }
    return texts.say("figure.days", seconds / 86_400)
        + rest(seconds % 86_400 / 3600, "figure.hours");
  }

  /** {@code 3 min ago}. */
  String ago(Instant moment) {
    long seconds = Math.max(0, Duration.between(moment, now).toSeconds());
    if (seconds < 10) {
      return texts.say("figure.justNow");
    }
    String unit = seconds < 60
        ? texts.say("figure.seconds", seconds)
        : seconds < 3600
            ? texts.say("figure.minutes", seconds / 60)
            : seconds < 86_400
                ? texts.say("figure.hours", seconds / 3600)
                : texts.say("figure.days", seconds / 86_400);
    return texts.say("figure.ago", unit);
  }

  /** {@code 14:02 UTC}; with the date if it is longer ago than a day. */
  String clock(Instant moment) {
    return Duration.between(moment, now).compareTo(DAY) < 0 ? CLOCK.format(moment) : moment(moment);
  }

  /** {@code 2026-11-26 08:15:30 UTC}. */
  static String moment(Instant moment) {
    return MOMENT.format(moment);
  }

  /** {@code 08:15:30 UTC}. */
  static String time(Instant moment) {
    return TIME.format(moment);
  }

  private String rest(long number, String unit) {
    return number == 0 ? "" : " " + texts.say(unit, number);
  }

  private static String tenths(long millis) {
    return BigDecimal.valueOf(millis, 3).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }
}
