package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.dialects.Payloads;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traps in OpenMetadata's pages that concern documents and payloads. */
class OpenMetadataTrapRowsTest extends AdminFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void X_18_the_documented_body_has_no_signature_of_its_own() {
    assertThat(Payloads.ENTITY).doesNotContain("signature").doesNotContain("{{sign}}");
  }

  @ParameterizedTest
  @CsvSource({
    "webhook-SlackTableNotifications, openmetadata-webhook",
    "webhook-headers-only, openmetadata-webhook",
    "action-slack, openmetadata-action",
    "action-receivers, openmetadata-action",
    "subscription-TableChangeSubscription, openmetadata-subscription"
  })
  void X_19_one_schema_id_for_two_things_so_the_names_decide(String example, String dialect)
      throws IOException {
    var form = JSON.createObjectNode().put("dryRun", true);
    form.set("document", OpenMetadataImportTest.example(example));

    var answer = raw("POST", "import", Map.of("Content-Type", "application/json"), form.toString());

    assertThat(json(answer).path("dialect").asText()).isEqualTo(dialect);
  }

  @Test
  void X_20_the_real_servers_event_has_its_entity_as_json_in_a_text() throws IOException {
    service("Real", ", 'body': " + quoted(Payloads.CHANGE_EVENT));
    JsonNode page = OpenMetadataImportTest.example("webhook-payload");

    publish(changeEvent(page));
    deliveries("delivered", 1);

    JsonNode sent = JSON.readTree(receiver.got().get(0).body());
    assertThat(sent.path("id").asText()).isEqualTo(page.path("eventId").asText());
    assertThat(sent.path("entityType").asText()).isEqualTo("table");
    assertThat(sent.path("entityId").asText())
        .isEqualTo(page.path("entity").path("id").asText());
    assertThat(sent.path("entityFullyQualifiedName").asText())
        .isEqualTo("snowflake_prod.sales.public.customers");
    assertThat(sent.path("previousVersion").asText()).isEqualTo("0.1");
    assertThat(sent.path("userName").asText()).isEqualTo("John");
    assertThat(sent.path("changeDescription")).isEqualTo(page.path("changeDescription"));
    assertThat(sent.path("entity").isTextual()).isTrue();
    assertThat(sent.path("entity").asText()).isEqualTo(page.path("entity").toString());
  }

  @Test
  void X_20_and_X_21_batches_can_be_a_list_in_data_as_older_servers_sent_them() throws IOException {
    JsonNode sent = batchOf(Payloads.ACTIONS_IN_DATA);

    assertThat(sent.path("data").findValuesAsText("eventType")).hasSize(2);
    assertThat(sent.path("data").get(0).path("entity").path("type").asText()).isEqualTo("table");
  }

  @Test
  void X_21_or_an_array() throws IOException {
    JsonNode sent = batchOf(Payloads.ENTITIES);

    assertThat(sent.isArray()).isTrue();
    assertThat(sent.findValuesAsText("webhookName")).containsExactly("Batch", "Batch");
  }

  @Test
  void X_21_or_a_batch_of_cloudevents() throws IOException {
    JsonNode sent = batchOf("""
        [{{#events}}
        {"specversion": "1.0", "id": "{{eventId}}", "source": "urn:host", "type": "{{type}}",
         "time": "{{time}}", "datacontenttype": "application/json", "data": {{entity}}},
        {{/events}}]""");

    assertThat(sent.findValuesAsText("specversion")).containsExactly("1.0", "1.0");
    assertThat(sent.get(1).path("data").path("name").asText()).isEqualTo("customers");
  }

  @Test
  void X_32_extension_is_taken_though_the_schema_forgets_it() throws IOException {
    var webhook = (ObjectNode) OpenMetadataImportTest.example("webhook-CustomAppIntegration");
    webhook.putObject("extension").put("costCenter", "CC-42");
    var form = JSON.createObjectNode().put("strict", true);
    form.set("document", webhook);

    var answer = raw("POST", "import", Map.of("Content-Type", "application/json"), form.toString());

    assertThat(json(answer)
            .path("services")
            .get(0)
            .path("extension")
            .path("costCenter")
            .asText())
        .isEqualTo("CC-42");
  }

  private JsonNode batchOf(String body) throws IOException {
    service("Batch", ", 'batchSize': 2, 'batchBody': " + quoted(body));
    JsonNode page = OpenMetadataImportTest.example("webhook-payload");
    for (String id : List.of("1", "2")) {
      publish(OpenMetadataPayload.event(((ObjectNode) page.deepCopy()).put("eventId", id)));
    }
    deliveries("delivered", 2);
    return JSON.readTree(receiver.got().get(0).body());
  }

  private static NotificationEvent changeEvent(JsonNode page) {
    return NotificationEvent.of("entityUpdated")
        .id(page.path("eventId").asText())
        .actor(new Person("u-1", "John"))
        .entity(OpenMetadataPayload.map(page, "entity"))
        .changes(OpenMetadataPayload.map(page, "changeDescription"))
        .data("previousVersion", 0.1)
        .data("currentVersion", 0.2)
        .build();
  }

  /** As a JSON text, in the fixture's way of writing quotation marks. */
  private static String quoted(String text) throws IOException {
    return JSON.writeValueAsString(text);
  }
}
