package io.github.webhookplugin.signing;

import io.github.webhookplugin.model.SignatureRecipe.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** The texts of secrets and the bytes of keys. Refuses with whole sentences that never show a secret. Pure. */
final class KeyText {
  static final String SHARED = "whsec_";
  static final String PRIVATE = "whsk_";
  static final String PUBLIC = "whpk_";

  private KeyText() {}

  /** The key that a text stands for; throws IllegalArgumentException with a sentence for people. */
  static byte[] bytes(Encoding encoding, String text) {
    byte[] key = switch (encoding) {
      case UTF8 -> text.getBytes(StandardCharsets.UTF_8);
      case BASE64 -> base64(text, "The secret of this recipe must be Base64.");
      case HEX -> hex(text);
      case WHSEC -> shared(text);
      case WHSK -> seed(text);
    };
    if (key.length == 0) {
      throw new IllegalArgumentException("The secret has no key in it. Copy it again.");
    }
    return key;
  }

  private static byte[] shared(String text) {
    if (text.startsWith(PRIVATE) || text.startsWith(PUBLIC)) {
      throw new IllegalArgumentException(
          "This is half of a key pair, for the scheme v1a. Choose the recipe"
              + " standard-webhooks-ed25519, or enter a secret that starts with whsec_.");
    }
    return text.startsWith(SHARED)
        ? base64(
            text.substring(SHARED.length()),
            "Behind whsec_ the secret must go on with a key in Base64.")
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] seed(String text) {
    if (!text.startsWith(PRIVATE)) {
      throw new IllegalArgumentException(
          "The secret of this recipe is a private key: it starts with"
              + " whsk_. Let the plugin generate one if there is none.");
    }
    byte[] key = base64(
        text.substring(PRIVATE.length()),
        "Behind whsk_ the secret must go on with a key in Base64.");
    if (key.length != Ed25519.SEED && key.length != 2 * Ed25519.SEED) {
      throw new IllegalArgumentException(
          "Behind whsk_ must be 32 bytes (the seed) or 64 (seed and public key) in Base64, here are "
              + key.length + ".");
    }
    return key;
  }

  private static byte[] base64(String text, String sentence) {
    try {
      byte[] key = Base64.getDecoder().decode(text);
      if (key.length > 0) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Said below: the cause would quote a character of the secret
    }
    throw new IllegalArgumentException(sentence + " Copy it from the receiver again.");
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The secret of this recipe must be hexadecimal: digits and"
          + " a to f, two for each byte. Copy it from the receiver again.");
    }
  }
}
