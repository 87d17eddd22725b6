package io.github.webhookplugin.host;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code viewer=T,editor=T}: tokens of further roles. */
final class RoleTokens {
  private RoleTokens() {}

  /** The token of each role; a {@link CannotStart} says what is wrong, without the token. */
  static Map<Role, String> read(@Nullable String text, @Nullable String admin) {
    var tokens = new EnumMap<Role, String>(Role.class);
    if (text == null) {
      return tokens;
    }
    for (String pair : text.split(",")) {
      int equals = pair.indexOf('=');
      Role role = Role.named(equals < 0 ? "" : pair.substring(0, equals))
          .orElseThrow(() -> new CannotStart(
              "--token-of must be ROLE=TOKEN, where ROLE is one of " + Role.names()));
      String token = pair.substring(equals + 1);
      Options.token("token-of", token);
      if (token.equals(admin) || tokens.containsValue(token)) {
        throw new CannotStart("--token-of gives one token to two roles; give each role its own");
      }
      if (tokens.put(role, token) != null) {
        throw new CannotStart("--token-of gives two tokens to the role " + role.text());
      }
    }
    return tokens;
  }
}
