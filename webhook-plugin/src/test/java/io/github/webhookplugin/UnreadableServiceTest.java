package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of the secrets is lost: nothing is sent without them, and nothing is lost. */
class UnreadableServiceTest {
  @TempDir
  Path data;

  @TempDir
  Path elsewhere;

  private Receiver receiver;
  private WebhookRuntime webhooks;

  @BeforeEach
  void loseTheKey() throws Exception {
    receiver = new Receiver();
    webhooks = WebhookRuntime.open(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .build());
    var service = Map.of(
        "name",
        "Guarded",
        "url",
        receiver.url("/guarded"),
        "secret",
        "a-signing-secret",
        "eventTypes",
        List.of("order.*"));
    assertThat(webhooks.apply(Map.of("services", List.of(service)), "test")).isEmpty();
    webhooks.stop(Duration.ofSeconds(5));
    Files.move(data.resolve("secret.key"), elsewhere.resolve("secret.key"));
    webhooks = WebhookRuntime.open(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .build());
  }

  @AfterEach
  void close() {
    webhooks.stop(Duration.ofSeconds(5));
    receiver.close();
  }

  @Test
  void events_wait_unsent_and_arrive_signed_when_the_key_is_back() throws Exception {
    var accepted = webhooks.publish(NotificationEvent.of("order.paid").build());

    assertThat(accepted.deliveries()).isEqualTo(1);
    assertThat(webhooks.health().waiting()).isEqualTo(1);
    assertThat(text(get("api/v1/services"))).contains("Guarded", "secret.key");

    webhooks.stop(Duration.ofSeconds(5));
    Files.move(
        elsewhere.resolve("secret.key"),
        data.resolve("secret.key"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(receiver.got()).isEmpty();
    webhooks = WebhookRuntime.open(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .build());

    await().until(() -> receiver.got().size() == 1);
    assertThat(receiver.got().get(0).headers()).containsKey("webhook-signature");
  }

  @Test
  void only_events_that_it_wants_wait_for_it() {
    var other = webhooks.publish(NotificationEvent.of("task.finished").build());

    assertThat(other.deliveries()).isZero();
    assertThat(webhooks.health().waiting()).isZero();
  }

  @Test
  void an_admin_can_remove_it_and_what_waited_ends_unsent() {
    webhooks.publish(NotificationEvent.of("order.paid").build());

    assertThat(call("DELETE", "api/v1/services/" + unreadableId()).status()).isEqualTo(204);

    await().until(() -> webhooks.health().waiting() == 0);
    assertThat(text(get("api/v1/services"))).doesNotContain("Guarded");
    assertThat(text(get("api/v1/deliveries"))).contains("The service was deleted.");
    assertThat(receiver.got()).isEmpty();
  }

  private String unreadableId() {
    var id = Pattern.compile("\"unreadable\":\\[\\{\"id\":\"([^\"]+)\"")
        .matcher(text(get("api/v1/services")));
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private AdminResponse get(String path) {
    return call("GET", path);
  }

  private AdminResponse call(String method, String path) {
    return webhooks.admin(new AdminRequest(method, path, Map.of(), Map.of(), new byte[0], "anna"));
  }

  private static String text(AdminResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
