package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.receivers.DingTalkFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a flow of DingTalk expects of the shape of its calls, and where they come from, row by row. */
class DingTalkPracticeRowsTest extends PresetFlow {
  private final DingTalkFlow flow = new DingTalkFlow();

  @Test
  void T_12_every_call_has_the_names_of_the_sample_whatever_an_event_lacks() {
    String id = service("dingtalk-flow", flow, "{'keywords': 'alert'}");
    var templates = JSON.createObjectNode();
    templates.set("body", json(get("services/" + id)).path("body"));
    JsonNode sample = parsedAsIs(send("preview", templates).at("/request/body").asText());

    publish(anEvent().build());
    received(flow, 1);
    clock.forward(SECOND);
    publish(NotificationEvent.of("bare").build());

    assertThat(received(flow, 2))
        .extracting(received -> names(received.request().json()))
        .containsOnly(names(sample));
    assertThat(names(sample)).contains("keyword", "title", "message", "time", "data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[`{{title}}`, 1]", "`{{title}}`", "{`deep`: {`er`: [`{{title}}`]}}"})
  void T_13_a_flow_that_takes_the_block_as_text_gets_any_json(String body) {
    service("dingtalk-flow", flow, "{}", "{'body': '" + body.replace("`", "\\'") + "'}");

    publish(NotificationEvent.of("t").title("Order 1").build());

    assertThat(taken(flow).request().json())
        .isEqualTo(parsedAsIs(body.replace('`', '"').replace("{{title}}", "Order 1")));
  }

  @Test
  void T_45_the_operator_is_told_from_which_address_requests_leave() throws IOException {
    assertThat(Files.readString(Path.of("../docs/operations.md")))
        .contains("allow-list", "every node", "NAT");
    assertThat(json(get("presets/dingtalk-flow")).path("help").asText())
        .contains("allow-list, add this machine's outgoing address");
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode parsedAsIs(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
