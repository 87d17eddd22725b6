package io.github.webhookplugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.AddressRules.Objection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "2003::1"
      })
  void public_addresses_may_be_called(String address) throws UnknownHostException {
    assertThat(objection(AddressRules.PUBLIC, address)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "::1",
        "::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fdff::1"
      })
  void what_is_not_public_must_be_allowed(String address) throws UnknownHostException {
    var all = new AddressRules(List.of(Network.of("0.0.0.0/0"), Network.of("::/0")), List.of());

    assertThat(objection(AddressRules.PUBLIC, address)).isEqualTo(Objection.NOT_PUBLIC);
    assertThat(objection(all, address)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "169.254.0.1",
        "100.100.100.200",
        "192.0.0.192",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "64:ff9b::a9fe:a9fe",
        "::a9fe:a9fe",
        "2002:a9fe:a9fe::1"
      })
  void some_are_never_called_whatever_is_allowed(String address) throws UnknownHostException {
    var all = new AddressRules(
        List.of(Network.of("0.0.0.0/0"), Network.of("::/0")), List.of("host.example"));

    assertThat(objection(all, address)).isEqualTo(Objection.NEVER);
  }

  @Test
  void an_ipv4_address_written_as_ipv6_is_the_same_address() throws UnknownHostException {
    assertThat(objection(AddressRules.PUBLIC, "::ffff:10.0.0.1")).isEqualTo(Objection.NOT_PUBLIC);
    assertThat(objection(AddressRules.PUBLIC, "::ffff:169.254.169.254")).isEqualTo(Objection.NEVER);
  }

  @Test
  void a_network_allows_what_is_in_it_only() throws UnknownHostException {
    var rules = new AddressRules(List.of(Network.of("10.1.0.0/16")), List.of());

    assertThat(objection(rules, "10.1.255.255")).isNull();
    assertThat(objection(rules, "10.2.0.0")).isEqualTo(Objection.NOT_PUBLIC);
  }

  @Test
  void a_host_is_allowed_by_its_name_and_stars_by_what_is_below() throws UnknownHostException {
    var rules = new AddressRules(List.of(), List.of("nas.lan", "*.corp.example"));
    var at = InetAddress.getByName("192.168.1.4");

    assertThat(rules.objection("NAS.lan.", at)).isEmpty();
    assertThat(rules.objection("a.b.corp.example", at)).isEmpty();
    assertThat(rules.objection("corp.example", at)).isPresent();
    assertThat(rules.objection("evilcorp.example", at)).isPresent();
    assertThat(rules.objection("nas.lan.evil.example", at)).isPresent();
  }

  private static Objection objection(AddressRules rules, String address)
      throws UnknownHostException {
    return rules.objection("host.example", InetAddress.getByName(address)).orElse(null);
  }
}
