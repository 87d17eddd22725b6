package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.AddressRules.Objection;
import io.github.webhookplugin.model.Answer;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides on the addresses that a name was resolved to, between the look-up and the connection, which goes to them and
 * nowhere else: another look-up cannot give another answer. One address that may not be called spoils all of them.
 */
final class AddressGuard {
  /** So many are tried, one after the other. */
  static final int TRIED = 4;

  private AddressGuard() {}

  /** What speaks against calling a host, all of whose addresses these are. */
  static Optional<Objection> objection(Target target, InetAddress[] addresses, AddressRules rules) {
    return Stream.of(addresses)
        .flatMap(address -> rules.objection(target.name(), address).stream())
        .min(Objection::compareTo);
  }

  /** What speaks against the way in which it would be called. */
  static Optional<Objection> objection(Target target, AddressRules rules) {
    return rules.schemeObjection(target.host().getSchemeName());
  }

  /** What speaks against calling a host through a proxy, with as many of its addresses as are known here. */
  static Optional<Objection> objectionBehindProxy(
      Target target, InetAddress[] known, AddressRules rules) {
    return known.length == 0
        ? AddressRules.objection(target.name())
        : objection(target, known, rules);
  }

  static InetAddress[] first(InetAddress[] addresses) {
    return addresses.length <= TRIED ? addresses : Arrays.copyOf(addresses, TRIED);
  }

  static Answer.Failure failure(Target target, Objection objection) {
    return new Answer.Failure(
        Answer.Kind.ADDRESS, "Not sent. " + target.name() + " is " + objection.where() + ".");
  }
}
