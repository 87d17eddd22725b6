package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.SettingsProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests leave, by the settings for all (T-45, T-33). */
class EgressSettingsTest extends AdminFixture {
  private static final String CANARY = "canary-9d41";

  private List<SettingsProblem> apply(Map<String, Object> settings) {
    return webhooks.apply(settings, "ann");
  }

  @Test
  void T_45_a_proxy_is_read_back_without_its_password_which_stays_until_the_user_goes() {
    assertThat(apply(Map.of(
            "proxyUrl", "http://Proxy.corp.example:3128/",
            "proxyUsername", "ann",
            "proxyPassword", CANARY,
            "proxyExcept", List.of("*.corp.example", "10.0.0.0/8"),
            "egressAddresses", " 203.0.113.7 ")))
        .isEmpty();

    assertThat(webhooks.settings())
        .containsEntry("proxyUrl", "http://Proxy.corp.example:3128")
        .containsEntry("proxyPassword", true)
        .containsEntry("egressAddresses", "203.0.113.7");
    assertThat((List<?>) webhooks.settings().get("proxyExcept"))
        .hasToString("[10.0.0.0/8, *.corp.example]");
    assertThat(apply(webhooks.settings())).isEmpty();
    assertThat(webhooks.settings()).containsEntry("proxyPassword", true);
    apply(Map.of("proxyUsername", ""));
    assertThat(webhooks.settings()).containsEntry("proxyPassword", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://proxy.test:3128",
        "http://proxy.test",
        "http://ann:pw@proxy.test:3128",
        "http://proxy.test:0",
        "http://proxy.test:70000",
        "socks5://proxy.test:1080",
        "proxy.test:3128"
      })
  void a_proxy_is_http_with_a_host_and_a_port(String url) {
    assertThat(apply(Map.of("proxyUrl", url)))
        .containsExactly(new SettingsProblem(
            "/proxyUrl",
            "Expected http://, a host and a port, such as http://proxy.corp.example:3128. User and"
                + " password have fields of their own."));
  }

  @Test
  void exceptions_are_networks_and_names() {
    assertThat(apply(
            Map.of("proxyUrl", "http://p:1", "proxyExcept", List.of("nas.lan", "not a name"))))
        .containsExactly(new SettingsProblem(
            "/proxyExcept/1",
            "Expected a network such as 10.0.0.0/8, or a name such as nas.lan or *.corp.example,"
                + " found “not a name”."));
  }

  @Test
  void the_password_is_nowhere_in_plain() throws Exception {
    apply(
        Map.of("proxyUrl", "http://127.0.0.1:1", "proxyUsername", "ann", "proxyPassword", CANARY));
    service("Here", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    publish(NotificationEvent.of("a").title("one").build());
    String failed = deliveries("failed", 1).get(0);

    var seen = new StringBuilder(webhooks.settings().toString());
    for (String path : List.of(
        "services", "history", "history/1/global", "deliveries/" + failed, "export?general=true")) {
      seen.append(text(get(path)));
    }
    assertThat(seen.toString()).doesNotContain(CANARY).doesNotContain("enc:v1:");
    assertThat(text(get("deliveries/" + failed)))
        .contains("The proxy 127.0.0.1:1 cannot be reached.");
    webhooks.stop(Duration.ofSeconds(5));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(CANARY);
      }
    }
    start();
    assertThat(webhooks.settings()).containsEntry("proxyPassword", true);
  }

  @Test
  void another_password_alone_is_named_in_history_and_audit_log_and_never_shown() {
    apply(
        Map.of("proxyUrl", "http://127.0.0.1:1", "proxyUsername", "ann", "proxyPassword", CANARY));
    apply(Map.of("proxyPassword", CANARY + "-2"));
    apply(Map.of("retryCount", 7)); // the same password, sealed anew

    var changes = json(get("history")).path("changes");
    assertThat(changes.path(0).path("fields").toString()).isEqualTo("[\"retryCount\"]");
    assertThat(changes.path(1).path("fields").toString()).isEqualTo("[\"proxyPassword\"]");
    var change = get("history/" + changes.path(1).path("version").asInt() + "/global");
    assertThat(json(change).path("changes").toString())
        .isEqualTo(
            "[{\"pointer\":\"/proxyPassword\",\"before\":true,\"after\":true,\"secret\":true}]");
    var audit = get("audit?action=settings-changed");
    assertThat(json(audit).findValuesAsText("detail"))
        .startsWith("retryCount", "proxyPassword")
        .hasSize(3);
    assertThat(text(change) + text(audit) + text(get("history"))).doesNotContain(CANARY);
  }

  @Test
  void bringing_an_old_version_back_keeps_the_password_of_today() {
    apply(
        Map.of("proxyUrl", "http://127.0.0.1:1", "proxyUsername", "ann", "proxyPassword", CANARY));
    apply(Map.of("retryCount", 7));

    assertThat(post("history/1/global/restore", "").status()).isEqualTo(200);

    assertThat(webhooks.settings())
        .containsEntry("retryCount", 3)
        .containsEntry("proxyPassword", true);
  }

  @Test
  void T_33_who_speaks_of_an_allow_list_is_told_our_addresses() {
    apply(Map.of("egressAddresses", "203.0.113.7"));
    service(
        "Flow",
        ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1},"
            + " 'rules': [{'when': {'status': '200'}, 'then': 'stop',"
            + " 'say': 'Not in the allow-list.'}]");
    publish(NotificationEvent.of("a").title("one").build());

    String failed = deliveries("failed", 1).get(0);

    assertThat(json(get("deliveries/" + failed)).path("egressAddresses").asText())
        .isEqualTo("203.0.113.7");
  }
}
