package io.github.webhookplugin.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key of stored secrets. What encrypts, and what makes fingerprints, are two keys that come of it. Immutable. */
final class VaultKey {
  static final int BYTES = 32;
  private static final int SHOWN_BYTES = 4;

  private final byte[] bytes;
  private final String id;

  private VaultKey(byte[] bytes) {
    this.bytes = bytes;
    this.id = shown(mac(bytes, "webhook key id"));
  }

  /**
   * A key of its bytes.
   *
   * @throws IllegalArgumentException if they are too few or too many
   */
  static VaultKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a key has " + BYTES + " bytes, not " + bytes.length);
    }
    return new VaultKey(bytes.clone());
  }

  static VaultKey random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new VaultKey(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Stands for the key in what it sealed, and tells nothing of it. */
  String id() {
    return id;
  }

  SecretKeySpec encryption() {
    return new SecretKeySpec(mac(bytes, "webhook settings encryption"), "AES");
  }

  /** Eight hex digits by which people can tell two texts apart. */
  String fingerprint(String text) {
    return shown(mac(mac(bytes, "webhook secret fingerprint"), text));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException noSuchMac) {
      throw new IllegalStateException("this JVM has no HmacSHA256", noSuchMac);
    }
  }

  private static String shown(byte[] bytes) {
    return HexFormat.of().formatHex(bytes, 0, SHOWN_BYTES);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VaultKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "VaultKey[" + id + "]";
  }
}
