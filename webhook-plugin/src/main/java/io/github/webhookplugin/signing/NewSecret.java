package io.github.webhookplugin.signing;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.Encoding;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes secrets that fit a recipe. Pure but for the chance it is handed. */
public final class NewSecret {
  private static final int BYTES = 32;

  private NewSecret() {}

  /** A secret of 32 random bytes; a key pair where the recipe signs with one; both where it needs both. */
  public static Secret of(SignatureRecipe recipe, SecureRandom random) {
    List<Scheme> schemes =
        recipe.hasKeyForEach() ? recipe.schemes() : recipe.schemes().subList(0, 1);
    return Secret.of(schemes.stream()
        .map(scheme -> text(scheme.encoding(), random))
        .collect(Collectors.joining(" ")));
  }

  /** What a receiver needs to check signatures of a key pair, {@code whpk_…}; it is no secret. */
  public static Optional<String> publicKey(SignatureRecipe recipe, Secret secret) {
    List<String> keys = KeyList.of(recipe, secret);
    for (int i = 0; i < recipe.schemes().size(); i++) {
      if (recipe.schemes().get(i).encoding() == Encoding.WHSK) {
        byte[] key = KeyText.bytes(Encoding.WHSK, keys.get(keys.size() == 1 ? 0 : i));
        return key.length == Ed25519.SEED
            ? Optional.empty()
            : Optional.of(
                KeyText.PUBLIC + base64(Arrays.copyOfRange(key, Ed25519.SEED, 2 * Ed25519.SEED)));
      }
    }
    return Optional.empty();
  }

  private static String text(Encoding encoding, SecureRandom random) {
    if (encoding == Encoding.WHSK) {
      return KeyText.PRIVATE + base64(Ed25519.generate(random));
    }
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return switch (encoding) {
      case WHSEC -> KeyText.SHARED + base64(key);
      case BASE64 -> base64(key);
      case HEX -> HexFormat.of().formatHex(key);
      case UTF8, WHSK -> Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    };
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
