package io.github.webhookplugin.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final String NOW = "2026-11-21T08:15:30Z";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1             | PT1S",
        "120           | PT2M",
        "0060          | PT1M",
        "86400         | PT24H",
        "86401         | PT24H",
        "999999999     | PT24H",
        "2147483648    | PT24H",
        "99999999999999999999999999 | PT24H"
      })
  void seconds_are_at_most_a_day(String value, Duration wait) {
    assertThat(asked(value, NOW)).contains(wait);
  }

  /** The three forms of RFC 9110 section 5.6.7. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sat, 21 Nov 2026 08:16:00 GMT      | PT30S",
        "Saturday, 21-Nov-26 08:16:00 GMT   | PT30S",
        "Sat Nov 21 08:16:00 2026           | PT30S",
        "Sun Nov 22 08:15:29 2026           | PT23H59M59S",
        "Sun, 22 Nov 2026 08:15:31 GMT      | PT24H",
        "Tue, 31 Dec 9999 23:59:60 GMT      | PT24H",
        "Tue Dec  1 00:00:00 2026           | PT24H"
      })
  void dates_come_in_three_forms(String value, Duration wait) {
    assertThat(asked(value, NOW)).contains(wait);
  }

  @Test
  void a_day_of_one_digit_has_a_blank_before_it_in_the_form_of_asctime() {
    assertThat(asked("Tue Dec  1 00:00:10 2026", "2026-12-01T00:00:00Z"))
        .contains(Duration.ofSeconds(10));
  }

  @Test
  void a_leap_second_is_the_second_before_it() {
    assertThat(asked("Thu, 31 Dec 2026 23:59:60 GMT", "2026-12-31T23:59:50Z"))
        .contains(Duration.ofSeconds(9));
  }

  /** Two digits of a year are never more than 50 years ahead. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sunday, 06-Nov-94 08:49:37 GMT     | 2026-11-21T08:15:30Z | ",
        "Friday, 20-Nov-76 08:15:30 GMT     | 2026-11-21T08:15:30Z | PT24H",
        "Saturday, 21-Nov-76 08:15:30 GMT   | 2026-11-21T08:15:30Z | PT24H",
        "Saturday, 21-Nov-76 08:15:31 GMT   | 2026-11-21T08:15:30Z | ",
        "Friday, 01-Jan-00 00:00:05 GMT     | 2099-12-31T23:59:58Z | PT7S",
        "Monday, 29-Feb-00 00:00:00 GMT     | 2060-01-01T00:00:00Z | ",
        "Friday, 31-Dec-99 23:59:59 GMT     | 2099-12-31T23:59:58Z | PT1S"
      })
  void two_digits_of_a_year_are_never_more_than_50_years_ahead(
      String value, String now, Duration wait) {
    assertThat(asked(value, now)).isEqualTo(Optional.ofNullable(wait));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "-1",
        "+5",
        "1.5",
        "1e3",
        "٣",
        "soon",
        "120, 60",
        "2026-11-21T08:16:00Z",
        "Sat, 21 Nov 2026 08:16:00",
        "Sat, 21 Nov 2026 08:16:00 CET",
        "Sat, 21 Nov 2026 08:15:30 GMT",
        "Sat, 21 Nov 2026 08:15:29 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sat, 31 Feb 2027 08:16:00 GMT",
        "Sat, 21 Nev 2026 08:16:00 GMT",
        "Sat, 21 Nov 2026 24:16:00 GMT",
        "Sat, 21 Nov 2026 08:16:61 GMT",
        "Sat Nov    08:16:00 2026"
      })
  void what_cannot_be_read_or_has_passed_says_nothing(String value) {
    assertThat(asked(value, NOW)).isEmpty();
  }

  @Test
  void the_name_of_the_header_is_read_in_any_case_and_blanks_do_not_count() {
    assertThat(RetryAfter.of(
            List.of(new Header("Date", "7"), new Header("RETRY-AFTER", " 5 ")), Instant.parse(NOW)))
        .contains(Duration.ofSeconds(5));
    assertThat(RetryAfter.of(List.of(new Header("Date", "7")), Instant.parse(NOW)))
        .isEmpty();
  }

  @Test
  void months_are_english_wherever_the_host_runs() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.CHINA);
      assertThat(asked("Sat, 21 Nov 2026 08:16:00 GMT", NOW)).contains(Duration.ofSeconds(30));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Optional<Duration> asked(String value, String now) {
    return RetryAfter.of(List.of(new Header("Retry-After", value)), Instant.parse(now));
  }
}
