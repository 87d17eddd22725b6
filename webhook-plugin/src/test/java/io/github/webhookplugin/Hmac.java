package io.github.webhookplugin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a receiver computes; shares no code with the plugin's own. */
final class Hmac {
  private Hmac() {}

  static String hex(String algorithm, String key, String text) {
    return HexFormat.of().formatHex(of(algorithm, key, text));
  }

  static String base64(String algorithm, String key, String text) {
    return Base64.getEncoder().encodeToString(of(algorithm, key, text));
  }

  private static byte[] of(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
