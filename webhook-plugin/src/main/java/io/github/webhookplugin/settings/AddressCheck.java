package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.AddressRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a service may call its URL: without encryption, and if it names its address by number. Names are looked up by others. */
final class AddressCheck {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

  private AddressCheck() {}

  /** What speaks against it; empty if nothing does, or if it is a name. */
  static Optional<String> problem(String url, AddressRules rules) {
    Optional<Address> read =
        Optional.of(url).filter(text -> UrlRules.problem(text).isEmpty()).flatMap(Address::parse);
    Optional<AddressRules.Objection> unencrypted =
        read.flatMap(address -> rules.schemeObjection(scheme(url)));
    if (unencrypted.isPresent()) {
      return unencrypted.map(AddressRules.Objection::beforeSaving);
    }
    return read.map(Address::host)
        .filter(host -> LITERAL.matcher(host).matches())
        .flatMap(AddressCheck::address)
        .flatMap(address -> rules.objection(address.getHostAddress(), address))
        .map(AddressRules.Objection::beforeSaving);
  }

  private static String scheme(String url) {
    return url.substring(0, url.indexOf(':'));
  }

  /** Only ever called with digits, which the JDK does not look up. */
  private static Optional<InetAddress> address(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
