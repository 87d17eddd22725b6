package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminPermission;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What engine and API say, as a Chinese page shows it. */
class SentencesPageTest extends PagesFixture {
  /** A sentence of ours that users and receivers write as well. */
  private static final String OURS = "Enter a name.";

  @BeforeEach
  void chinese() {
    locale = Locale.SIMPLIFIED_CHINESE;
  }

  @Test
  void a_verdict_is_chinese() {
    receiver.answers(503, "");

    assertThat(html(submit("services/" + service("Orders", "") + "/test")).select(".result-check"))
        .extracting(line -> line.text())
        .containsExactly("状态码 503 不在 200 到 299 之间。");
  }

  @Test
  void a_filter_says_in_chinese_why_not() {
    String id = service("Tasks", ", 'eventTypes': ['task.*']");

    assertThat(page("services/" + id + "/test/note?type=order.paid").text())
        .endsWith("此服务接收类型 task.*；此事件是 order.paid。");
  }

  @Test
  void what_a_receiver_answers_and_users_call_things_is_shown_as_it_is() {
    receiver.answers(503, OURS);
    String id = service(OURS, "");

    assertThat(page("services/" + id + "/test").select("h2").text()).isEqualTo("测试 " + OURS);
    assertThat(html(submit("services/" + id + "/test")).select("#trial-answer").text())
        .isEqualTo(OURS);
  }

  @Test
  void refusals_are_chinese_whoever_says_them() {
    assertThat(html(visit("services/" + UUID.randomUUID() + "/test")).text())
        .isEqualTo("没有此 ID 的服务。是否已被移除？请查看 v1/services。");
    assertThat(html(visit("no/such/page")).text()).isEqualTo("没有此页面。");

    permissions = Set.of(AdminPermission.VIEW);
    assertThat(html(submit("transfer/import", "document", "{}")).text())
        .isEqualTo("您可以查看，但无权执行此操作。");
  }

  @Test
  void what_is_wrong_with_a_document_is_chinese() {
    String document = "{\"services\": [{\"name\": \"\", \"url\": \"http:///x\"}]}";

    assertThat(html(submit("transfer/import", "document", document, "dryRun", "true"))
            .text())
        .contains("请输入名称。", "地址无效：缺少主机。");
  }

  @Test
  void english_pages_stay_english() {
    locale = Locale.ENGLISH;

    assertThat(html(visit("no/such/page")).text()).isEqualTo("There is no such page.");
  }
}
