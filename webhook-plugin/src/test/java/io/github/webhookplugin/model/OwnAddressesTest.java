package io.github.webhookplugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {
  private final OwnAddresses own = OwnAddresses.of(
      List.of(URI.create("https://host.example/api/events"), URI.create("http://localhost:8080")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host.example/api/events",
        "https://HOST.example./api/events/",
        "https://host.example:443/api/events?x=1",
        "https://user:secret@host.example/api/events/import#f",
        "HTTPS://host.example//api/./events",
        "https://host.example/x/../api/%65vents",
        "https://host.example/api/events/{{data.id}}",
        "http://127.0.0.1:8080/anything",
        "http://[::1]:8080",
        "http://localhost:8080/"
      })
  void an_address_of_the_host_is_known_however_it_is_written(String url) {
    assertThat(own.cover(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host.example/api/eventsource",
        "https://host.example/api",
        "https://other.example/api/events",
        "https://host.example:8443/api/events",
        "http://host.example/api/events",
        "http://127.0.0.1:8081/",
        "https://host.example/receivers?u=/api/events",
        "",
        "no address"
      })
  void another_address_is_not(String url) {
    assertThat(own.cover(url)).isFalse();
  }

  @Test
  void a_host_without_addresses_covers_nothing() {
    assertThat(OwnAddresses.NONE.cover("https://host.example/api/events")).isFalse();
  }
}
