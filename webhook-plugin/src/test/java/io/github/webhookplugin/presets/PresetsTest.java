package io.github.webhookplugin.presets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.settings.SettingsReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recognised, and what becomes of what an admin fills in. */
class PresetsTest {
  static final Presets PRESETS = Presets.shipped(new SettingsReader(template -> List.of())::parse);

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/T000/B000/XXX, slack",
    "' https://HOOKS.Slack.com/services/T000/B000/XXX ', slack",
    "https://prod-27.westeurope.logic.azure.com:443/workflows/ab/triggers/manual/paths/invoke?sig=x, teams",
    "https://a.05.environment.api.powerplatform.com:443/powerautomate/x?sig=y, teams",
    "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t, google-chat",
    "https://oapi.dingtalk.com/robot/send?access_token=abc, dingtalk-robot",
    "https://connector.dingtalk.io/webhook/flow/10344fb8, dingtalk-flow",
    "https://connector.example.cn/webhook/flow/10344fb8, dingtalk-flow",
    "https://open.feishu.cn/open-apis/bot/v2/hook/abc, feishu",
    "https://open.larksuite.com/open-apis/bot/v2/hook/abc, feishu",
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc, wecom",
    "https://discord.com/api/webhooks/1/abc, discord",
    "https://api.telegram.org/bot1:abc/sendMessage, telegram",
    "https://events.pagerduty.com/v2/enqueue, pagerduty",
    "https://api.eu.opsgenie.com/v2/alerts, opsgenie",
    "https://user:pw@hooks.slack.com:443/services/T000/B000/XXX, slack",
  })
  void T_18_an_address_is_recognised(String url, String preset) {
    assertThat(PRESETS.recognise(url)).hasValueSatisfying(found -> {
      assertThat(found.preset().id()).isEqualTo(preset);
      assertThat(found.dead()).isFalse();
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://outlook.office.com/webhook/XXX",
        "https://contoso.webhook.office.com/webhookb2/a/IncomingWebhook/b/c"
      })
  void X_31_an_address_at_which_nobody_is_any_more_is_dead(String url) {
    assertThat(PRESETS.recognise(url)).hasValueSatisfying(found -> {
      assertThat(found.preset().id()).isEqualTo("teams");
      assertThat(found.dead()).isTrue();
      assertThat(found.warning()).contains("retired");
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/hooks.slack.com/services/T",
        "https://hooks.slack.com.example.com/services/T",
        "https://example.com?u=https://hooks.slack.com/services/T",
        "",
        "slack"
      })
  void other_addresses_are_not(String url) {
    assertThat(PRESETS.recognise(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "t0k.en-_~+/=",
        "` t0k.en-_~+/= `",
        "Bearer t0k.en-_~+/=",
        "bearer  t0k.en-_~+/=",
        "'t0k.en-_~+/='",
        "'Bearer t0k.en-_~+/='",
        "'Authorization: Bearer t0k.en-_~+/='",
        "Authorization: 'Bearer t0k.en-_~+/='",
        "[t0k.en-_~+/=]",
        "\\[t0k.en-_~+/=\\]",
        "Bearer <t0k.en-_~+/=>",
        "“t0k.en-_~+/=”",
      })
  void X_34_a_bearer_token_is_taken_as_people_paste_it(String pasted) {
    var filled = flow(Map.of("token", pasted));

    assertThat(filled.problems()).isEmpty();
    assertThat(filled.service().get("headers").toString())
        .contains("name=Authorization, value=Bearer t0k.en-_~+/=, secret=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok en", "tok\"en", "tøken", "tok{{en}}", "Bearer"})
  void T_21_what_cannot_be_a_token_is_refused_without_repeating_it(String pasted) {
    var filled = flow(Map.of("token", pasted));

    assertThat(filled.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.pointer()).isEqualTo("/fields/token");
      assertThat(problem.message()).startsWith("A token has letters, digits and");
    });
  }

  @Test
  void T_20_without_a_token_there_is_no_authorization_and_one_request_a_second() {
    var service = flow(Map.of()).service();

    assertThat(service.get("headers").toString())
        .isEqualTo("[{name=Client-Token, value={{deliveryId}}}]");
    assertThat(service.get("rate")).isEqualTo(Map.of("count", 1, "per", "second"));
    assertThat(flow(Map.of("token", "t")).service().get("rate"))
        .isEqualTo(Map.of("count", 5, "per", "second"));
  }

  @Test
  void T_24_the_client_token_can_be_left_out() {
    assertThat(flow(Map.of("clientToken", "none")).service().get("headers")).isEqualTo(List.of());
    assertThat(flow(Map.of("clientToken", "event")).service().get("headers").toString())
        .contains("{{eventId}}");
  }

  @Test
  void T_08_up_to_ten_keywords_as_a_list_or_with_commas_between() {
    var ten = flow(Map.of("keywords", "a, b，c\nd;e；f,g,h,i,j, a,"));
    assertThat(ten.problems()).isEmpty();
    assertThat(((Map<?, ?>) ten.service().get("limits")).get("keywords"))
        .isEqualTo(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
    assertThat(ten.service().get("body").toString()).contains("\"keyword\": \"a\"");

    assertThat(flow(Map.of(
                "keywords", List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11")))
            .problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message())
            .isEqualTo("Expected at most 10 words, found 11. Remove some."));
  }

  @Test
  void what_goes_into_a_body_is_escaped_for_it() {
    var filled = flow(Map.of("keywords", List.of("say \"hi\" \\o/")));

    assertThat(filled.service().get("body").toString())
        .contains("\"keyword\": \"say \\\"hi\\\" \\\\o/\"");
  }

  @Test
  void all_problems_come_at_once_and_none_repeats_a_secret() {
    var filled = PRESETS
        .named("pagerduty")
        .orElseThrow()
        .fill(Map.of("routingKey", "s3cr3t", "severity", "fatal", "source", "{{x}}", "sauce", 1));

    assertThat(filled.problems())
        .extracting(problem -> problem.pointer())
        .containsExactlyInAnyOrder(
            "/fields/routingKey", "/fields/severity", "/fields/source", "/fields/sauce");
    assertThat(filled.problems().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void T_16_an_address_may_be_pasted_with_a_line_break() {
    var filled = PRESETS
        .named("slack")
        .orElseThrow()
        .fill(Map.of("url", " https://hooks.slack.com/services/T000/\n  B000/XXX\n"));

    assertThat(filled.service())
        .containsEntry("url", "https://hooks.slack.com/services/T000/B000/XXX");
  }

  private static Filled flow(Map<String, Object> fields) {
    var all = new HashMap<>(fields);
    all.put("url", "https://connector.dingtalk.io/webhook/flow/abc");
    return PRESETS.named("dingtalk-flow").orElseThrow().fill(all);
  }
}
