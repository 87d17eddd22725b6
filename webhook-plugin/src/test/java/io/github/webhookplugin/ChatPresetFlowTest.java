package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.receivers.DingTalkRobot;
import io.github.webhookplugin.receivers.Discord;
import io.github.webhookplugin.receivers.Feishu;
import io.github.webhookplugin.receivers.GoogleChat;
import io.github.webhookplugin.receivers.Received;
import io.github.webhookplugin.receivers.Slack;
import io.github.webhookplugin.receivers.TeamsWorkflow;
import io.github.webhookplugin.receivers.Telegram;
import io.github.webhookplugin.receivers.WeCom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The presets of chats against their receivers: what is sent is taken; too large, unsigned or too fast is not. */
class ChatPresetFlowTest extends PresetFlow {
  private static final String TITLE = "Import <4711> & more";
  private static final String MESSAGE = "2 rows \"skipped\"\nC:\\data\t中文 🎉";

  @Test
  void P_01_slack_shows_what_was_written_with_its_three_characters_escaped() {
    var slack = new Slack();
    service("slack", slack, "{}");

    publish(anEvent().build());

    Received message = taken(slack);
    assertThat(message.request().json().path("text").asText())
        .isEqualTo("*Import &lt;4711&gt; &amp; more*\n" + MESSAGE);
    assertThat(Slack.shown(message)).isEqualTo("*" + TITLE + "*\n" + MESSAGE);
  }

  @Test
  void P_01_A_55_slack_gets_one_message_a_second_and_a_long_one_shortened() {
    var slack = new Slack();
    service("slack", slack, "{}");

    publish(anEvent().message("x".repeat(50_000)).build());
    assertThat(taken(slack).request().text().length()).isBetween(34_000, 35_000);
    publish(anEvent().build());
    publish(anEvent().build());

    for (int i = 2; i <= 3; i++) {
      clock.forward(SECOND);
      assertThat(received(slack, i)).allMatch(Received::taken);
    }
  }

  @Test
  void P_02_X_39_teams_has_accepted_the_card_and_the_history_says_no_more() {
    var teams = new TeamsWorkflow();
    service("teams", teams, "{}");

    publish(anEvent().build());

    var card = taken(teams).request().json().at("/attachments/0/content/body");
    assertThat(card.at("/0/text").asText()).isEqualTo(TITLE);
    assertThat(card.at("/1/text").asText()).isEqualTo(MESSAGE);
    assertThat(ended().reason()).startsWith("Accepted by the flow. Whether the message is shown");
  }

