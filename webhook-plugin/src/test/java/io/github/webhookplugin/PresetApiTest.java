package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Presets as an admin's page sees them. */
class PresetApiTest extends AdminFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void the_gallery_lists_all_presets_with_what_is_to_be_filled_in() {
    JsonNode presets = json(get("presets")).path("presets");

    assertThat(presets).hasSize(17);
    assertThat(presets).allSatisfy(preset -> {
      for (String name :
          new String[] {"title", "receiver", "help", "success", "signing", "limits"}) {
        assertThat(preset.path(name).asText())
            .as(preset.path("id") + " " + name)
            .isNotBlank();
      }
      assertThat(preset.path("sources")).isNotEmpty();
      assertThat(preset.path("checked").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
      assertThat(preset.path("confidence").asText()).isIn("high", "medium");
      assertThat(preset.path("fields")).isNotEmpty();
    });
    assertThat(json(get("presets/slack")).path("title").asText()).isEqualTo("Slack");
    assertProblem(get("presets/nothing"), 404);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void A_03_W_16_every_preset_makes_a_service_that_can_be_saved(String preset, String fields) {
    JsonNode made = json(post("presets/" + preset + "/service", "{'fields': " + fields + "}"));
    assertThat(made.path("problems")).as(made.toPrettyString()).isEmpty();
    assertThat(made.path("warnings")).as(made.toPrettyString()).isEmpty();

    var saved = save(made.path("service"));

    assertThat(saved.status()).as(text(saved)).isEqualTo(201);
    assertThat(json(saved).path("preset").asText()).isEqualTo(preset);
    assertThat(json(saved).path("warnings")).as(text(saved)).isEmpty();
  }

  static Stream<Arguments> presets() {
    String url = "'url': 'https://receiver.example/hook'";
    return Stream.of(
            new String[] {"slack", "{'url': 'https://hooks.slack.com/services/T/B/X'}"},
            new String[] {"teams", "{" + url + "}"},
            new String[] {"google-chat", "{" + url + "}"},
            new String[] {"discord", "{" + url + "}"},
            new String[] {"telegram", "{'token': '1:a', 'chat': '-100'}"},
            new String[] {"telegram", "{'token': '1:a', 'chat': '@news', 'kind': 'private'}"},
            new String[] {"dingtalk-robot", "{" + url + "}"},
            new String[] {
              "dingtalk-robot",
              "{" + url + ", 'secret': 'SECabc', 'keywords': ['alert'], 'format': 'markdown'}"
            },
            new String[] {"dingtalk-flow", "{" + url + "}"},
            new String[] {"dingtalk-flow", "{" + url + ", 'token': 'abc', 'keywords': 'a, b'}"},
            new String[] {"feishu", "{" + url + "}"},
            new String[] {"feishu", "{" + url + ", 'secret': 'abc', 'keywords': 'a'}"},
            new String[] {"wecom", "{" + url + "}"},
            new String[] {"wecom", "{" + url + ", 'format': 'markdown'}"},
            new String[] {"pagerduty", "{'routingKey': '0123456789abcdef0123456789abcdef'}"},
            new String[] {"opsgenie", "{'apiKey': 'abc-1', 'region': 'eu', 'priority': 'P1'}"},
            new String[] {"dms", "{" + url + "}"},
            new String[] {"dms", "{" + url + ", 'password': 'p', 'module': 'both', 'time': 'text'}"
            },
            new String[] {"openmetadata", "{" + url + ", 'secret': 's'}"},
            new String[] {"openmetadata", "{" + url + ", 'form': 'list'}"},
            new String[] {"openmetadata-docs", "{" + url + ", 'secret': 's', 'payload': 'entity'}"},
            new String[] {"openmetadata-docs", "{" + url + ", 'method': 'PUT', 'header': 'action'}"
            },
            new String[] {"standard-webhooks", "{" + url + "}"},
            new String[] {
              "standard-webhooks",
              "{" + url + ", 'secret': 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'}"
            },
            new String[] {"cloudevents", "{" + url + "}"},
            new String[] {"cloudevents", "{" + url + ", 'mode': 'binary', 'token': 'abc'}"},
            new String[] {"cloudevents", "{" + url + ", 'mode': 'batched'}"},
            new String[] {"alertmanager", "{" + url + ", 'token': 'abc'}"})
        .map(pair -> Arguments.of(pair[0], pair[1]));
  }

  @Test
  void problems_of_the_fields_and_of_the_service_come_with_their_places() {
    JsonNode made =
        json(post("presets/slack/service", "{'fields': {'url': 'ftp://hooks.slack.com/x'}}"));
    assertThat(made.at("/problems/0/pointer").asText()).isEqualTo("/service/url");

    made = json(post("presets/slack/service", "{'fields': {}}"));
    assertThat(made.at("/problems/0/pointer").asText()).isEqualTo("/fields/url");
    assertProblem(post("presets/slack/service", "{'fields': 1}"), 422, "/fields");
  }

  @Test
  void a_second_service_of_a_preset_has_another_name() {
    String fields = "{'fields': {'url': 'https://hooks.slack.com/services/T/B/X'}}";
    var first = json(post("presets/slack/service", fields));
    save(first.path("service"));

    assertThat(json(post("presets/slack/service", fields)).at("/service/name").asText())
        .isEqualTo("Slack 2");
  }

  @Test
  void T_18_a_pasted_address_offers_its_preset_and_a_dead_one_warns() {
    var found =
        json(post("presets/recognise", "{'url': 'https://hooks.slack.com/services/T/B/X'}"));
    assertThat(found.path("preset").asText()).isEqualTo("slack");
    assertThat(found.path("dead").asBoolean()).isFalse();

    found = json(post("presets/recognise", "{'url': 'https://outlook.office.com/webhook/XXX'}"));
    assertThat(found.path("preset").asText()).isEqualTo("teams");
    assertThat(found.path("dead").asBoolean()).isTrue();
    assertThat(found.path("warning").asText()).contains("retired");

    found = json(post("presets/recognise", "{'url': 'https://example.com/'}"));
    assertThat(found.path("preset").isNull()).isTrue();
    assertProblem(post("presets/recognise", "{}"), 422, "/url");
  }

  @Test
  void
      X_31_a_service_with_a_dead_address_or_the_old_authorization_of_pagerduty_is_saved_with_a_warning() {
    var teams = post("services", "{'name': 'T', 'url': 'https://outlook.office.com/webhook/XXX'}");
    assertThat(teams.status()).isEqualTo(201);
    assertThat(json(teams).at("/warnings/0/message").asText()).contains("retired", "Workflows");

    var pagerDuty = post(
        "services",
        "{'name': 'P', 'url': 'https://events.pagerduty.com/v2/enqueue',"
            + " 'headers': [{'name': 'Authorization', 'value': 'Token token=x', 'secret': true}]}");
    assertThat(json(pagerDuty).at("/warnings/0/message").asText())
        .contains("does not look at an Authorization header", "preset");
  }

  @Test
  void X_36_retries_beyond_three_hours_with_a_client_token_are_warned_of() {
    var made = (ObjectNode) json(post(
            "presets/dingtalk-flow/service",
            "{'fields': {'url': 'https://connector.dingtalk.io/webhook/flow/abc'}}"))
        .path("service");
    made.set("retry", JSON.valueToTree(Map.of("mode", "named", "name", "openMetadata")));

    var saved = save(made);

    assertThat(json(saved).at("/warnings/0/pointer").asText()).isEqualTo("/retry");
    assertThat(json(saved).at("/warnings/0/message").asText()).contains("3 hours", "a second time");
  }

  /** As it is, quotes and all. */
  private AdminResponse save(JsonNode service) {
    return webhooks.admin(new AdminRequest(
        "POST",
        "api/v1/services",
        Map.of(),
        Map.of("Content-Type", "application/json"),
        service.toString().getBytes(StandardCharsets.UTF_8),
        "ann"));
  }
}
