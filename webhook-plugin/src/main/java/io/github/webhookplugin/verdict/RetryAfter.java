package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Header;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a receiver asks to wait: the header {@code Retry-After} (RFC 9110 section 10.2.3), as seconds or as a date
 * in one of the three forms of section 5.6.7.
 */
final class RetryAfter {
  /** Nobody is made to wait longer, whatever is asked. */
  static final Duration LONGEST = Duration.ofHours(24);

  private static final String NAME = "Retry-After";
  private static final Pattern SECONDS = Pattern.compile("\\d+");
  private static final int MOST_DIGITS = 9;
  private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";

  /** {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
  private static final Pattern IMF_FIXDATE = Pattern.compile(
      "\\p{Alpha}{3}, (?<day>\\d\\d) (?<month>\\p{Alpha}{3}) (?<year>\\d{4}) " + TIME + " GMT");

  /** {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
  private static final Pattern RFC_850 = Pattern.compile(
      "\\p{Alpha}{6,9}, (?<day>\\d\\d)-(?<month>\\p{Alpha}{3})-(?<year>\\d\\d) " + TIME + " GMT");

  /** {@code Sun Nov  6 08:49:37 1994}. */
  private static final Pattern ASCTIME = Pattern.compile(
      "\\p{Alpha}{3} (?<month>\\p{Alpha}{3}) (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})");

  private static final List<Pattern> DATES = List.of(IMF_FIXDATE, RFC_850, ASCTIME);
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private RetryAfter() {}

  /**
   * The wait that an answer asks for.
   *
   * @param now when the answer came
   * @return more than zero, 24 hours at most; empty if there is no such header, it cannot be read, or the time has
   *     come already
   */
  static Optional<Duration> of(List<Header> headers, Instant now) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(NAME)) {
        return read(header.value().strip(), now);
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> read(String value, Instant now) {
    var wait = SECONDS.matcher(value).matches()
        ? Optional.of(seconds(value))
        : date(value, now).map(until -> Duration.between(now, until));
    return wait.filter(asked -> asked.compareTo(Duration.ZERO) > 0)
        .map(asked -> asked.compareTo(LONGEST) < 0 ? asked : LONGEST);
  }

  private static Duration seconds(String digits) {
    return digits.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Integer.parseInt(digits));
  }

  private static Optional<Instant> date(String value, Instant now) {
    for (Pattern form : DATES) {
      Matcher date = form.matcher(value);
      if (date.matches()) {
        int year = Integer.parseInt(date.group("year"));
        return form == RFC_850 ? inSomeCentury(date, year, now) : in(date, year);
      }
    }
    return Optional.empty();
  }

  /** Two digits stand for the latest such year that is not more than 50 years ahead (RFC 9110 section 5.6.7). */
  private static Optional<Instant> inSomeCentury(Matcher date, int year, Instant now) {
    LocalDateTime latest = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(50);
    int century = latest.getYear() / 100 * 100;
    return in(date, century + year)
        .filter(time -> !time.isAfter(latest.toInstant(ZoneOffset.UTC)))
        .or(() -> in(date, century - 100 + year));
  }

  private static Optional<Instant> in(Matcher date, int year) {
    try {
      return Optional.of(LocalDateTime.of(
              year,
              MONTHS.indexOf(date.group("month")) + 1,
              number(date, "day"),
              number(date, "hour"),
              number(date, "minute"),
              withoutLeap(number(date, "second")))
          .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noSuchMoment) {
      return Optional.empty();
    }
  }

  private static int withoutLeap(int second) {
    return second == 60 ? 59 : second;
  }

  private static int number(Matcher date, String group) {
    return Integer.parseInt(date.group(group).strip());
  }
}
