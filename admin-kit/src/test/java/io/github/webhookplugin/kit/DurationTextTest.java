package io.github.webhookplugin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "432000, 432000",
    "5 days, 432000",
    "5d, 432000",
    "1 Day, 86400",
    "1 h 30 min, 5400",
    "1h30m, 5400",
    "2 hours 1 second, 7201",
    "90 s, 90",
    "0, 0",
    "5 天, 432000",
    "1小时30分钟, 5400",
    "10 秒, 10"
  })
  void is_read_as_people_write_it(String typed, long seconds) {
    assertThat(DurationText.seconds(typed)).hasValue(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "5 fortnights",
        "1 h 30",
        "30 min 1 h",
        "1 h 1 h",
        "-5",
        "1.5 h",
        "5 days!",
        "99999999999",
        "5 days and more"
      })
  void what_could_mean_something_else_means_nothing(String typed) {
    assertThat(DurationText.seconds(typed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "432000, 5 days, 5 天",
    "86400, 1 day, 1 天",
    "5400, 1 hour 30 minutes, 1 小时 30 分钟",
    "61, 1 minute 1 second, 1 分钟 1 秒",
    "10, 10 seconds, 10 秒",
    "0, 0 seconds, 0 秒"
  })
  void is_said_as_people_read_it(long seconds, String english, String chinese) {
    assertThat(new DurationText(Texts.of(Locale.ENGLISH)).words(seconds)).isEqualTo(english);
    assertThat(new DurationText(Texts.of(Locale.SIMPLIFIED_CHINESE)).words(seconds))
        .isEqualTo(chinese);
  }

  @Test
  void what_is_said_is_read_again() {
    for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
      var words = new DurationText(Texts.of(locale));
      for (long seconds = 0; seconds < 3_000_000; seconds = seconds * 3 + 7) {
        assertThat(DurationText.seconds(words.words(seconds))).hasValue(seconds);
      }
    }
  }
}
