package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets for the store: AES-256-GCM, each bound to its service and field, as {@code enc:v1:<key
 * id>:<base64(nonce, ciphertext, tag)>}. Shared between threads.
 */
public final class Vault {
  private static final String PREFIX = "enc:v1:";
  private static final Pattern SEALED = Pattern.compile("enc:v1:([0-9a-f]{8}):([A-Za-z0-9+/]+=*)");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int SHOWN_BYTES = 4;

  private final KeyFile file;
  private final SecretKeySpec encryptionKey;
  private final byte[] fingerprintKey;
  private final String keyId;
  private final SecureRandom random = new SecureRandom();

  private Vault(KeyFile file, byte[] key) {
    this.file = file;
    this.encryptionKey = new SecretKeySpec(mac(key, "webhook settings encryption"), "AES");
    this.fingerprintKey = mac(key, "webhook secret fingerprint");
    this.keyId = shown(mac(key, "webhook key id"));
  }

  /**
   * Opens the vault with the key in {@code secret.key}, which is made if it is not there yet.
   *
   * @param directory made if it is not there; keep a backup of the file, apart from the database's
   * @throws SettingsException if the key cannot be read, is damaged, or may be read by others than its owner
   */
  public static Vault open(Path directory) {
    var file = new KeyFile(directory.toAbsolutePath());
    return new Vault(file, file.readOrCreate());
  }

  /** Eight hex digits by which people can tell two secrets apart; another installation has others. */
  public String fingerprint(Secret secret) {
    return shown(mac(fingerprintKey, secret.reveal()));
  }

  String seal(String plain, ServiceId id, String field) {
    return seal(plain, id.toString(), field);
  }

  /** {@code place}: the document that the field is in. */
  String seal(String plain, String place, String field) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place, field)
          .doFinal(plain.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
          .put(nonce)
          .put(sealed)
          .array();
      return PREFIX + keyId + ":" + Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException noSuchCipher) {
      throw new IllegalStateException("this JVM cannot encrypt with AES-256-GCM", noSuchCipher);
    }
  }

  /**
   * Opens what {@link #seal} made for the same service and field.
   *
   * @throws SettingsException if it was made with another key, for another place, or was changed
   */
  String open(String sealed, ServiceId id, String field) {
    return open(sealed, id.toString(), field);
  }

  /** As above. */
  String open(String sealed, String place, String field) {
    var parts = SEALED.matcher(sealed);
    if (!parts.matches()) {
      throw new SettingsException("is not encrypted as expected. Restore it from a backup, or"
          + " remove the service and add it again");
    }
    if (!parts.group(1).equals(keyId)) {
      throw new SettingsException("was encrypted with the key " + parts.group(1) + ", but " + file
          + " holds the key " + keyId + ". Put the old file back, or remove the service and add it"
          + " again with its secrets");
    }
    return decrypt(parts.group(2), place, field);
  }

  private String decrypt(String base64, String place, String field) {
    try {
      byte[] all = Base64.getDecoder().decode(base64);
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce, place, field)
          .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException changed) {
      throw new SettingsException("was changed outside this plugin or belongs elsewhere. Restore it"
          + " from a backup, or remove the service and add it again with its secrets");
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String place, String field)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, encryptionKey, new GCMParameterSpec(TAG_BITS, nonce), random);
    cipher.updateAAD(
        String.join("|", "settings", place, field, keyId).getBytes(StandardCharsets.UTF_8));
    return cipher;
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
  public String toString() {
    return "Vault[" + keyId + "]";
  }
}