  @Test
  void P_03_google_chat_takes_a_text() {
    var chat = new GoogleChat();
    service("google-chat", chat, "{}");

    publish(anEvent().build());

    assertThat(taken(chat).request().json().path("text").asText())
        .isEqualTo("*" + TITLE + "*\n" + MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown"})
  void P_04_A_55_dingtalk_robot_takes_signed_messages_with_a_keyword(String format) {
    var robot = new DingTalkRobot("SECabc", "Import");
    service(
        "dingtalk-robot",
        robot,
        "{'secret': 'SECabc', 'keywords': 'Import', 'format': '" + format + "'}");

    publish(anEvent().build());

    assertThat(taken(robot).request().json().path("msgtype").asText()).isEqualTo(format);
  }

  @Test
  void P_04_a_wrong_secret_stops_the_service() {
    var robot = new DingTalkRobot("SECabc");
    String id = service("dingtalk-robot", robot, "{'secret': 'SECwrong'}");
    publish(anEvent().build());
    assertThat(failed().reason()).contains("the signature is wrong");
    stopped(id);
  }

  @Test
  void P_04_a_missing_keyword_fails_the_message_and_leaves_the_service_alone() {
    var choosy = new DingTalkRobot("", "alert");
    service("dingtalk-robot", choosy, "{'keywords': 'alert'}");
    publish(anEvent().build());
    assertThat(failed().reason()).contains("None of the robot's keywords is in the message");
  }

  @Test
  void P_04_the_signature_is_new_for_each_try() {
    var robot = new DingTalkRobot("SECabc");
    robot.answersNext("-1");
    service("dingtalk-robot", robot, "{'secret': 'SECabc'}");
    publish(anEvent().build());
    waiting(1);

    // what was signed at the first try would be refused now
    clock.forward(Duration.ofHours(2));

    assertThat(received(robot, 2).get(1).taken()).isTrue();
    delivered();
  }

  @Test
  void P_04_twenty_a_minute_are_sent_and_the_rest_waits() {
    var robot = new DingTalkRobot();
    service("dingtalk-robot", robot, "{}");

    for (int i = 0; i < 25; i++) {
      publish(anEvent().title("Nr " + i).build());
    }
    received(robot, 20);
    clock.forward(Duration.ofSeconds(61));

    assertThat(received(robot, 25)).allMatch(Received::taken);
  }

  @Test
  void P_05_feishu_has_the_signature_in_the_body_new_for_each_try() {
    var feishu = new Feishu("abc", "Import");
    feishu.answersNext("11232");
    service("feishu", feishu, "{'secret': 'abc', 'keywords': 'Import'}");
    publish(anEvent().build());
    waiting(1);

    clock.forward(Duration.ofHours(2));

    Received second = received(feishu, 2).get(1);
    assertThat(second.verdict()).isEqualTo("taken");
    assertThat(second.request().json().at("/content/text").asText())
        .isEqualTo(TITLE + "\n" + MESSAGE);
    delivered();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void P_05_feishu_says_yes_in_two_shapes(boolean old) {
    var feishu = new Feishu();
    if (old) {
      feishu.answersInOldShape();
    }
    service("feishu", feishu, "{}");

    publish(anEvent().build());

    assertThat(taken(feishu).request().json().has("sign")).isFalse();
  }

  @Test
  void P_05_feishu_gets_five_a_second_and_a_hundred_a_minute() {
    var feishu = new Feishu();
    service("feishu", feishu, "{}");

    for (int i = 0; i < 110; i++) {
      publish(anEvent().title("Nr " + i).build());
    }
    for (int sent = 5; sent < 100; sent += 5) {
      assertThat(received(feishu, sent)).hasSize(sent);
      clock.forward(SECOND);
    }
    assertThat(received(feishu, 100)).hasSize(100);
    // 19 steps after the first five, whose places are free a minute after their use
    clock.forward(Duration.ofMillis(60_050).minus(SECOND.multipliedBy(19)));

    assertThat(received(feishu, 105)).allMatch(Received::taken);
  }

  @Test
  void P_05_a_wrong_secret_stops_feishu() {
    var feishu = new Feishu("abc");
    String id = service("feishu", feishu, "{'secret': 'other'}");

    publish(anEvent().build());

    assertThat(failed().reason()).contains("signature is wrong");
    stopped(id);
  }

  @ParameterizedTest
  @CsvSource({"text, /text/content, 2048", "markdown, /markdown/content, 4096"})
  void P_06_A_55_wecom_gets_what_fits_counted_in_bytes(String format, String pointer, int most) {
    var wecom = new WeCom();
    service("wecom", wecom, "{'format': '" + format + "'}");

    publish(anEvent().message("信".repeat(3_000)).build());

    String content = taken(wecom).request().json().at(pointer).asText();
    assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(most - 10, most);
    assertThat(content).endsWith("…");
  }

  @Test
  void P_07_discord_is_asked_to_wait_and_pings_nobody() {
    var discord = new Discord();
    service("discord", discord, "{}");

    publish(anEvent().message("@everyone " + "🎉".repeat(3_000)).build());

    Received message = taken(discord);
    assertThat(message.answer().status()).isEqualTo(200);
    assertThat(message.request().json().at("/allowed_mentions/parse")).isEmpty();
    assertThat(message.request().json().path("content").asText()).contains("@everyone 🎉");
  }

  @Test
  void P_07_discord_gets_five_in_two_seconds() {
    var discord = new Discord();
    service("discord", discord, "{}");

    for (int i = 0; i < 12; i++) {
      publish(anEvent().title("Nr " + i).build());
    }
    for (int sent = 5; sent < 12; sent += 5) {
      assertThat(received(discord, sent)).hasSize(sent);
      clock.forward(Duration.ofMillis(2_050));
    }

    assertThat(received(discord, 12)).allMatch(Received::taken);
  }

  @Test
  void P_08_telegram_gets_plain_text_of_a_length_that_it_takes() {
    var telegram = new Telegram();
    service(
        "telegram",
        telegram,
        "{'token': '" + telegram.token() + "', 'chat': '" + telegram.chat() + "'}");

    publish(anEvent().message("<b>" + "x".repeat(5_000)).build());

    var message = taken(telegram).request().json();
    assertThat(message.path("text").asText()).startsWith(TITLE + "\n<b>xx").endsWith("…");
    assertThat(message.has("parse_mode")).isFalse();
  }

  @Test
  void X_41_the_token_in_an_address_is_nowhere_in_the_log() {
    var robot = new DingTalkRobot();
    robot.answersNext("-1");
    service("dingtalk-robot", robot, "{}");
    publish(anEvent().build());
    waiting(1);

    String token = robot.path().substring(robot.path().indexOf('=') + 1);
    assertThat(text(get("deliveries"))).doesNotContain(token);
    String delivery = json(get("deliveries")).at("/deliveries/0/id").asText();
    assertThat(text(get("deliveries/" + delivery))).doesNotContain(token);
  }
}
