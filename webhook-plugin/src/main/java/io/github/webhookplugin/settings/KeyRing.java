package io.github.webhookplugin.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that stored secrets may be sealed with. Immutable.
 *
 * @param keys the first one seals, all of them open; the newest first
 * @param next opens as well, and seals from the moment that somebody has sealed with it; null: none is prepared
 */
record KeyRing(List<VaultKey> keys, @Nullable VaultKey next) {
  /** More would only be of use for backups older than the last so many changes. */
  static final int MOST = 16;

  KeyRing {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.size() > MOST) {
      throw new IllegalArgumentException("a ring has 1 to " + MOST + " keys, not " + keys.size());
    }
  }

  static KeyRing fresh() {
    return new KeyRing(List.of(VaultKey.random()), null);
  }

  VaultKey current() {
    return keys.get(0);
  }

  /** The one whose fingerprints people know: it stays when others become current. */
  VaultKey oldest() {
    return keys.get(keys.size() - 1);
  }

  Optional<VaultKey> named(String id) {
    return Stream.concat(keys.stream(), Stream.ofNullable(next))
        .filter(key -> key.id().equals(id))
        .findFirst();
  }

  /** Whether a key is the one that is only prepared. */
  boolean prepares(VaultKey key) {
    return next != null && next.id().equals(key.id());
  }

  /** With a key that can open and does not seal yet. */
  KeyRing prepared() {
    return next == null ? new KeyRing(keys, VaultKey.random()) : this;
  }

  /** The prepared key, or a new one, seals from now on. */
  KeyRing changed() {
    var all = new ArrayList<>(keys);
    all.add(0, Objects.requireNonNull(prepared().next));
    return new KeyRing(all.subList(0, Math.min(all.size(), MOST)), null);
  }
}
