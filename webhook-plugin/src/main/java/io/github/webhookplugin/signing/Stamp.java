package io.github.webhookplugin.signing;

import io.github.webhookplugin.model.SignatureRecipe.Algorithm;
import io.github.webhookplugin.model.SignatureRecipe.Output;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One scheme with one secret. Immutable, shared between threads. */
final class Stamp {
  private interface Computation {
    String hash(Subject subject);
  }

  private final Scheme scheme;
  private final Computation computation;
  private final RecipeText text;

  private Stamp(Scheme scheme, Computation computation) {
    this.scheme = scheme;
    this.computation = computation;
    this.text = RecipeText.of(scheme.text());
  }

  /** Throws IllegalArgumentException with a sentence for people if the secret is no key of the scheme. */
  static Stamp of(Scheme scheme, String secret, Content content) {
    byte[] key = KeyText.bytes(scheme.encoding(), secret);
    if (scheme.algorithm() == Algorithm.NONE) {
      return new Stamp(scheme, subject -> secret);
    }
    if (scheme.algorithm() == Algorithm.ED25519) {
      PrivateKey prepared = Ed25519.privateKey(key);
      return new Stamp(
          scheme, subject -> written(scheme.output(), Ed25519.sign(prepared, content, subject)));
    }
    return new Stamp(scheme, keyed(scheme, secret, key, content));
  }

  private static Computation keyed(Scheme scheme, String secret, byte[] key, Content content) {
    String algorithm = name(scheme.algorithm());
    if (scheme.key().equals(Scheme.SECRET)) {
      var spec = new SecretKeySpec(key, algorithm);
      Mac prepared = mac(spec);
      return subject -> written(scheme.output(), finished(fresh(prepared, spec), content, subject));
    }
    Content keyText = Content.of(scheme.key(), secret, "");
    return subject -> {
      Mac mac = mac(new SecretKeySpec(keyText.bytes(subject), algorithm));
      return written(scheme.output(), finished(mac, content, subject));
    };
  }

  private static byte[] finished(Mac mac, Content content, Subject subject) {
    content.feed(subject, mac::update);
    return mac.doFinal();
  }

  /** A copy of the keyed state: cheaper than a new key, and needs neither a lock nor a thread-local. */
  private static Mac fresh(Mac prepared, SecretKeySpec key) {
    try {
      return (Mac) prepared.clone();
    } catch (CloneNotSupportedException e) {
      // Some security providers keep the key in hardware
      return mac(key);
    }
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + key.getAlgorithm(), e);
    }
  }

  private static String name(Algorithm algorithm) {
    return switch (algorithm) {
      case HMAC_SHA1 -> "HmacSHA1";
      case HMAC_SHA256 -> "HmacSHA256";
      case HMAC_SHA512 -> "HmacSHA512";
      case ED25519, NONE -> throw new IllegalArgumentException(algorithm + " has no HMAC");
    };
  }

  private static String written(Output output, byte[] hash) {
    return switch (output) {
      case HEX -> HexFormat.of().formatHex(hash);
      case BASE64 -> Base64.getEncoder().encodeToString(hash);
      case BASE64_URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      case BASE64_PERCENT ->
        Base64.getEncoder()
            .encodeToString(hash)
            .replace("+", "%2B")
            .replace("/", "%2F")
            .replace("=", "%3D");
    };
  }

  String of(Subject subject) {
    String hash = computation.hash(subject);
    return text.fill(variable -> hash);
  }

  String scheme() {
    return scheme.name();
  }
}
