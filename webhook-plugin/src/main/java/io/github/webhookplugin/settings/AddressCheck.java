package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.AddressRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a service may call the address that its URL names by number. Names are looked up by others. */
final class AddressCheck {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

  private AddressCheck() {}

  /** What speaks against it; empty if nothing does, or if it is a name. */
  static Optional<String> problem(String url, AddressRules rules) {
    return Optional.of(url)
        .filter(text -> UrlRules.problem(text).isEmpty())
        .flatMap(Address::parse)
        .map(Address::host)
        .filter(host -> LITERAL.matcher(host).matches())
        .flatMap(AddressCheck::address)
        .flatMap(address -> rules.objection(address.getHostAddress(), address))
        .map(AddressRules.Objection::beforeSaving);
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
