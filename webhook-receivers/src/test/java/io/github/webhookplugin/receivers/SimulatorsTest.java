package io.github.webhookplugin.receivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits, memory and programmed answers of the simulators. */
class SimulatorsTest {
  private static final String TEXT = "{\"text\":\"hello\"}";
  private static final String ROBOT = "{\"msgtype\":\"text\",\"text\":{\"content\":\"hello\"}}";

  final Ask clock = Ask.at(1_795_000_000);

  Slack slack;

  @BeforeEach
  void slack() {
    slack = with(clock, new Slack());
  }

  @Test
  void slack_takes_one_a_second_and_says_when_to_come_again() {
    assertThat(Ask.post(slack, TEXT).body()).isEqualTo("ok");

    var second = Ask.post(slack, TEXT);
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.headers()).containsEntry("Retry-After", "1");

    clock.forward(Duration.ofSeconds(1));
    assertThat(Ask.post(slack, TEXT).taken()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "slack, /services/T/B/other, '{\"text\":\"hello\"}', 404",
    "slack, , '{\"text\":\"\"}', 400",
    "slack, , 'not json', 400",
    "teams, '/workflows/0123456789abcdef/triggers/manual/paths/invoke?sig=x', '{}', 401",
    "teams, , '{\"text\":\"hello\"}', 400",
    "google-chat, '/v1/spaces/AAAAsimulator/messages?key=x&token=y', '{\"text\":\"a\"}', 401",
    "google-chat, , '{}', 400",
    "discord, /api/webhooks/1234567890/other, '{\"content\":\"a\"}', 401",
    "discord, , '{\"content\":\"\"}', 400",
    "telegram, /bot1:other/sendMessage, '{}', 401",
    "telegram, , '{\"chat_id\":\"1\",\"text\":\"a\"}', 400",
    "pagerduty, , '{\"routing_key\":\"x\",\"event_action\":\"trigger\"}', 400",
    "opsgenie, , '{\"message\":\"a\"}', 401",
    "cloudevents, , '{}', 415",
  })
  void what_is_wrong_is_refused_as_the_real_one_does(
      String name, String path, String body, int status) {
    var simulator = all().filter(one -> one.name().equals(name)).findFirst().orElseThrow();

    var answer = Ask.postTo(path == null ? simulator.path() : path, simulator, body);

    assertThat(answer.taken()).isFalse();
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void a_robot_that_gets_more_than_twenty_a_minute_is_blocked_for_ten() {
    var robot = with(clock, new DingTalkRobot());
    for (int i = 0; i < 20; i++) {
      assertThat(Ask.post(robot, ROBOT).taken()).isTrue();
    }

    assertThat(Ask.post(robot, ROBOT).body())
        .isEqualTo("{\"errcode\":130101,\"errmsg\":\"send too fast, exceed 20 times per minute\"}");
    clock.forward(Duration.ofMinutes(9));
    assertThat(Ask.post(robot, ROBOT).verdict()).isEqualTo("130101");
    clock.forward(Duration.ofMinutes(2));
    assertThat(Ask.post(robot, ROBOT).taken()).isTrue();
  }

  @Test
  void a_robot_with_keywords_wants_one_of_them() {
    var robot = with(clock, new DingTalkRobot("", "alert", "hell"));

    assertThat(Ask.post(robot, ROBOT).taken()).isTrue();
    assertThat(Ask.post(robot, ROBOT.replace("hello", "hi")).body())
        .contains("310000", "keywords not in content");
  }

  @Test
  void a_flow_fires_once_in_three_hours_for_one_client_token() {
    var flow = with(clock, new DingTalkFlow("t0ken"));
    String[] headers = {"Authorization", "Bearer t0ken", "Client-Token", "a"};

    assertThat(Ask.post(flow, TEXT, headers).taken()).isTrue();
    var again = Ask.post(flow, TEXT, headers);
    assertThat(again.taken()).isFalse();
    assertThat(again.body()).isEqualTo("{\"msg\":\"\",\"data\":{},\"code\":0}");
    clock.forward(Duration.ofHours(3));
    assertThat(Ask.post(flow, TEXT, headers).taken()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"bearer t0ken", "Bearer  t0ken", "'''Bearer t0ken'''", "Bearer t0ken1", "t0ken"})
  void a_flow_wants_its_credential_letter_by_letter(String authorization) {
    var flow = with(clock, new DingTalkFlow("t0ken"));

    assertThat(Ask.post(flow, TEXT, "Authorization", authorization).body()).contains("800005649");
  }

  @Test
  void a_flow_takes_one_a_second_without_a_credential_and_five_with() {
    var open = with(clock, new DingTalkFlow());
    assertThat(Ask.post(open, TEXT).taken()).isTrue();
    assertThat(Ask.post(open, TEXT).body()).contains("800005652");

    var guarded = with(clock, new DingTalkFlow("t0ken"));
    for (int i = 0; i < 5; i++) {
      assertThat(Ask.post(guarded, TEXT, "Authorization", "Bearer t0ken").taken())
          .isTrue();
    }
    assertThat(Ask.post(guarded, TEXT, "Authorization", "Bearer t0ken").body())
        .contains("800005652");
  }

  @Test
  void a_flow_without_its_keyword_says_0_and_does_not_fire() {
    var flow = with(clock, new DingTalkFlow("", "alert"));

    var answer = Ask.post(flow, TEXT);

    assertThat(answer.taken()).isFalse();
    assertThat(answer.body()).contains("\"code\":0");
  }

  @Test
  void wecom_counts_bytes_not_characters() {
    var wecom = with(clock, new WeCom());
    String form = "{\"msgtype\":\"text\",\"text\":{\"content\":\"%s\"}}";

    assertThat(Ask.post(wecom, form.formatted("信".repeat(682))).taken()).isTrue();
    assertThat(Ask.post(wecom, form.formatted("信".repeat(683))).body()).contains("45002");
  }

  @Test
  void discord_answers_with_the_message_if_it_is_asked_to_wait() {
    var discord = with(clock, new Discord());
    String path = discord.path().replace("?wait=true", "");

    assertThat(Ask.post(discord, "{\"content\":\"a\"}").body()).startsWith("{\"id\":\"1\"");
    assertThat(Ask.postTo(path, discord, "{\"content\":\"a\"}").status()).isEqualTo(204);
  }

  @Test
  void cloudevents_come_in_three_modes_and_each_event_once() {
    var receiver = with(clock, new CloudEvents(""));
    String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
    String[] structured = {"content-type", "application/cloudevents+json; charset=utf-8"};

    assertThat(Ask.post(receiver, event, structured).status()).isEqualTo(204);
    assertThat(Ask.post(receiver, event, structured).verdict())
        .isEqualTo("a repeated event: dropped");
    assertThat(Ask.post(
                receiver,
                "[" + event.replace("\"1\"", "\"2\"") + "]",
                "content-type",
                "application/cloudevents-batch+json")
            .taken())
        .isTrue();
    String[] binary = {"ce-specversion", "1.0", "ce-id", "3", "ce-source", "/s", "ce-type", "t"};
    assertThat(Ask.post(receiver, "{}", binary).taken()).isTrue();
  }

  @Test
  void a_programmed_answer_is_given_once_whatever_the_request() {
    var flow = with(clock, new DingTalkFlow());
    flow.answersNext("800005652");
    flow.answersNext("503");

    assertThat(Ask.post(flow, TEXT).body()).contains("800005652");
    assertThat(Ask.post(flow, TEXT).status()).isEqualTo(503);
    assertThat(Ask.post(flow, TEXT).taken()).isTrue();
    assertThatThrownBy(() -> flow.answersNext("12"))
        .hasMessageContaining("dingtalk-flow has no code '12'; it has [800004509, 800005646,");
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_simulator_remembers_what_came_and_why_it_was_refused(Simulator simulator) {
    simulator.errors().keySet().forEach(simulator::answersNext);
    int errors = simulator.errors().size();

    for (int i = 0; i < errors; i++) {
      assertThat(Ask.post(simulator, "{}").taken()).isFalse();
    }

    assertThat(simulator.received()).hasSize(errors);
    assertThat(simulator.received()).allSatisfy(one -> {
      assertThat(one.verdict()).isNotBlank();
      assertThat(one.request().text()).isEqualTo("{}");
    });
    assertThat(simulator.taken()).isEmpty();
    simulator.forget();
    assertThat(simulator.received()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_simulator_refuses_a_get(Simulator simulator) {
    var request = new Request("GET", "http://127.0.0.1", "/", "", Map.of(), new byte[0]);

    assertThat(simulator.receive(request).status()).isEqualTo(405);
  }

  static Stream<Simulator> all() {
    return Stream.of(
        new Slack(),
        new TeamsWorkflow(),
        new GoogleChat(),
        new DingTalkRobot("SECx"),
        new DingTalkFlow("t"),
        new Feishu("s"),
        new WeCom(),
        new Discord(),
        new Telegram(),
        new PagerDuty(),
        new Opsgenie(),
        new Dms("p"),
        OpenMetadata.asDocumented("s"),
        OpenMetadata.asSent("s"),
        new CloudEvents(""),
        new StandardWebhooks("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        Signed.gitHub("s"),
        Signed.stripe("s"),
        Signed.shopify("s"),
        Signed.grafana("s"));
  }

  private static <S extends Simulator> S with(Ask clock, S simulator) {
    simulator.at(clock);
    return simulator;
  }
}
