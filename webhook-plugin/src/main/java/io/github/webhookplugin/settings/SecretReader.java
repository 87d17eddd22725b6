package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.signing.StandardWebhooks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the signing secret of a service. Absent, null or the public form ({@code {"set": true}}) keep what is
 * stored, an empty text clears it.
 */
final class SecretReader {
  private static final int MAX = 1_000;
  private static final List<String> PUBLIC_FIELDS = List.of("set", "fingerprint");

  private SecretReader() {}

  static @Nullable Secret read(Fields service, @Nullable Secret stored) {
    if (!service.has("secret")) {
      return stored;
    }
    if (isPlaceholder(service.raw("secret"))) {
      return stored;
    }
    return service.text("secret", MAX).map(text -> checked(service, text)).orElse(null);
  }

  /** Whether a value is what we show in a secret's place. */
  static boolean isPlaceholder(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        && map.get("set") instanceof Boolean
        && PUBLIC_FIELDS.containsAll(map.keySet());
  }

  private static @Nullable Secret checked(Fields service, String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (!text.equals(text.strip()) || Characters.any(text, Characters::isControl)) {
      service.problem(
          "secret",
          "The secret has a blank, line break or control character around or inside it. Remove it.");
    }
    var secret = Secret.of(text);
    try {
      StandardWebhooks.with(secret);
    } catch (IllegalArgumentException notAKey) {
      service.problem(
          "secret",
          "Behind whsec_ the secret must go on with a key in Base64. Copy it from the receiver again.");
    }
    return secret;
  }
}
