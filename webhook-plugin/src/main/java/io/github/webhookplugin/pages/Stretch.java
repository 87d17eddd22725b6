package io.github.webhookplugin.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time that somebody chose, from one moment to another.
 *
 * @param from null: since ever
 * @param to not part of it any more; null: until now
 */
record Stretch(@Nullable Instant from, @Nullable Instant to) {
  static final Stretch NONE = new Stretch(null, null);

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  /**
   * Of two fields as a browser posts them, in UTC, to the minute or the second. What is no time counts as absent; if the
   * later one comes first they are taken the other way round.
   */
  static Stretch of(String from, String to) {
    Instant first = moment(from);
    Instant last = moment(to);
    return first != null && last != null && first.isAfter(last)
        ? new Stretch(last, first)
        : new Stretch(first, last);
  }

  Optional<Instant> since() {
    return Optional.ofNullable(from);
  }

  Optional<Instant> until() {
    return Optional.ofNullable(to);
  }

  /** As a field has it; empty if it is open. */
  static String written(@Nullable Instant moment) {
    return moment == null ? "" : SECONDS.format(moment);
  }

  private static @Nullable Instant moment(String text) {
    try {
      return LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text)
          .toInstant(ZoneOffset.UTC)
          .truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException none) {
      return null;
    }
  }
}
