package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL, and a job that one begins and the other ends. */
class RedeliveryNodesTest {
  private static final int COUNT = 40;
  private static final Duration BOUND = Duration.ofSeconds(5);

  @RegisterExtension
  final EmptyDatabase database = new EmptyDatabase();

  @TempDir
  Path folder;

  private final MutableClock clock = MutableClock.atSomeMorning();
  private Receiver receiver;
  private WebhookRuntime first;
  private WebhookRuntime second;

  @BeforeEach
  void open() throws IOException {
    receiver = new Receiver();
    first = node("first");
    // both read the same secrets
    Files.createDirectories(folder.resolve("second"));
    Files.copy(folder.resolve("first/secret.key"), folder.resolve("second/secret.key"));
    second = node("second");
  }

  @AfterEach
  void close() throws IOException {
    first.stop(BOUND);
    second.stop(BOUND);
    receiver.close();
  }

  @Test
  void what_one_node_began_the_other_ends_and_each_delivery_goes_once() {
    receiver.answers(500, "no");
    first.apply(
        Map.of(
            "services",
            List.of(Map.of(
                "name",
                "Ops",
                "url",
                receiver.url("/in"),
                "retry",
                Map.of("mode", "fixed", "count", 0, "interval", 1)))),
        "test");
    for (int i = 0; i < COUNT; i++) {
      first.publish(NotificationEvent.of("a").title("T" + i).build());
    }
    await()
        .until(
            () -> call(first, "GET", "stats", "").path("total").path("failed").asInt() == COUNT);
    receiver.answers(200, "ok");
    String job = call(first, "POST", "redeliveries", "{\"filter\": {}, \"rate\": 20}")
        .path("id")
        .asText();
    await().until(() -> {
      clock.forward(Duration.ofMillis(50));
      return queued(second, job) >= 8;
    });

    first.stop(BOUND);

    await().atMost(Duration.ofSeconds(30)).until(() -> {
      clock.forward(Duration.ofMillis(100));
      return call(second, "GET", "redeliveries/" + job, "")
          .path("state")
          .asText()
          .equals("done");
    });
    assertThat(queued(second, job)).isEqualTo(COUNT);
    await().atMost(Duration.ofSeconds(30)).until(() -> {
      clock.forward(Duration.ofSeconds(1));
      return receiver.got().size() == 2 * COUNT;
    });
    assertThat(receiver.got().stream()
            .collect(Collectors.groupingBy(Receiver.Got::id, Collectors.counting()))
            .values())
        .hasSize(COUNT)
        .containsOnly(2L);
  }

  private WebhookRuntime node(String name) {
    return WebhookRuntime.open(HostContext.builder(folder.resolve(name))
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .clock(clock)
        .jdbcUrl(database.url())
        .build());
  }

  private static int queued(WebhookRuntime node, String job) {
    return call(node, "GET", "redeliveries/" + job, "").path("queued").asInt();
  }

  private static JsonNode call(WebhookRuntime node, String method, String path, String body) {
    AdminResponse answer = node.admin(new AdminRequest(
        method,
        "api/v1/" + path,
        Map.of(),
        body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        "ann"));
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
