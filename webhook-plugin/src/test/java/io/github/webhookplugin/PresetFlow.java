package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.outbox.LogFilter;
import io.github.webhookplugin.receivers.Received;
import io.github.webhookplugin.receivers.ReceiverServer;
import io.github.webhookplugin.receivers.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A preset filled in through the API, its service pointed at a simulator, and real requests to it. */
abstract class PresetFlow extends AdminFixture {
  static final ObjectMapper JSON = new ObjectMapper();
  /** A second, and what permits are later. */
  static final Duration SECOND = Duration.ofMillis(1_050);

  private static final Duration LOOK = Duration.ofMillis(5);

  private final List<ReceiverServer> servers = new ArrayList<>();

  @AfterEach
  void closeServers() {
    servers.forEach(ReceiverServer::close);
  }

  /** The service of a preset, saved, with the simulator's address; its other fields as JSON with {@code '}. */
  String service(String preset, Simulator simulator, String fields) {
    return service(preset, simulator, fields, "{}");
  }

  /** The same, with a merge patch over the service. */
  String service(String preset, Simulator simulator, String fields, String patch) {
    simulator.at(clock);
    var server = new ReceiverServer(List.of(simulator));
    servers.add(server);
    ObjectNode given = (ObjectNode) parsed(fields);
    boolean hasUrl =
        json(get("presets/" + preset)).path("fields").findValuesAsText("name").contains("url");
    if (hasUrl) {
      given.put("url", server.url(simulator));
    }
    var form = JSON.createObjectNode();
    form.set("fields", given);
    JsonNode made = send("presets/" + preset + "/service", form);
    assertThat(made.path("problems")).as(made.toPrettyString()).isEmpty();
    var service = (ObjectNode) made.path("service");
    service.put("url", server.url(simulator));
    service.setAll((ObjectNode) parsed(patch));
    JsonNode saved = send("services", service);
    assertThat(saved.path("id").asText()).as(saved.toPrettyString()).isNotEmpty();
    return saved.path("id").asText();
  }

  JsonNode send(String path, JsonNode body) {
    return json(webhooks.admin(new AdminRequest(
        "POST",
        "api/v1/" + path,
        Map.of(),
        Map.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8),
        "ann")));
  }

  static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NotificationEvent.Builder anEvent() {
    return NotificationEvent.of("task.finished")
        .title("Import <4711> & more")
        .message("2 rows \"skipped\"\nC:\\data\t中文 🎉");
  }

  /** What the simulator got, once there are so many requests. */
  List<Received> received(Simulator simulator, int count) {
    await().pollInterval(LOOK).until(() -> simulator.received().size() >= count);
    return simulator.received();
  }

  /** The only request, which the receiver took. */
  Received taken(Simulator simulator) {
    Received one = received(simulator, 1).get(0);
    assertThat(one.verdict()).isEqualTo("taken");
    delivered();
    return one;
  }

  DeliveryReceipt ended() {
    await().pollInterval(LOOK).until(() -> !receipts.isEmpty());
    return receipts.get(0);
  }

  void delivered() {
    assertThat(ended().outcome()).as(ended().reason()).isEqualTo(DeliveryReceipt.Outcome.DELIVERED);
  }

  /** The end of a delivery that failed for good at its first try. */
  DeliveryReceipt failed() {
    assertThat(ended().outcome()).isEqualTo(DeliveryReceipt.Outcome.FAILED);
    assertThat(ended().tries()).isLessThanOrEqualTo(1);
    return ended();
  }

  String state(String service) {
    return json(get("services/" + service)).at("/status/state").asText();
  }

  void stopped(String service) {
    await().pollInterval(LOOK).until(() -> state(service).equals("failed"));
  }

  /** How long the newest delivery waits for its next try, once it has been tried so often. */
  Duration waiting(int tries) {
    await().pollInterval(LOOK).until(() -> {
      JsonNode newest = json(get("deliveries?state=waiting")).at("/deliveries/0");
      return newest.path("tries").asInt() == tries;
    });
    var row = webhooks.deliveries().page(LogFilter.ALL, Long.MAX_VALUE, 1).get(0);
    return Duration.ofMillis(row.at() - clock.millis());
  }
}
