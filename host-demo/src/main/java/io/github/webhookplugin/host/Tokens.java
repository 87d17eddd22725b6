package io.github.webhookplugin.host;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens that let somebody in, each for one role. Immutable; prints none of them. */
final class Tokens {
  private final List<Known> known = new ArrayList<>();

  private record Known(byte[] token, Role role) {}

  /** @param admin lets the admin in; the others let in whom they name */
  Tokens(String admin, Map<Role, String> others) {
    add(Role.ADMIN, admin);
    others.forEach(this::add);
  }

  private void add(Role role, String token) {
    known.add(new Known(token.getBytes(StandardCharsets.UTF_8), role));
  }

  /** 256 bits, for an address, a header or a cookie. */
  static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Who shows this token. Takes the same time whichever it is not. */
  Optional<Account> account(@Nullable String shown) {
    byte[] bytes = shown == null ? new byte[0] : shown.getBytes(StandardCharsets.UTF_8);
    Role found = null;
    for (Known each : known) {
      if (MessageDigest.isEqual(each.token, bytes)) {
        found = each.role;
      }
    }
    return Optional.<Role>ofNullable(found).map(Role::account);
  }
}
