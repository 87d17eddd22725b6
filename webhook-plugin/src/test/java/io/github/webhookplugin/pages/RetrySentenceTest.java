package io.github.webhookplugin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrySentenceTest {
  @Test
  void says_how_often_how_far_apart_and_when_it_gives_up() {
    assertThat(sentence("en", 3, 30))
        .isEqualTo(
            "A failed delivery is tried 3 more times, 30 s apart. It gives up after about 1 min 30 s.");
  }

  @Test
  void one_retry_is_one_time() {
    assertThat(sentence("en", 1, 60))
        .isEqualTo(
            "A failed delivery is tried 1 more time, 1 min later. It gives up after about 1 min.");
  }

  @Test
  void no_retry_is_said_plainly() {
    assertThat(sentence("en", 0, 60)).isEqualTo("A failed delivery is not tried again.");
  }

  @Test
  void waits_that_grow_or_are_listed_are_said_one_by_one() {
    assertThat(sentence(
            "en",
            Map.of(
                "retryMode", "exponential",
                "retryCount", 3,
                "retryInterval", 30,
                "retryFactor", 2,
                "retryMaxInterval", 100)))
        .isEqualTo(
            "A failed delivery is tried 3 more times, waiting 30 s, 1 min, 1 min 40 s. It gives up"
                + " after about 3 min 10 s.");
    assertThat(sentence(
            "en",
            Map.of("retryMode", "schedule", "retrySchedule", List.of(1, 2, 3, 4, 5, 6, 3600))))
        .contains("tried 7 more times, waiting 1 s, 2 s, 3 s, 4 s, 5 s, 6 s, …. It gives up");
    assertThat(sentence("en", Map.of("retryMode", "schedule", "retrySchedule", List.of(30))))
        .contains("1 more time, 30 s later");
  }

  @Test
  void in_chinese() {
    assertThat(sentence("zh_CN", 3, 30)).isEqualTo("失败的投递会再尝试 3 次，每次间隔 30 秒。大约 1 分钟 30 秒后放弃。");
  }

  private static String sentence(String language, int count, int interval) {
    return sentence(language, Map.of("retryCount", count, "retryInterval", interval));
  }

  private static String sentence(String language, Map<String, ?> settings) {
    var texts = Texts.load(language, Locale.ENGLISH);
    return RetrySentence.of(settings, texts, new Figures(texts, Instant.EPOCH));
  }
}
