package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.Health;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** N-12: secrets that the host keeps are named by services, sent, and neither stored nor shown. */
class HostSecretsTest extends HostSecretsChannel {
  @Test
  void a_request_carries_them_wherever_they_are_named() {
    configure(service(
        "Crm",
        "/hook/${secret.path}",
        "headers",
        List.of(Map.of("name", "Authorization", "value", "Bearer ${secret.crm-token}")),
        "queryParams",
        List.of(Map.of("name", "key", "value", "k-${secret.crm-token}")),
        "signature",
        Map.of("recipe", "github"),
        "secret",
        "${secret.crm-signing}"));

    webhooks.publish(anEvent());

    Receiver.Got got = got();
    assertThat(got.path()).isEqualTo("/hook/T0/B1/abcdefgh?key=k-h0st-t0k3n%2F%22%267f3a");
    assertThat(got.headers().get("authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(got.headers().get("x-hub-signature-256"))
        .isEqualTo("sha256=" + Hmac.hex("HmacSHA256", "a-signing-secret-of-the-host", got.body()));
  }

  @Test
  void a_password_in_the_address_and_a_client_secret_may_be_named() {
    receiver.answers(request -> request.path().equals("/token")
        ? new Receiver.Reply(200, "{\"access_token\": \"t-1\", \"token_type\": \"Bearer\"}")
        : new Receiver.Reply(200, "ok"));
    vault.put("password", "pa%2Fss");
    var basic = service("Basic", "/basic");
    basic.put("url", receiver.url("/basic").replace("://", "://ann:${secret.password}@"));
    configure(
        basic,
        service(
            "OAuth2",
            "/guarded",
            "oauth2",
            Map.of(
                "tokenUrl",
                receiver.url("/token"),
                "clientId",
                "me",
                "clientSecret",
                "${secret.crm-signing}",
                "clientAuthentication",
                "body")));

    webhooks.publish(anEvent());

    assertThat(got(3))
        .extracting(Receiver.Got::path)
        .containsExactlyInAnyOrder("/basic", "/token", "/guarded");
    for (Receiver.Got got : receiver.got()) {
      if (got.path().equals("/basic")) {
        String pair =
            Base64.getEncoder().encodeToString("ann:pa/ss".getBytes(StandardCharsets.UTF_8));
        assertThat(got.headers()).containsEntry("authorization", "Basic " + pair);
      } else if (got.path().equals("/token")) {
        assertThat(got.body()).contains("client_secret=a-signing-secret-of-the-host");
      } else {
        assertThat(got.headers()).containsEntry("authorization", "Bearer t-1");
      }
    }
    assertThat(get("api/v1/services"))
        .contains("ann:${secret.password}@", "\"hostSecret\":\"${secret.crm-signing}\"")
        .doesNotContain("pa/ss", "pa%2Fss", "a-signing-secret");
  }

  @Test
  void the_proxy_may_have_its_password_from_the_host() {
    var proxy = Map.<String, Object>of(
        "proxyUrl", "http://127.0.0.1:1",
        "proxyUsername", "me",
        "proxyPassword", "${secret.crm-token}");
    assertThat(apply(proxy)).isEmpty();

    assertThat(webhooks.active().settings().global().egress().proxy().password().reveal())
        .isEqualTo("${secret.crm-token}");
    assertThat(inForce().egress().proxy().password().reveal()).isEqualTo(TOKEN);
  }

  @Test
  void settings_with_names_come_out_and_go_into_another_host() {
    configure(crm(), signed());

    String exported = get("api/v1/export");

    assertThat(exported).contains("Bearer ${secret.crm-token}", "${secret.crm-signing}");
    configure();
    var imported = post("api/v1/import", "{\"document\": " + exported + "}");
    assertThat(imported).doesNotContain("Enter the");
    assertThat(get("api/v1/export")).contains("${secret.crm-signing}");
  }

  @Test
  void they_are_neither_stored_nor_shown() throws Exception {
    receiver.answers(200, "you sent " + TOKEN + " to T0/B1/abcdefgh, abcdefgh");
    configure(service(
        "Crm",
        "/hook/${secret.path}",
        "headers",
        List.of(Map.of("name", "Authorization", "value", "Bearer ${secret.crm-token}"))));

    webhooks.publish(anEvent());
    receipt();

    String shown = get("api/v1/services")
        + get("api/v1/deliveries")
        + get("api/v1/history")
        + get("")
        + get("deliveries")
        + webhooks.settings();
    assertThat(shown)
        .contains("Bearer ${secret.crm-token}", "/hook/${secret.path}")
        .doesNotContain("t0k3n", "T0/B1", "abcdefgh");
    String id = String.valueOf(services().get(0).get("id"));
    assertThat(delivery()).contains("you sent ***").doesNotContain("t0k3n", "abcdefgh");
    assertThat(post(
            "api/v1/services/" + id + "/secrets/reveal",
            "{\"field\": \"headers\", \"name\": \"Authorization\"}"))
        .doesNotContain("t0k3n");
    webhooks.stop(BOUND);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("h0st-t0k3n", "abcdefgh");
      }
    }
  }

