package io.github.webhookplugin.editing;

import io.github.webhookplugin.settings.Address;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * User and password of an address, which a form shows apart from it. What nobody changed stays as it was typed: some
 * receivers sign the address. Pure.
 */
final class UserInfo {
  private UserInfo() {}

  /** An address as the form shows it. */
  static String without(String url) {
    return Address.parse(url).map(address -> address.with(null, null).text()).orElse(url);
  }

  /** The user in an address, decoded; empty if there is none. */
  static Optional<String> user(String url) {
    return Address.parse(url).map(Address::user).map(UserInfo::decoded);
  }

  /** Whether an address has a password. */
  static boolean hasPassword(String url) {
    return Address.parse(url).filter(Address::hasPassword).isPresent();
  }

  /**
   * Puts them into an address that has none of its own.
   *
   * @param password empty: as it was, if the user is the same
   * @param before the address as it was
   */
  static String in(String url, String user, String password, String before) {
    Optional<Address> typed = Address.parse(url).filter(address -> address.user() == null);
    if (typed.isEmpty()) {
      return url;
    }
    Optional<Address> same =
        Address.parse(before).filter(was -> user(before).filter(user::equals).isPresent());
    @Nullable String kept = same.map(Address::password).orElse(null);
    return typed
        .get()
        .with(
            same.map(Address::user).orElseGet(() -> encoded(user)),
            password.isEmpty() ? kept : encoded(password))
        .text();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
