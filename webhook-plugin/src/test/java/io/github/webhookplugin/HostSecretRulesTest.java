package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhookplugin.api.SettingsProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** N-12: where secrets of the host may be named, which there have to be, and where they may go. */
class HostSecretRulesTest extends HostSecretsChannel {
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
}
