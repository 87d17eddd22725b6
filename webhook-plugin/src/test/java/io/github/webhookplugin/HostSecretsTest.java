package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.SecretSource;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.GlobalSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** N-12: secrets that the host keeps are named by services, sent, and neither stored nor shown. */
class HostSecretsTest extends OpenChannel {
  private static final Duration A_MINUTE = Duration.ofSeconds(61);
  private static final String TOKEN = "h0st-t0k3n/\"&7f3a";

  private final Map<String, String> vault = new ConcurrentHashMap<>(Map.of(
      "crm-token", TOKEN, "crm-signing", "a-signing-secret-of-the-host", "path", "T0/B1/abcdefgh"));

  private final Map<String, List<String>> hosts = new ConcurrentHashMap<>();
  private final AtomicBoolean down = new AtomicBoolean();

  private final SecretSource source = new SecretSource() {
    @Override
    public Optional<String> secret(String name) throws IOException {
      if (down.get()) {
        throw new IOException("vault at 10.0.0.7 refused " + TOKEN);
      }
      return Optional.ofNullable(vault.get(name));
    }

    @Override
    public List<String> allowedHosts(String name) {
      return hosts.getOrDefault(name, List.of());
    }
  };

  @Override
  HostContext.Builder context() {
    return super.context().secretSource(source);
  }

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
  void a_secret_that_does_not_fit_its_place_is_told_without_being_shown() {
    vault.put("crm-token", "two\nlines");
    vault.put("path", "a b");
    vault.put("crm-signing", "{{title}}");

    var found = problems(service(
        "Crm",
        "/hook/${secret.path}",
        "headers",
        List.of(Map.of("name", "X-Key", "value", "${secret.crm-token}")),
        "queryParams",
        List.of(Map.of("name", "q", "value", "${secret.crm-signing}"))));

    assertThat(found)
        .extracting(SettingsProblem::pointer)
        .containsExactlyInAnyOrder(
            "/services/0/url", "/services/0/headers/0/value", "/services/0/queryParams/0/value");
    assertThat(found.toString()).doesNotContain("two", "a b", "{{title}}");
  }

