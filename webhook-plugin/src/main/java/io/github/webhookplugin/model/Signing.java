package io.github.webhookplugin.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service signs its requests.
 *
 * @param recipe with the options filled in
 * @param options what was chosen of a shipped recipe's options; empty: as it is by default
 * @param keys null: requests are not signed
 */
public record Signing(
    SignatureRecipe recipe,
    Map<String, String> options,
    @Nullable Keys keys) {
  /** Not signed. */
  public static final Signing NONE = new Signing(SignatureRecipe.STANDARD_WEBHOOKS, Map.of(), null);

  public Signing {
    options = Map.copyOf(options);
  }

  /** By Standard Webhooks; null: not signed. */
  public static Signing standard(@Nullable Secret secret) {
    return secret == null ? NONE : NONE.with(new Keys(secret, null));
  }

  /**
   * The secrets that are in use.
   *
   * @param former the one before, for a while; null: none
   */
  public record Keys(Secret current, @Nullable Former former) {
    /** One secret, and none before it. */
    public static Keys of(Secret secret) {
      return new Keys(secret, null);
    }
  }

  /** A secret that is about to go. From {@code until} on it is not used any more. */
  public record Former(Secret secret, Instant until) {}

  public Signing with(@Nullable Keys other) {
    return new Signing(recipe, options, other);
  }

  public @Nullable Secret secret() {
    return keys == null ? null : keys.current();
  }

  /** Whether requests are signed. */
  public boolean signs() {
    return keys != null;
  }
}
