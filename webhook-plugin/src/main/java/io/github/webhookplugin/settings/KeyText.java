package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SecretStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of the key file: a key on each line, the current one first, one that is only prepared behind {@code next}.
 * Keys stand there as they are, or as the host's {@link SecretStore} has wrapped them. Shared between
 * threads.
 */
final class KeyText {
  static final String PLAIN = "webhook-key:v1:";
  private static final String WRAPPED = "webhook-key:host:";
  private static final String NEXT = "next ";

  private final Optional<SecretStore> store;
  /** By what they look like wrapped: the host is asked once for each. */
  private final Map<String, VaultKey> unwrapped = new ConcurrentHashMap<>();

  KeyText(@Nullable SecretStore store) {
    this.store = Optional.ofNullable(store);
  }

  String of(KeyRing ring) {
    var text = new StringBuilder();
    ring.keys().forEach(key -> text.append(line(key)).append('\n'));
    if (ring.next() != null) {
      text.append(NEXT).append(line(ring.next())).append('\n');
    }
    return text.toString();
  }

  /** Whether a text has keys as they are, though the host could wrap them. */
  boolean isOpen(String text) {
    return store.isPresent() && text.contains(PLAIN);
  }

  private String line(VaultKey key) {
    byte[] bytes = key.bytes();
    return store
        .map(host -> WRAPPED + base64(asked("wrap", () -> host.wrap(bytes))))
        .orElseGet(() -> PLAIN + base64(bytes));
  }

  /**
   * Reads the text of a file.
   *
   * @throws IllegalArgumentException if it is damaged, without a word of it
   * @throws SettingsException if the host does not open a key
   */
  KeyRing read(String text) {
    List<VaultKey> keys = new ArrayList<>();
    VaultKey next = null;
    for (String line : text.strip().split("\\R")) {
      if (next != null) {
        throw new IllegalArgumentException("something stands behind the prepared key");
      }
      if (line.startsWith(NEXT)) {
        next = key(line.substring(NEXT.length()));
      } else {
        keys.add(key(line));
      }
    }
    return new KeyRing(keys, next);
  }

  private VaultKey key(String line) {
    if (line.startsWith(PLAIN)) {
      return VaultKey.of(bytes(line, PLAIN));
    }
    if (!line.startsWith(WRAPPED)) {
      throw new IllegalArgumentException("a line is no key");
    }
    VaultKey known = unwrapped.get(line);
    return known == null ? unwrapped(line) : known;
  }

  private VaultKey unwrapped(String line) {
    byte[] wrapped = bytes(line, WRAPPED);
    SecretStore host = store.orElseThrow(() -> new SettingsException(
        "The keys of the stored secrets were wrapped by a SecretStore of the host, and the host gives none."
            + " Give it again in HostContext."));
    byte[] key = asked("unwrap", () -> host.unwrap(wrapped));
    if (key.length != VaultKey.BYTES) {
      throw new SettingsException(
          "The host's SecretStore gave back another key than it was given.");
    }
    VaultKey opened = VaultKey.of(key);
    unwrapped.put(line, opened);
    return opened;
  }

  private interface Question {
    byte[] ask() throws Exception;
  }

  /** What a host throws may hold anything: only its kind is passed on. */
  private static byte[] asked(String what, Question question) {
    try {
      return Objects.requireNonNull(question.ask(), what);
    } catch (Exception broken) {
      if (broken instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SettingsException("The host's SecretStore failed to " + what
          + " a key of the stored secrets (" + broken.getClass().getSimpleName()
          + "). The host's own log may say why.");
    }
  }

  private static byte[] bytes(String line, String prefix) {
    return Base64.getDecoder().decode(line.substring(prefix.length()).strip());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
