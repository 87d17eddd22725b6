package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses services may have and call, by the host and by the settings. */
class AddressSettingsTest extends AdminFixture {
  private static final String PRIVATE =
      "This address is in a private network. Allow it in Settings › Security first.";

  @Override
  HostContext.Builder context() {
    return HostContext.builder(data).clock(clock).listener(receipts::add);
  }

  private void settings(String json) {
    var problems = webhooks.apply(map(json), "ann");
    assertThat(problems).isEmpty();
  }

  private static java.util.Map<String, Object> map(String json) {
    return new io.github.webhookplugin.settings.SettingsReader(template -> java.util.List.of())
        .parse(json.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9/token", "http://localhost:9/token"})
  void a_token_endpoint_inside_is_refused_when_it_is_saved(String url) {
    var saved = post(
        "services",
        "{'name': 'N', 'url': 'https://93.184.216.34/', 'oauth2': {'tokenUrl': '" + url
            + "', 'clientId': 'a', 'clientSecret': 'b'}}");

    assertThat(saved.status()).isEqualTo(422);
    assertThat(json(saved).at("/errors/0/pointer").asText()).isEqualTo("/oauth2/tokenUrl");
    assertThat(json(saved).at("/errors/0/message").asText()).isEqualTo(PRIVATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9/",
        "http://user:pw@127.0.0.1:9/in",
        "http://[::1]/",
        "http://10.0.0.1/{{type}}",
        "http://localhost:9/"
      })
  void an_address_inside_is_refused_when_it_is_saved_and_when_it_is_tested(String url) {
    var saved = post("services", "{'name': 'N', 'url': '" + url + "'}");

    assertThat(saved.status()).isEqualTo(422);
    assertThat(json(saved).at("/errors/0/pointer").asText()).isEqualTo("/url");
    assertThat(json(saved).at("/errors/0/message").asText()).isEqualTo(PRIVATE);
    assertThat(json(get("services")).path("services")).isEmpty();
    var tested = post("test", "{'name': 'N', 'url': '" + url + "'}");
    assertThat(text(tested)).containsAnyOf(PRIVATE, "in a private network that is not allowed");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void what_the_settings_allow_is_called_and_no_longer_when_they_do_not() throws Exception {
    settings("{'allowedNetworks': ['127.0.0.0/8', 'fd00::/8']}");
    service("Here", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    publish(NotificationEvent.of("a").title("one").build());
    deliveries("delivered", 1);

    settings("{'allowedNetworks': []}");
    publish(NotificationEvent.of("a").title("two").build());

    String failed = deliveries("failed", 1).get(0);
    assertThat(json(get("deliveries/" + failed)).path("sentence").asText())
        .contains("in a private network that is not allowed");
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void with_https_only_plain_addresses_are_neither_saved_nor_called() {
    settings("{'allowedNetworks': ['127.0.0.0/8']}");
    service("Here", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    settings("{'httpsOnly': true}");

    assertProblem(post("services", "{'name': 'N', 'url': 'HTTP://example.com/'}"), 422, "/url");
    assertThat(post("services", "{'name': 'S', 'url': 'https://127.0.0.1:9/', 'enabled': false}")
            .status())
        .isEqualTo(201);
    publish(NotificationEvent.of("a").title("one").build());
    String failed = deliveries("failed", 1).get(0);
    assertThat(json(get("deliveries/" + failed)).path("sentence").asText())
        .contains("127.0.0.1 is only called by https");
    var tested = post("test", "{'name': 'T', 'url': '" + receiver.url("/in") + "'}");
    assertThat(text(tested)).contains("https only");
    assertThat(receiver.got()).isEmpty();

    settings("{'httpsOnly': false}");
    publish(NotificationEvent.of("a").title("two").build());
    deliveries("delivered", 1);
  }

  @Test
  void what_is_allowed_is_read_back_as_it_was_written() {
    settings(
        "{'allowedNetworks': ['10.0.0.0/8', '::1'], 'allowedHosts': ['NAS.lan', '*.corp.example']}");

    assertThat(webhooks.settings())
        .containsEntry("allowedNetworks", java.util.List.of("10.0.0.0/8", "::1"))
        .containsEntry("allowedHosts", java.util.List.of("nas.lan", "*.corp.example"));
  }

  @Test
  void what_is_no_network_and_no_name_is_refused_one_by_one() {
    var problems = webhooks.validate(
        map(
            "{'allowedNetworks': ['10.0.0.1/8', 7, 'nas.lan'], 'allowedHosts': ['*', 'a b', '10.0.0.1']}"));

    assertThat(problems)
        .extracting(problem -> problem.pointer())
        .containsExactly(
            "/allowedNetworks/0",
            "/allowedNetworks/1",
            "/allowedNetworks/2",
            "/allowedHosts/0",
            "/allowedHosts/1",
            "/allowedHosts/2");
  }

  @Test
  void a_host_that_allows_nonsense_is_told_so_when_it_opens_the_channel() {
    webhooks.stop(Duration.ofSeconds(5));

    assertThatThrownBy(() -> WebhookRuntime.open(
            HostContext.builder(data).allowNetwork("10.0.0.0/99").build()))
        .hasMessageContaining("“10.0.0.0/99”");
    start();
  }
}
