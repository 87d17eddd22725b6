package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenMetadata's webhook entity, row by row: the examples of its page, for chats and others. */
class OpenMetadataWebhookExampleRowsTest extends OpenMetadataWebhooks {
  @Test
  void W_64_the_example_for_slack_sends_what_slack_takes() throws IOException {
    JsonNode service = imported(example("SlackTableNotifications"));

    assertThat(service.path("body").asText()).contains("\"text\"");
    assertThat(service.path("batchSize").asInt()).isEqualTo(1);
    assertThat(service.path("eventFilters").get(1).path("include").toString())
        .isEqualTo("[\"tags\",\"owner\",\"description\"]");
  }

  @Test
  void W_65_the_example_for_pagerduty_is_taken_and_warned_of() throws IOException {
    assertThat(warnings(sent(example("QualityTestWebhook"))))
        .anyMatch(warning -> warning.contains("routing_key") && warning.contains("“pagerduty”"));
  }

  @Test
  void W_66_the_example_of_a_custom_application_is_taken_unchanged() throws IOException {
    JsonNode service = imported(example("CustomAppIntegration"));

    assertThat(service.path("url").asText()).isEqualTo("https://api.company.com/metadata/webhook");
    assertThat(service.path("retry").path("name").asText()).isEqualTo("openMetadata");
    assertThat(service.path("eventFilters")).hasSize(3);
    assertThat(service.path("timeout").asInt()).isEqualTo(30);
  }

  @Test
  void W_67_the_example_for_teams_is_taken_and_warned_of() throws IOException {
    assertThat(warnings(sent(example("MSTeamsAlerts"))))
        .anyMatch(warning -> warning.contains("retired") && warning.contains("“teams”"));
  }

  @Test
  void W_64_and_W_67_what_the_presets_know_of_their_receivers_comes_with_them() throws IOException {
    JsonNode slack = imported(example("SlackTableNotifications"));
    JsonNode teams = imported(example("MSTeamsAlerts"));

    assertThat(slack.path("preset").asText()).isEqualTo("slack");
    assertThat(slack.path("rules")).isNotEmpty();
    assertThat(slack.path("limits").path("truncate").asText()).isEqualTo("message");
    assertThat(slack.path("url").asText()).isEqualTo("https://hooks.slack.com/***");
    assertThat(teams.path("preset").asText()).isEqualTo("teams");
  }

  @ParameterizedTest
  @CsvSource({"Slack, /text", "GoogleChat, /text", "MSTeams, /attachments/0/content/body/1/text"})
  void W_69_a_batch_for_a_chat_is_one_message_of_all_its_events(String type, String place)
      throws IOException {
    made(example("SalesDomainWebhook").put("webhookType", type).put("batchSize", 2));
    receiver.answers(200, type.equals("GoogleChat") ? "{\"name\": \"spaces/1\"}" : "ok");
    for (String title : List.of("First", "Second")) {
      publish(NotificationEvent.of("entityCreated")
          .title(title)
          .message("1 < 2")
          .entity(Map.of("type", "table", "domain", Map.of("type", "domain", "name", "Sales")))
          .build());
    }
    deliveries("delivered", 2);

    assertThat(JSON.readTree(receiver.got().get(0).body()).at(place).asText())
        .contains("First", "Second");
  }

  @Test
  void W_69_the_example_of_a_domain_keeps_its_selector() throws IOException {
    assertThat(imported(example("SalesDomainWebhook"))
            .path("eventFilters")
            .get(0)
            .path("include")
            .toString())
        .isEqualTo("[\"domain:Sales\"]");
  }
}
