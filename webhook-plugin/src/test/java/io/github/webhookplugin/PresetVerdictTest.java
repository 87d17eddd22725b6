package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.receivers.CloudEvents;
import io.github.webhookplugin.receivers.DingTalkFlow;
import io.github.webhookplugin.receivers.DingTalkRobot;
import io.github.webhookplugin.receivers.Discord;
import io.github.webhookplugin.receivers.Dms;
import io.github.webhookplugin.receivers.Feishu;
import io.github.webhookplugin.receivers.GoogleChat;
import io.github.webhookplugin.receivers.OpenMetadata;
import io.github.webhookplugin.receivers.Opsgenie;
import io.github.webhookplugin.receivers.PagerDuty;
import io.github.webhookplugin.receivers.Simulator;
import io.github.webhookplugin.receivers.Slack;
import io.github.webhookplugin.receivers.StandardWebhooks;
import io.github.webhookplugin.receivers.TeamsWorkflow;
import io.github.webhookplugin.receivers.Telegram;
import io.github.webhookplugin.receivers.WeCom;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every receiver's errors mean, with its preset: one error, one verdict, one sentence. */
class PresetVerdictTest extends PresetFlow {
  private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @ParameterizedTest(name = "{0}: {1} means {2}")
  @CsvSource({
    "slack, no_text, rejected, did not accept",
    "slack, invalid_payload, rejected, did not accept",
    "slack, posting_to_general_channel_denied, rejected, did not accept",
    "slack, no_service, stop, does not know this webhook",
    "slack, action_prohibited, stop, does not know this webhook",
    "slack, channel_is_archived, stop, archived",
    "slack, rollup_error, retry, 500",
    "teams, DirectApiInvalidAuthorizationScheme, stop, flow is not there",
    "teams, WorkflowNotFound, stop, flow is not there",
    "teams, RequestEntityTooLarge, rejected, 413",
    "teams, TriggerInputSchemaMismatch, rejected, 400",
    "teams, throttled, throttled 30, more slowly",
    "teams, 502, retry, 502",
    "google-chat, INVALID_ARGUMENT, rejected, Invalid JSON payload received.",
    "google-chat, PERMISSION_DENIED, stop, The caller does not have permission",
    "google-chat, NOT_FOUND, stop, Space not found",
    "google-chat, RESOURCE_EXHAUSTED, throttled 5, for now",
    "google-chat, INTERNAL, retry, 500",
    "dingtalk-robot, keywords not in content, rejected, keywords",
    "dingtalk-robot, sign not match, stop, signature is wrong",
    "dingtalk-robot, invalid timestamp, retry, clock",
    "dingtalk-robot, not in whitelist, stop, 203.0.113.7",
    "dingtalk-robot, 130101, throttled 60, 20 messages a minute",
    "dingtalk-robot, 300001, rejected, invalid parameter",
    "dingtalk-robot, 40035, rejected, msgtype",
    "dingtalk-robot, 400101, stop, access_token",
    "dingtalk-robot, -1, retry, busy",
    "feishu, 19001, stop, does not know this bot",
    "feishu, 19021, stop, signature",
    "feishu, 19022, stop, address",
    "feishu, 19024, rejected, keywords",
    "feishu, 9499, rejected, Bad Request",
    "feishu, 19036, rejected, too large",
    "feishu, 11232, throttled 60, more slowly",
    "wecom, 93000, stop, does not know this robot",
    "wecom, 45009, throttled 65, 20 messages",
    "wecom, 45002, rejected, content size out of limit",
    "wecom, 44004, rejected, empty content",
    "wecom, 40008, rejected, invalid message type",
    "wecom, 40058, rejected, invalid parameter",
    "wecom, -1, retry, busy",
    "discord, 10015, stop, Unknown Webhook",
    "discord, 50027, stop, Invalid Webhook Token",
    "discord, 50035, rejected, Invalid Form Body",
    "discord, rate limited, throttled 1, 1.529 seconds",
    "telegram, chat not found, stop, chat id",
    "telegram, message is too long, rejected, message is too long",
    "telegram, migrated, stop, -1009876543210",
    "telegram, Unauthorized, stop, bot token",
    "telegram, bot was kicked from the supergroup chat, stop, kicked",
    "telegram, Too Many Requests, throttled 5, 5 seconds",
    "pagerduty, invalid routing key, rejected, routing_key",
    "pagerduty, throttled, throttled 120, more slowly",
    "pagerduty, 503, retry, 503",
    "opsgenie, unauthorized, stop, API key",
    "opsgenie, unprocessable, rejected, not processable",
    "opsgenie, throttled, throttled 30, 429",
    "dms, failed, retry, The receiver said no: error message",
    "openmetadata, signature, rejected, 401",
    "openmetadata-docs, 500, retry, 500",
    "dingtalk-flow, 800004509, stop, switched off",
    "dingtalk-flow, 800005646, stop, calls itself",
    "dingtalk-flow, 800005647, rejected, 4 MB",
    "dingtalk-flow, 800005649, stop, bearer token",
    "dingtalk-flow, 800005650, stop, allow-list",
    "dingtalk-flow, 800005652, throttled 2, 5 requests a second",
    "dingtalk-flow, 800006003, rejected, not JSON",
    "dingtalk-flow, 502, retry, 502",
    "standard-webhooks, gone, stop, gone for good",
    "standard-webhooks, 504, throttled 30, 504",
    "standard-webhooks, 301, rejected, 301",
    "cloudevents, unsupported, rejected, another mode",
    "cloudevents, gone, stop, gone for good",
    "cloudevents, throttled, throttled 120, 429",
  })
  void an_error_means(String preset, String code, String verdict, String sentence) {
    Simulator simulator = simulator(preset);
    String id = service(preset, simulator, fields(preset, simulator));
    simulator.answersNext(code);

    publish(anEvent().build());

    switch (verdict.split(" ")[0]) {
      case "rejected", "stop" -> {
        assertThat(failed().reason()).contains(sentence);
        assertThat(isStopped(id)).isEqualTo(verdict.equals("stop"));
      }
      case "throttled" -> {
        // a tenth of a second is lost between the request and its answer at most; a wait has up to
        // 20 % more
        long asked = Long.parseLong(verdict.split(" ")[1]);
        assertThat(waiting(1))
            .isBetween(Duration.ofSeconds(asked), Duration.ofSeconds(asked * 2 + 1));
        assertThat(lastReason()).contains(sentence);
        assertThat(state(id)).isEqualTo("active");
      }
      default -> {
        assertThat(waiting(1)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(72));
        assertThat(lastReason()).contains(sentence);
        assertThat(state(id)).isEqualTo("awaitingRetry");
      }
    }
  }

