package io.github.webhookplugin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpokenAnswerTest {
  private static final String ENGLISH = "Enter a name.";
  private static final String CHINESE = "请输入名称。";

  private final SpokenAnswer spoken = new SpokenAnswer(Sentences.load("zh_CN"));

  @Test
  void sentences_are_found_at_any_depth() {
    var answer = Map.<String, Object>of(
        "detail", ENGLISH,
        "errors", List.of(Map.of("pointer", "/name", "message", ENGLISH)),
        "status", Map.of("stopped", Map.of("reason", ENGLISH)),
        "problems", List.of(ENGLISH));

    assertThat(spoken.of(answer))
        .isEqualTo(Map.of(
            "detail", CHINESE,
            "errors", List.of(Map.of("pointer", "/name", "message", CHINESE)),
            "status", Map.of("stopped", Map.of("reason", CHINESE)),
            "problems", List.of(CHINESE)));
  }

  @Test
  void titles_are_ours_only_in_presets_recipes_and_choices() {
    var preset = Map.<String, Object>of(
        "title", "Webhook address",
        "help", "Where the receiver listens.",
        "choices", List.of(Map.of("value", "event", "title", "At every request")));

    assertThat(spoken.of(preset))
        .isEqualTo(Map.of(
            "title", "Webhook 地址",
            "help", "接收方监听的地址。",
            "choices", List.of(Map.of("value", "event", "title", "每次请求都启动"))));
  }

  @Test
  void what_users_hosts_and_receivers_wrote_is_not_touched() {
    var answer = Map.<String, Object>of(
        "name",
        ENGLISH,
        "description",
        ENGLISH,
        "answer",
        ENGLISH,
        "body",
        ENGLISH,
        "events",
        List.of(Map.of("type", "a.b", "title", "Not found", "content", Map.of("message", ENGLISH))),
        "changes",
        List.of(Map.of("pointer", "/x", "before", Map.of("message", ENGLISH), "after", ENGLISH)),
        "extension",
        Map.of("help", ENGLISH),
        "eventTypes",
        List.of(Map.of("title", "Not found", "example", Map.of("message", ENGLISH))));

    assertThat(spoken.of(answer)).isEqualTo(answer);
  }
}
