package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names and answers that try to forge lines of the host's log. */
class HostileLogTest extends AdminFixture {
  private static final String FORGED = "\r\n2026-11-27 ERROR FORGED\u001B[31m\u202E\u2028";

  private final PrintStream usual = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void hush() {
    System.setErr(usual);
  }

  @Test
  void neither_admins_nor_receivers_nor_events_write_lines_of_their_own() {
    receiver.answers(410, "gone" + FORGED);
    String id = service("Ops", "");
    webhooks.apply(Map.of("retryCount", 0), "eve" + FORGED);
    publish(NotificationEvent.of("order.paid").title("One" + FORGED).build());
    deliveries("failed", 1);
    post("services/" + id + "/resume", "");

    String log = written.toString(StandardCharsets.UTF_8);
    assertThat(log).as("something was logged").contains("Ops", "eve");
    assertThat(log.lines()).noneMatch(line -> line.startsWith("2026-11-27 ERROR FORGED"));
    assertThat(log).doesNotContain("\u001B", "\u202E", "\u2028");
  }
}
