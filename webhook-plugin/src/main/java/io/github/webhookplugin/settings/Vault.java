package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.SecretStore;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts secrets for the store: AES-256-GCM, each bound to its service and field, as {@code enc:v1:<key
 * id>:<base64(nonce, ciphertext, tag)>}. Without a usable key file it is locked: it opens what the keys it knows open,
 * and seals nothing. Shared between threads.
 */
public final class Vault {
  private static final Logger log = LoggerFactory.getLogger(Vault.class);
  static final String PREFIX = "enc:v1:";
  private static final Pattern SEALED = Pattern.compile("enc:v1:([0-9a-f]{8}):([A-Za-z0-9+/]+=*)");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final KeyFile file;
  private final SecureRandom random = new SecureRandom();
  /** Makes fingerprints while no key is known: they tell two texts apart, and no more. */
  private final VaultKey stranger = VaultKey.random();

  private volatile Keys keys = Keys.NONE;

  /**
   * What is known of the key file.
   *
   * @param ring null: no key was ever read
   * @param trouble why the file cannot be used as it is; empty if it can
   * @param state of the file when it was read
   */
  private record Keys(@Nullable KeyRing ring, String trouble, String state) {
    static final Keys NONE = new Keys(null, "", "");
  }

  private Vault(KeyFile file) {
    this.file = file;
  }

  /** Opens the vault with the keys in {@code secret.key}, as they are. */
  public static Vault open(Path directory) {
    return open(directory, null);
  }

  /**
   * Opens the vault with the keys in {@code secret.key}, which is made if it is not there yet. A file that cannot be
   * used leaves it locked, see {@link #trouble}.
   *
   * @param directory made if it is not there; keep a backup of the file, apart from the database's
   * @param store wraps the keys in the file; null: they stand there as they are
   */
  public static Vault open(Path directory, @Nullable SecretStore store) {
    var file = new KeyFile(directory.toAbsolutePath(), store);
    var vault = new Vault(file);
    vault.take(file::readOrCreate);
    return vault;
  }

  /** Why nothing can be sealed, in a sentence that says what to do; empty if all is well. */
  public Optional<String> trouble() {
    return Optional.of(keys.trouble()).filter(sentence -> !sentence.isEmpty());
  }

  /** Reads the file again if it may be another. */
  public void look() {
    if (!file.state().equals(keys.state())) {
      take(file::read);
    }
  }

  /** As {@link #look}; also asks again what was in trouble the last time. */
  void lookAgain() {
    if (trouble().isPresent()) {
      take(file::read);
    } else {
      look();
    }
  }

  /** The keys; empty if none was ever read. */
  Optional<KeyRing> ring() {
    return Optional.ofNullable(keys.ring());
  }

  /**
   * Changes the keys in the file.
   *
   * @throws SettingsException if that cannot be done; nothing has changed then
   */
  KeyRing change(UnaryOperator<KeyRing> change) {
    KeyRing changed = file.change(change);
    keys = new Keys(changed, "", file.state());
    return changed;
  }

  private synchronized void take(Supplier<KeyRing> read) {
    Keys before = keys;
    String state = file.state();
    try {
      keys = new Keys(read.get(), "", state);
    } catch (SettingsException broken) {
      String sentence = String.valueOf(broken.getMessage());
      keys = new Keys(before.ring(), sentence, state);
      if (!sentence.equals(before.trouble())) {
        log.error("{} Until then nothing secret can be stored or read.", OneLine.of(sentence));
      }
    }
  }

  /** Eight hex digits by which people can tell two secrets apart; another installation has others. */
  public String fingerprint(Secret secret) {
    return ring().map(KeyRing::oldest).orElse(stranger).fingerprint(secret.reveal());
  }

  /**
   * Seals a text.
   *
   * @throws SettingsException if the key file cannot be used: what was sealed with a key that is lost could never be
   *     opened again
   */
  String seal(String plain, ServiceId id, String field) {
    return seal(plain, id.toString(), field);
  }

  /** As above; {@code place} is the document that the field is in. */
  String seal(String plain, String place, String field) {
    look();
    trouble().ifPresent(sentence -> {
      throw new SettingsException(sentence);
    });
    VaultKey key = ring().orElseThrow().current();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place, field)
          .doFinal(plain.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
          .put(nonce)
          .put(sealed)
          .array();
      return PREFIX + key.id() + ":" + Base64.getEncoder().encodeToString(all);
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
          + " enter the service again");
    }
    return decrypt(key(parts.group(1)), parts.group(2), place, field);
  }

  /** The same text sealed by the current key; itself if it is already. Fails as {@link #open}. */
  String reseal(String sealed, String place, String field) {
    return isCurrent(sealed) ? sealed : seal(open(sealed, place, field), place, field);
  }

  private boolean isCurrent(String sealed) {
    return ring()
        .filter(ring -> sealed.startsWith(PREFIX + ring.current().id() + ":"))
        .isPresent();
  }

  /** Another node may have made the key that this one does not know, or taken the one that was only prepared. */
  private VaultKey key(String id) {
    Optional<VaultKey> known = ring().flatMap(ring -> ring.named(id));
    if (known.isEmpty()) {
      take(file::read);
      known = ring().flatMap(ring -> ring.named(id));
    }
    VaultKey key = known.orElseThrow(() -> new SettingsException(unknown(id)));
    if (ring().filter(ring -> ring.prepares(key)).isPresent()) {
      promote(key);
    }
    return key;
  }

  private void promote(VaultKey key) {
    try {
      change(ring -> ring.prepares(key) ? ring.changed() : ring);
    } catch (SettingsException later) {
      log.warn(
          "the prepared key is in use and cannot be made current here: {}",
          OneLine.of(later.getMessage()));
    }
  }

  private String unknown(String id) {
    String found = ring()
        .map(ring -> file + " holds the key " + ring.current().id())
        .orElse(file + " holds no key that can be used");
    return "was encrypted with the key " + id + ", but " + found
        + ". Put the old file back, or enter the service again with its secrets";
  }

  private String decrypt(VaultKey key, String base64, String place, String field) {
    try {
      byte[] all = Base64.getDecoder().decode(base64);
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] plain = cipher(Cipher.DECRYPT_MODE, key, nonce, place, field)
          .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException changed) {
      throw new SettingsException("was changed outside this plugin or belongs elsewhere. Restore it"
          + " from a backup, or enter the service again with its secrets");
    }
  }

  private Cipher cipher(int mode, VaultKey key, byte[] nonce, String place, String field)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.encryption(), new GCMParameterSpec(TAG_BITS, nonce), random);
    cipher.updateAAD(
        String.join("|", "settings", place, field, key.id()).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return "Vault[" + ring().map(ring -> ring.current().id()).orElse("locked") + "]";
  }
}