  @Test
  void a_signing_secret_is_rotated_to_one_of_the_host() {
    configure(service("Crm", "/crm", "signature", Map.of("recipe", "github"), "secret", "old-one"));
    String id = String.valueOf(services().get(0).get("id"));

    assertThat(post(
            "api/v1/services/" + id + "/secret",
            "{\"action\": \"set\", \"secret\": \"${secret.gone}\"}"))
        .contains("/secret", "The host has no secret “gone”.");
    assertThat(post(
            "api/v1/services/" + id + "/secret",
            "{\"action\": \"set\", \"secret\": \"${secret.crm-signing}\"}"))
        .contains("\"hostSecret\":\"${secret.crm-signing}\"");

    webhooks.publish(anEvent());
    assertThat(got().headers().get("x-hub-signature-256"))
        .isEqualTo("sha256="
            + Hmac.hex("HmacSHA256", "a-signing-secret-of-the-host", got().body()));
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
  void what_the_host_does_not_have_is_refused_where_it_is_named() {
    var problems = problems(service(
        "Crm",
        "/hook/${secret.nowhere}",
        "headers",
        List.of(Map.of("name", "X-Key", "value", "${secret.missing}")),
        "secret",
        "${secret.none}",
        "body",
        "{\"token\": \"${secret.crm-token}\"}"));

    assertThat(problems)
        .extracting(SettingsProblem::pointer)
        .containsExactlyInAnyOrder(
            "/services/0/url",
            "/services/0/headers/0/value",
            "/services/0/secret",
            "/services/0/body");
    assertThat(problems)
        .extracting(SettingsProblem::message)
        .contains(
            "The host has no secret “missing”. Check its name, or add it there.",
            "Secrets of the host are not put into bodies, which are kept in the log. Use a header or a query parameter, or sign the request.");
    assertThat(services()).isEmpty();
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
  void a_secret_goes_only_where_the_host_lets_it_go() {
    hosts.put("crm-token", List.of("*.crm.example"));

    assertThat(problems(crm()))
        .extracting(SettingsProblem::message)
        .containsExactly("The host gives its secret “crm-token” to *.crm.example only, and not to"
            + " “127.0.0.1”. Change the address, or have it allowed there.");

    hosts.put("crm-token", List.of("127.0.0.1"));
    clock.forward(A_MINUTE.multipliedBy(2));
    configure(crm());
    assertThat(services()).hasSize(1);
  }

  /** With the token that it gets, somebody else would have what it is for. */
  @Test
  void a_client_secret_that_is_bound_gets_tokens_for_hosts_that_it_is_bound_to_only() {
    hosts.put("crm-signing", List.of("id.crm.example"));
    var oauth2 = Map.of(
        "tokenUrl", "https://id.crm.example/token",
        "clientId", "me",
        "clientSecret", "${secret.crm-signing}");

    assertThat(problems(service("Crm", "/crm", "oauth2", oauth2)))
        .extracting(SettingsProblem::pointer, SettingsProblem::message)
        .containsExactly(tuple(
            "/services/0/oauth2/clientSecret",
            "The host gives its secret “crm-signing” to id.crm.example only, and not to"
                + " “127.0.0.1”. Change the address, or have it allowed there."));

    hosts.put("crm-signing", List.of("id.crm.example", "127.0.0.1"));
    clock.forward(A_MINUTE.multipliedBy(2));
    assertThat(problems(service("Crm", "/crm", "oauth2", oauth2))).isEmpty();
  }

  @Test
  void a_password_of_the_proxy_that_cannot_be_had_is_refused() {
    var proxy = new HashMap<String, Object>(
        Map.of("proxyUrl", "http://127.0.0.1:1", "proxyUsername", "me"));
    for (String wrong : List.of("${secret.nope}", "${secret:crm-token}")) {
      proxy.put("proxyPassword", wrong);
      assertThat(apply(proxy))
          .as(wrong)
          .extracting(SettingsProblem::pointer)
          .containsExactly("/proxyPassword");
    }
    hosts.put("crm-token", List.of("proxy.example"));
    proxy.put("proxyPassword", "${secret.crm-token}");
    assertThat(apply(proxy))
        .extracting(SettingsProblem::message)
        .singleElement()
        .asString()
        .contains("to proxy.example only, and not to “127.0.0.1”");
  }

  @Test
  void one_that_is_off_may_name_what_is_not_there_yet() {
    vault.remove("crm-token");
    var off = new HashMap<>(crm());
    off.put("enabled", false);
    configure(off);

    String id = String.valueOf(services().get(0).get("id"));
    assertThat(send("PATCH", "api/v1/services/" + id, "{\"enabled\": true}"))
        .contains("/headers/0/value", "The host has no secret “crm-token”.");
    assertThat(post("api/v1/services/" + id + "/test", "{}"))
        .contains("The host has no secret “crm-token”.");
    assertThat(receiver.got()).isEmpty();
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

  private GlobalSettings inForce() {
    return webhooks.inForce().global();
  }

  private Map<String, Object> signed() {
    return service(
        "Signed",
        "/signed",
        "signature",
        Map.of("recipe", "github"),
        "secret",
        "${secret.crm-signing}");
  }

  private Map<String, Object> crm() {
    return service(
        "Crm",
        "/crm",
        "headers",
        List.of(Map.of("name", "Authorization", "value", "Bearer ${secret.crm-token}")));
  }

  /** The minute is over: the host is asked, and what it says comes into force. */
  private void lookAgain() {
    clock.forward(A_MINUTE);
  }

  private String delivery() {
    String list = get("api/v1/deliveries");
    int at = list.indexOf("\"id\":\"") + 6;
    return get("api/v1/deliveries/" + list.substring(at, list.indexOf('"', at)));
  }

  private String get(String path) {
    return send("GET", path, "");
  }

  private String post(String path, String json) {
    return send("POST", path, json);
  }

  private String send(String method, String path, String json) {
    var answer = webhooks.admin(new AdminRequest(
        method,
        path,
        Map.of(),
        Map.of("Content-Type", json.isEmpty() ? "text/plain" : "application/json"),
        json.getBytes(StandardCharsets.UTF_8),
        "anna",
        EnumSet.allOf(AdminPermission.class),
        AdminRequest.Page.at("/plugins/webhook")));
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
