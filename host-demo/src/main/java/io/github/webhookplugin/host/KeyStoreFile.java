package io.github.webhookplugin.host;

import io.github.webhookplugin.api.SecretStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Wraps the keys of plugins' secrets with a key from a PKCS #12 file. Stands for what a real host would ask: a key
 * management service, or the operating system. Shared between threads.
 */
final class KeyStoreFile implements SecretStore {
  private static final String ALIAS = "plugin-secrets";
  private static final int KEY_BITS = 256;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Path file;
  private final char[] password;
  private final SecureRandom random = new SecureRandom();

  KeyStoreFile(Path file, String password) {
    this.file = file;
    this.password = password.toCharArray();
  }

  @Override
  public synchronized byte[] wrap(byte[] key) throws GeneralSecurityException, IOException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(key);
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
        .put(nonce)
        .put(sealed)
        .array();
  }

  @Override
  public synchronized byte[] unwrap(byte[] wrapped) throws GeneralSecurityException, IOException {
    byte[] nonce = Arrays.copyOf(wrapped, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, nonce)
        .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException, IOException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private SecretKey key() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    if (Files.exists(file)) {
      try (var in = Files.newInputStream(file)) {
        store.load(in, password);
      }
    } else {
      store.load(null, password);
      var maker = KeyGenerator.getInstance("AES");
      maker.init(KEY_BITS, random);
      var entry = new KeyStore.SecretKeyEntry(maker.generateKey());
      store.setEntry(ALIAS, entry, new KeyStore.PasswordProtection(password));
      try (var out = Files.newOutputStream(file)) {
        store.store(out, password);
      }
    }
    return (SecretKey) store.getKey(ALIAS, password);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "KeyStoreFile[" + file + "]";
  }
}
