package io.github.webhookplugin.signing;

import io.github.webhookplugin.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver's view of Standard Webhooks 1.0.0, scheme {@code v1}: HMAC-SHA256 over {@code id.timestamp.body}. Shares no
 * code with the plugin's own.
 *
 * <p>One object per secret; immutable, shared between threads.
 */
public final class StandardWebhooks {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Mac prepared;

  private StandardWebhooks(SecretKeySpec key) {
    this.key = key;
    this.prepared = keyed(key);
  }

  /**
   * Prepares a secret. Behind {@code whsec_} stands the key in Base64; any other text is itself the key, in UTF-8.
   *
   * @throws IllegalArgumentException if there is no Base64 behind {@code whsec_}; never shows the secret
   */
  public static StandardWebhooks with(Secret secret) {
    return new StandardWebhooks(new SecretKeySpec(key(secret.reveal().strip()), ALGORITHM));
  }

  private static byte[] key(String text) {
    if (!text.startsWith(PREFIX)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    byte[] key = decoded(text.substring(PREFIX.length()));
    if (key.length == 0) {
      throw notBase64();
    }
    return key;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The cause would quote a character of the secret
      throw notBase64();
    }
  }

  private static IllegalArgumentException notBase64() {
    return new IllegalArgumentException(
        "a signing secret that starts with whsec_ must go on with a key in Base64");
  }

  /** Signs with a secret that is used once; see {@link #with} to keep it prepared. */
  public static String sign(Secret secret, String id, Instant timestamp, byte[] body) {
    return with(secret).sign(id, timestamp, body);
  }

  /**
   * Signs one request.
   *
   * @param id of the delivery, sent as {@code webhook-id}; must not contain a dot (it would shift the parts)
   * @param timestamp of this attempt, sent as {@code webhook-timestamp} in seconds
   * @param body exactly the bytes that are sent
   * @return the value of {@code webhook-signature}: {@code v1,} and the Base64 of the signature
   */
  public String sign(String id, Instant timestamp, byte[] body) {
    if (id.indexOf('.') >= 0) {
      throw new IllegalArgumentException("a webhook-id must not contain a dot, was '" + id + "'");
    }
    Mac mac = fresh();
    String head = id + "." + timestamp.getEpochSecond() + ".";
    mac.update(head.getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  /** A copy of the keyed state: cheaper than a new key, and needs neither a lock nor a thread-local. */
  private Mac fresh() {
    try {
      return (Mac) prepared.clone();
    } catch (CloneNotSupportedException e) {
      // Some security providers keep the key in hardware
      return keyed(key);
    }
  }

  private static Mac keyed(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "StandardWebhooks[***]";
  }
}
