package io.github.webhookplugin.receivers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes as receivers compute them, and comparison in constant time. */
final class Hmac {
  private Hmac() {}

  static byte[] sha256(byte[] key, byte[] data) {
    return of("HmacSHA256", key, data);
  }

  static byte[] sha256(String key, byte[] data) {
    return sha256(bytes(key), data);
  }

  static byte[] sha1(String key, byte[] data) {
    return of("HmacSHA1", bytes(key), data);
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  static String base64(byte[] digest) {
    return Base64.getEncoder().encodeToString(digest);
  }

  static boolean same(String expected, String found) {
    return MessageDigest.isEqual(bytes(expected), bytes(found));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of a text and then these. */
  static byte[] bytes(String first, byte[] then) {
    byte[] start = bytes(first);
    byte[] all = new byte[start.length + then.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(then, 0, all, start.length, then.length);
    return all;
  }

  private static byte[] of(String algorithm, byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