  private boolean isStopped(String id) {
    // the end is told before the state is stored by another thread of the same turn
    await().until(() -> !state(id).equals("active"));
    return !json(get("services/" + id)).at("/status/stopped").isNull();
  }

  private String lastReason() {
    return json(get("deliveries?state=waiting")).at("/deliveries/0").toString();
  }

  private static Simulator simulator(String preset) {
    return switch (preset) {
      case "slack" -> new Slack();
      case "teams" -> new TeamsWorkflow();
      case "google-chat" -> new GoogleChat();
      case "dingtalk-robot" -> new DingTalkRobot("SECabc");
      case "feishu" -> new Feishu("abc");
      case "wecom" -> new WeCom();
      case "discord" -> new Discord();
      case "telegram" -> new Telegram();
      case "pagerduty" -> new PagerDuty();
      case "opsgenie" -> new Opsgenie();
      case "dms" -> new Dms("p");
      case "openmetadata" -> OpenMetadata.asSent("s");
      case "openmetadata-docs" -> OpenMetadata.asDocumented("s");
      case "dingtalk-flow" -> new DingTalkFlow("t0ken");
      case "standard-webhooks" -> new StandardWebhooks(WHSEC);
      case "cloudevents" -> new CloudEvents("t0ken");
      default -> throw new IllegalArgumentException(preset);
    };
  }

  private static String fields(String preset, Simulator simulator) {
    return switch (preset) {
      case "dingtalk-robot" -> "{'secret': 'SECabc'}";
      case "feishu" -> "{'secret': 'abc'}";
      case "telegram" ->
        "{'token': '" + ((Telegram) simulator).token() + "', 'chat': '-1001234567890'}";
      case "pagerduty" -> "{'routingKey': '" + ((PagerDuty) simulator).routingKey() + "'}";
      case "opsgenie" -> "{'apiKey': '" + ((Opsgenie) simulator).apiKey() + "'}";
      case "dms" -> "{'password': 'p'}";
      case "openmetadata", "openmetadata-docs" -> "{'secret': 's'}";
      case "dingtalk-flow", "cloudevents" -> "{'token': 't0ken'}";
      case "standard-webhooks" -> "{'secret': '" + WHSEC + "'}";
      default -> "{}";
    };
  }
}
