package io.github.webhookplugin.api;

/**
 * Where a host keeps keys: a key management service, an operating system's key store, a vault. The host implements it
 * and hands it in with {@link HostContext.Builder#secretStore}. The keys of stored secrets then lie in {@code
 * secret.key} wrapped by it: whoever has all files of the plugin has no secret.
 *
 * <p>The plugin makes the keys, and wraps each once. They are unwrapped when the channel opens, and when the file has
 * changed, on the thread that asks: the one that opens the channel, an admin's, or the plugin's store thread. Both
 * methods should answer within seconds or throw. While they throw, nothing secret can be read: deliveries wait.
 */
public interface SecretStore {
  /**
   * Encrypts a key so that only this store can open it.
   *
   * @param key 32 bytes; not to be kept
   * @return what {@link #unwrap} takes, at most 1,024 bytes
   * @throws Exception if it cannot; only its class is told on, never its text
   */
  byte[] wrap(byte[] key) throws Exception;

  /**
   * Decrypts a key.
   *
   * @param wrapped what {@link #wrap} gave, perhaps years ago and with another key of the store
   * @return the same 32 bytes
   * @throws Exception if it cannot; only its class is told on, never its text
   */
  byte[] unwrap(byte[] wrapped) throws Exception;
}
