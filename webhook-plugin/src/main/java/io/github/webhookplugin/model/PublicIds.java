package io.github.webhookplugin.model;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns the keys of events and deliveries into the ids that the world sees, and back.
 *
 * <p>An id is a UUID of version 8 (RFC 9562): 60 bits of the installation and 62 bits of the key. So it is the same
 * at every retry without being stored, and two installations never give the same one.
 *
 * @param installation random, made once when the database is made
 */
public record PublicIds(long installation) {
  private static final long CUSTOM_C = (1L << 62) - 1;
  private static final long VARIANT = 1L << 63;

  public UUID of(long key) {
    return new UUID(high(), VARIANT | (key & CUSTOM_C));
  }

  /** The id that an event is known by: the host's own, else the one made of its key. */
  public String eventId(@Nullable String own, long event) {
    return own == null ? of(event).toString() : own;
  }

  /** The key in an id of this installation; empty for any other text. */
  public OptionalLong key(String id) {
    return uuid(id)
        .filter(uuid -> uuid.getMostSignificantBits() == high())
        .filter(uuid -> (uuid.getLeastSignificantBits() & ~CUSTOM_C) == VARIANT)
        .map(uuid -> OptionalLong.of(uuid.getLeastSignificantBits() & CUSTOM_C))
        .orElse(OptionalLong.empty());
  }

  private long high() {
    return ((installation << 16) & 0xFFFF_FFFF_FFFF_0000L)
        | 0x8000L
        | ((installation >>> 48) & 0x0FFFL);
  }

  private static Optional<UUID> uuid(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
