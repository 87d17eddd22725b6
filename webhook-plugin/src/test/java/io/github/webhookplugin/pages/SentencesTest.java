package io.github.webhookplugin.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  private final Sentences chinese = Sentences.load("zh_CN");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Enter a name.                                       | 请输入名称。
      Status 503 is not from 200 to 299.                  | 状态码 503 不在 200 到 299 之间。
      Status 301 is not 200. Redirects are not followed; enter the final URL. | 状态码 301 不是 200。不会跟随重定向，请填写最终的 URL。
      Connection refused by 127.0.0.1:9.                  | 127.0.0.1:9 拒绝连接。
      Timed out after 10 s.                               | 10 秒后超时。
      Nothing but failures for 5 days. The last one: Timed out after 10 s. | 已连续失败 5 天。最近一次：10 秒后超时。
      Expected a list [ … ], found the text “a, found b”. | 应为列表 [ … ]，实际为文本“a, found b”。
      Not sent. This service wants the type task.*; the event is order.paid. | 未发送。此服务接收类型 task.*；此事件是 order.paid。
      None of its 2 event filters lets the event through. 1: It excludes Sales. 2: It wants a, the event is b. | 其 2 个事件筛选器都不让此事件通过。1：它排除 Sales。2：它接收 a，此事件是 b。
      It waits for its turn: the service gets at most 5 requests a second and 100 requests a minute. | It waits for its turn: the service gets at most 5 requests a second and 100 requests a minute.
      Not sent yet. It waits for its turn: the service gets at most 5 requests a second and 100 requests a minute. | 尚未发送。正在排队：此服务的上限为每秒 5 个请求和每分钟 100 个请求。
      Status 200, as expected. (Rule 2)                   | 状态码 200，符合预期。（规则 2）
      DingTalk is busy. (Rule 3)                          | 钉钉繁忙。（规则 3）
      Line 3, column 14: Unknown variable {{titel}}. Did you mean {{title}}? | 第 3 行第 14 列：未知变量 {{titel}}。是否指 {{title}}？
      """)
  void says_in_chinese(String english, String translation) {
    assertThat(chinese.say(english)).isEqualTo(translation);
  }

  @Test
  void conditions_are_translated_piece_by_piece() {
    assertThat(chinese.say(
            "The condition does not hold: data.a is “x; and y”, asked for is at least 7;"
                + " data.b is not there, asked for is something; and 2 more."))
        .isEqualTo("条件不成立：data.a 为“x; and y”，要求为不小于 7；data.b 不存在，要求为有值；还有 2 个。");
  }

  @Test
  void what_is_not_known_stays_as_it_is_beside_what_is() {
    assertThat(chinese.say("Our ERP is closed. Enter a name. Ask Ann. Or Ben."))
        .isEqualTo("Our ERP is closed. 请输入名称。 Ask Ann. Or Ben.");
  }

  @Test
  void what_stands_in_quotation_marks_is_never_translated() {
    assertThat(chinese.say("There is no rate group “Enter a name. Not found”."))
        .isEqualTo("没有速率组“Enter a name. Not found”。");
  }

  @Test
  void a_place_does_not_swallow_the_next_sentence() {
    assertThat(chinese.say("Status 503 is not from 200 to 299. Nobody knows this from 1 to 2."))
        .isEqualTo("状态码 503 不在 200 到 299 之间。 Nobody knows this from 1 to 2.");
  }

  @Test
  void a_dollar_or_backslash_in_a_value_stays() {
    assertThat(chinese.say("Stopped by $1\\x.")).isEqualTo("已由 $1\\x 停止。");
  }

  @Test
  void english_stays_english() {
    assertThat(Sentences.ENGLISH.say("Enter a name.")).isEqualTo("Enter a name.");
  }

  @Test
  void what_is_very_long_is_not_looked_at() {
    String text = "Enter a name. ".repeat(1_000);

    assertThat(chinese.say(text)).isSameAs(text);
  }

  @Test
  void places_are_in_order_and_there() {
    assertThatThrownBy(() -> new SentencePattern("{1} {0}", "x"))
        .hasMessageContaining("not in order");
    assertThatThrownBy(() -> new SentencePattern("a {0}", "<1>"))
        .hasMessageContaining("no such place");
  }
}
