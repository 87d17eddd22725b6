package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of the secrets is lost: nothing is sent without them, and nothing is lost. */
class UnreadableServiceTest {
  private static final Duration UNTIL_IT_LOOKS = Duration.ofSeconds(11);

  @TempDir
  Path data;

  @TempDir
  Path elsewhere;

  private final MutableClock clock = MutableClock.atSomeMorning();
  private Receiver receiver;
  private WebhookRuntime webhooks;

  @BeforeEach
  void loseTheKey() throws Exception {
    receiver = new Receiver();
    open();
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
    open();
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
    open();

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

  @Test
  void an_admin_can_enter_its_secrets_again_and_what_waited_is_sent_signed() {
    webhooks.publish(NotificationEvent.of("order.paid").build());
    String id = unreadableId();
    String bare = text(get("api/v1/services/" + id));
    assertThat(bare)
        .contains("\"name\":\"Guarded\"", "order.*", "enter its secrets again")
        .doesNotContain("enc:v1:");

    String whole = bare.replace("\"url\":\"\"", "\"url\":\"" + receiver.url("/again") + "\"")
        .replace("\"secret\":{\"set\":false}", "\"secret\":\"another-secret\"");
    assertThat(text(put("api/v1/services/" + id, whole))).contains("\"id\":\"" + id + "\"");

    await().until(() -> receiver.got().size() == 1);
    assertThat(receiver.got().get(0).path()).isEqualTo("/again");
    assertThat(receiver.got().get(0).headers()).containsKey("webhook-signature");
    assertThat(webhooks.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void what_is_entered_wrong_is_refused_and_goes_on_waiting() {
    webhooks.publish(NotificationEvent.of("order.paid").build());
    String id = unreadableId();

    var refused = put("api/v1/services/" + id, text(get("api/v1/services/" + id)));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(text(refused)).contains("/url");
    assertThat(webhooks.health().waiting()).isEqualTo(1);
    assertThat(unreadableId()).isEqualTo(id);
  }

  @Test
  void the_page_offers_to_enter_it_again() {
    String id = unreadableId();

    assertThat(text(get("services/table"))).contains("services/" + id + "/edit", "Enter again");
    assertThat(text(get("services/" + id + "/edit")))
        .contains("enter its secrets again", "Guarded")
        .doesNotContain("enc:v1:");
  }

  @Test
  void health_says_so() {
    assertThat(webhooks.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(webhooks.health().toString()).contains("1 services cannot be read");
  }

  @Test
  void the_key_may_come_back_while_the_host_runs() throws Exception {
    webhooks.publish(NotificationEvent.of("order.paid").build());

    Files.move(
        elsewhere.resolve("secret.key"),
        data.resolve("secret.key"),
        StandardCopyOption.REPLACE_EXISTING);
    clock.forward(UNTIL_IT_LOOKS);

    await().until(() -> receiver.got().size() == 1);
    assertThat(receiver.got().get(0).headers()).containsKey("webhook-signature");
    assertThat(text(get("api/v1/services"))).contains("\"unreadable\":[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncated", "damaged", "wide", "gone while it runs"})
  void a_key_file_that_cannot_be_used_keeps_everything_waiting_until_it_can(String how)
      throws Exception {
    Path key = data.resolve("secret.key");
    webhooks.stop(Duration.ofSeconds(5));
    Files.move(elsewhere.resolve("secret.key"), key, StandardCopyOption.REPLACE_EXISTING);
    byte[] good = Files.readAllBytes(key);
    boolean late = how.startsWith("gone");
    if (!late) {
      spoil(key, how, good);
    }
    open();
    if (late) {
      Files.delete(key);
      assertThat(text(post("api/v1/services", "{\"name\":\"New\",\"url\":\"https://a.example/\"}")))
          .contains("409", "secret.key");
      assertThat(key).doesNotExist();
      return;
    }

    webhooks.publish(NotificationEvent.of("order.paid").build());
    assertThat(webhooks.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(webhooks.health().waiting()).isEqualTo(1);
    assertThat(text(post("api/v1/services", "{\"name\":\"New\",\"url\":\"https://a.example/\"}")))
        .contains("409", "secret.key");
    assertThat(text(get("api/v1/secrets/keys"))).contains("\"trouble\":\"The key of");
    assertThat(receiver.got()).isEmpty();

    Files.write(key, good);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    clock.forward(UNTIL_IT_LOOKS);
    await().until(() -> receiver.got().size() == 1);
    assertThat(receiver.got().get(0).headers()).containsKey("webhook-signature");
  }

  private static void spoil(Path key, String how, byte[] good) throws Exception {
    switch (how) {
      case "truncated" -> Files.write(key, Arrays.copyOf(good, good.length / 2));
      case "damaged" -> Files.writeString(key, "nonsense");
      default -> Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private void open() {
    webhooks = WebhookRuntime.open(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .clock(clock)
        .build());
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

  private AdminResponse put(String path, String body) {
    return call("PUT", path, body);
  }

  private AdminResponse post(String path, String body) {
    return call("POST", path, body);
  }

  private AdminResponse call(String method, String path, String body) {
    return webhooks.admin(new AdminRequest(
        method,
        path,
        Map.of(),
        Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        "anna"));
  }

  private AdminResponse call(String method, String path) {
    return webhooks.admin(new AdminRequest(method, path, Map.of(), Map.of(), new byte[0], "anna"));
  }

  private static String text(AdminResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
