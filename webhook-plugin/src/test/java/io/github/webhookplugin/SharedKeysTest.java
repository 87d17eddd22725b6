package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.HostContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts on one PostgreSQL, each with a key file of its own, whose key changes while they run. */
class SharedKeysTest extends OpenChannel {
  @RegisterExtension
  final EmptyDatabase database = new EmptyDatabase();

  @TempDir
  Path elsewhere;

  private WebhookRuntime other;

  @Override
  void start() {
    webhooks = WebhookRuntime.open(host(data));
    copyKeys();
    other = WebhookRuntime.open(host(elsewhere));
  }

  @AfterEach
  void closeOther() {
    other.stop(BOUND);
  }

  @Test
  void a_prepared_key_is_changed_and_both_go_on_signing() {
    save("Prepared");
    assertThat(keys(webhooks, "prepare").status()).isEqualTo(200);
    copyKeys();

    assertThat(text(keys(webhooks, "change"))).contains("\"sealedByFormer\":0");

    String current = current(webhooks);
    soon(() -> current(other).equals(current));
    signedAfter(webhooks);
    signedAfter(other);
    assertThat(call(other, "PATCH", "services/" + id(), "{\"description\":\"new\"}")
            .status())
        .isEqualTo(200);
    assertThat(text(call(webhooks, "GET", "secrets/keys", ""))).contains("\"sealedByFormer\":0");
  }

  @Test
  void a_key_that_the_others_cannot_have_is_refused() {
    var refused = keys(webhooks, "change");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(text(refused)).contains("prepare", "secret.key to every host");
  }

  @Test
  void a_host_without_the_key_sends_nothing_unsigned_and_goes_on_when_it_has_it() {
    save("Forgotten");
    keys(webhooks, "prepare");
    keys(webhooks, "change");
    soon(() -> text(call(other, "GET", "services", "")).contains("cannot be read"));

    signedAfter(other);

    copyKeys();
    soon(() -> text(call(other, "GET", "services", "")).contains("\"unreadable\":[]"));
    signedAfter(other);
  }

  private void save(String name) {
    configure(service(name, "/in", "secret", "a-signing-secret"));
    soon(() -> text(call(other, "GET", "services", "")).contains(name));
  }

  /** Whoever sends it. */
  private void signedAfter(WebhookRuntime host) {
    int before = receiver.got().size();
    host.publish(anEvent());
    soon(() -> receiver.got().size() > before);
    assertThat(receiver.got().get(before).headers()).containsKey("webhook-signature");
  }

  private void copyKeys() {
    try {
      Files.copy(
          data.resolve("secret.key"),
          elsewhere.resolve("secret.key"),
          StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HostContext host(Path folder) {
    return HostContext.builder(folder)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .jdbcUrl(database.url())
        .build();
  }

  private String id() {
    return String.valueOf(services().get(0).get("id"));
  }

  private static String current(WebhookRuntime host) {
    var id = Pattern.compile("\"current\":\"([0-9a-f]{8})\"")
        .matcher(text(call(host, "GET", "secrets/keys", "")));
    return id.find() ? id.group(1) : "";
  }

  private static AdminResponse keys(WebhookRuntime host, String action) {
    return call(host, "POST", "secrets/keys", "{\"action\":\"" + action + "\"}");
  }

  private static AdminResponse call(WebhookRuntime host, String method, String path, String body) {
    return host.admin(new AdminRequest(
        method,
        "api/v1/" + path,
        Map.of(),
        body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        "ann"));
  }

  private static String text(AdminResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static void soon(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
