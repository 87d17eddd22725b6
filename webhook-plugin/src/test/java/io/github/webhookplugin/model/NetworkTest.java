package io.github.webhookplugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/8",
        "0.0.0.0/0",
        "192.168.1.4",
        "192.168.1.4/32",
        "fc00::/7",
        "::/0",
        "::1",
        "2001:db8::/32",
        "64:ff9b::/96"
      })
  void reads_ranges_and_single_addresses_and_keeps_them_as_written(String text) {
    assertThat(Network.parse(text)).get().hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.1/8",
        "010.0.0.0/8",
        "10.0.0/8",
        "10",
        "0x0a.0.0.0/8",
        "host.example",
        "fc00::1/7",
        "::/129",
        "[::1]",
        "fe80::1%eth0",
        "::ffff:10.0.0.0/96",
        " 10.0.0.0/8"
      })
  void refuses_anything_else(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }

  @Test
  void compares_bits_at_any_place() {
    var network = Network.of("172.16.0.0/12");

    assertThat(network.contains(new byte[] {(byte) 172, 31, (byte) 255, (byte) 255}))
        .isTrue();
    assertThat(network.contains(new byte[] {(byte) 172, 32, 0, 0})).isFalse();
    assertThat(network.contains(new byte[16])).isFalse();
  }

  @Test
  void the_same_range_is_equal() {
    assertThat(Network.of("::1")).isEqualTo(Network.of("0:0:0:0:0:0:0:1/128"));
    assertThat(Network.of("::1")).hasSameHashCodeAs(Network.of("0:0:0:0:0:0:0:1/128"));
    assertThat(Network.of("10.0.0.0/8")).isNotEqualTo(Network.of("10.0.0.0/9"));
  }
}