  @Test
  void another_value_is_used_from_the_next_look_on() {
    configure(crm());
    webhooks.publish(anEvent());
    assertThat(got().headers().get("authorization")).isEqualTo("Bearer " + TOKEN);

    vault.put("crm-token", "the-new-token");
    lookAgain();
    webhooks.publish(anEvent());

    await().until(() -> {
      webhooks.publish(anEvent());
      return receiver.got().stream()
          .anyMatch(got -> "Bearer the-new-token".equals(got.headers().get("authorization")));
    });
  }

  @Test
  void what_the_host_takes_away_is_not_sent_any_more_and_what_waits_arrives_when_it_is_back() {
    configure(crm());
    vault.remove("crm-token");
    lookAgain();
    await().until(() -> webhooks.health().state() == Health.State.DEGRADED);

    webhooks.publish(anEvent());

    assertThat(get("api/v1/services")).contains("The host has no secret “crm-token”.");
    assertThat(get("")).contains("Secret missing");
    assertThat(webhooks.health().message()).contains("lack a secret that the host keeps");
    assertThat(receiver.got()).isEmpty();
    assertThat(webhooks.health().waiting()).isEqualTo(1);

    vault.put("crm-token", TOKEN);
    lookAgain();

    assertThat(got().headers().get("authorization")).isEqualTo("Bearer " + TOKEN);
  }

  @Test
  void while_the_host_cannot_say_the_last_value_is_used_and_after_a_restart_all_waits() {
    configure(crm());
    down.set(true);
    lookAgain();
    webhooks.publish(anEvent());
    assertThat(got().headers().get("authorization")).isEqualTo("Bearer " + TOKEN);

    webhooks.stop(BOUND);
    start();
    webhooks.publish(anEvent());
    assertThat(get("api/v1/services"))
        .contains("could not be asked for its secret “crm-token” (IOException)")
        .doesNotContain("10.0.0.7");
    assertThat(receiver.got()).hasSize(1);

    down.set(false);
    lookAgain();
    assertThat(got(2)).hasSize(2);
  }

  @Test
  void the_editor_says_that_they_may_be_named_and_shows_which_are() {
    configure(signed());
    String id = String.valueOf(services().get(0).get("id"));

    assertThat(get("services/" + id + "/edit"))
        .contains(
            "${secret.NAME} stands for a secret that the host keeps.",
            "The host keeps it:",
            "<code>${secret.crm-signing}</code>");
    assertThat(get("api/v1/variables")).contains("\"hostSecrets\":true");
  }

  @Test
  void a_test_and_a_preview_use_them_and_do_not_show_them() {
    configure(crm());
    String id = String.valueOf(services().get(0).get("id"));

    String tested = post("api/v1/services/" + id + "/test", "{}");
    String seen = post("api/v1/preview", """
        {"name": "New", "url": "https://api.crm.example/", "secret": "${secret.crm-signing}",
         "headers": [{"name": "X-Key", "value": "${secret.crm-token}"}]}""");

    assertThat(got().headers().get("authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(tested).contains("\"passed\":true").doesNotContain("t0k3n");
    assertThat(seen).contains("\"valid\":true").doesNotContain("t0k3n", "a-signing-secret");
  }
}
