package io.github.webhookplugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who starts the demo: services in every state, from real deliveries. */
class StoryIT {
  private static final String TOKEN = "t0ken";

  @TempDir
  Path temp;

  final HttpClient client = HttpClient.newHttpClient();

  @Test
  void the_demo_opens_with_services_in_every_state() {
    var plugins = Path.of(System.getProperty("plugin.jar")).getParent();
    var options = Options.from(
        new String[] {"--port", "0", "--token", TOKEN, "--plugins", plugins.toString()}, Map.of());
    try (var host = Host.start(options, temp, receipt -> {})) {
      host.applySamples();
      host.emitSamples();

      await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
        var services = services(host);
        assertThat(stateOf(services, "Task results")).isEqualTo("active");
        assertThat(services.get("Task results").at("/status/lastDelivery/state").textValue())
            .isEqualTo("delivered");
        assertThat(services.get("Ticket system").at("/status/failuresInRow").intValue())
            .isGreaterThanOrEqualTo(3);
        assertThat(stateOf(services, "Branch office")).isEqualTo("awaitingRetry");
        assertThat(stateOf(services, "Former partner")).isEqualTo("failed");
        assertThat(stateOf(services, "Staging")).isEqualTo("disabled");
        assertThat(services.get("Invoices").at("/status/lastDelivery").isNull()).isTrue();
        assertThat(services.get("Busy gateway").at("/status/pausedUntil").isTextual())
            .isTrue();
      });
    }
  }

  private static String stateOf(Map<String, JsonNode> services, String name) {
    return services.get(name).at("/status/state").textValue();
  }

  private Map<String, JsonNode> services(Host host) throws Exception {
    var request = HttpRequest.newBuilder(
            URI.create(host.base() + "/api/plugins/webhook/v1/services"))
        .header("Authorization", "Bearer " + TOKEN)
        .build();
    var tree = Json.parse(
        client.send(request, BodyHandlers.ofString()).body().getBytes(StandardCharsets.UTF_8));
    var byName = new LinkedHashMap<String, JsonNode>();
    tree.findParents("url").forEach(service -> byName.put(service.path("name").asText(), service));
    return byName;
  }
}
