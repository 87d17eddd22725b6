package io.github.webhookplugin.receivers.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The receiver as a host's test uses it, met by the JDK's client. */
class ChaosReceiverTest {
  private final HttpClient client = HttpClient.newBuilder()
      .sslContext(trusting())
      .connectTimeout(Duration.ofSeconds(5))
      .build();

  @ParameterizedTest
  @MethodSource("io.github.webhookplugin.receivers.chaos.Behaviour#all")
  void each_behaviour_is_told_in_a_sentence(Behaviour behaviour) {
    assertThat(behaviour.name()).matches("[a-zA-Z0-9._-]+");
    assertThat(behaviour.does()).matches("[A-Z].*\\.");
    assertThat(behaviour.requests()).isBetween(0, 1);
    assertThat(Behaviour.named(behaviour.name())).isSameAs(behaviour);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void every_family_has_some(Family family) {
    Map<Family, Long> counts = Behaviour.all().stream()
        .collect(Collectors.groupingBy(Behaviour::family, Collectors.counting()));

    assertThat(counts.get(family)).isGreaterThan(8);
  }

  @Test
  void it_misbehaves_until_it_recovers_and_counts_what_it_read() throws Exception {
    try (var receiver = new ChaosReceiver(Behaviour.named("closed-after-request"))) {
      assertThatThrownBy(() -> post(receiver, "a")).isInstanceOf(IOException.class);
      assertThat(receiver.requests()).isNotEmpty().containsOnly("a");
      int before = receiver.requests().size();

      receiver.recover();

      assertThat(post(receiver, "b").body()).isEqualTo("good b");
      assertThat(receiver.requests().subList(before, before + 1)).containsExactly("b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused", "never-accepted", "tls-expired", "silent"})
  void it_recovers_at_the_same_address(String name) throws Exception {
    try (var receiver = new ChaosReceiver(Behaviour.named(name))) {
      String url = receiver.url();

      receiver.recover();

      assertThat(post(receiver, "b").body()).isEqualTo("good b");
      assertThat(receiver.url()).isEqualTo(url);
    }
  }

  @Test
  void its_good_certificate_is_trusted_and_its_bad_ones_are_not() throws Exception {
    try (var receiver = new ChaosReceiver(Behaviour.named("tls-self-signed"))) {
      assertThatThrownBy(() -> post(receiver, "a")).isInstanceOf(IOException.class);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void a_name_that_is_none_is_refused() {
    assertThatThrownBy(() -> Behaviour.named("polite"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("polite");
  }

  @Test
  void nothing_is_left_of_it_when_it_is_closed() {
    var receivers = Arrays.asList("silent", "refused", "never-accepted").stream()
        .map(Behaviour::named)
        .map(ChaosReceiver::new)
        .toList();

    receivers.forEach(ChaosReceiver::close);

    for (var receiver : receivers) {
      assertThatThrownBy(() -> post(receiver, "a")).isInstanceOf(IOException.class);
    }
  }

  private HttpResponse<String> post(ChaosReceiver receiver, String id) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(receiver.url()))
        .timeout(Duration.ofSeconds(5))
        .header("webhook-id", id)
        .version(HttpClient.Version.HTTP_1_1)
        .POST(BodyPublishers.ofString("{}"))
        .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static SSLContext trusting() {
    try {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("chaos", Identity.authority());
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
