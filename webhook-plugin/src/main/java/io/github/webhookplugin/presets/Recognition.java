package io.github.webhookplugin.presets;

/**
 * What an address says of its receiver.
 *
 * @param preset which to offer
 * @param url the kind of address
 */
public record Recognition(Preset preset, KnownUrl url) {
  /** What to tell the admin; empty: nothing. */
  public String warning() {
    return url.dead().isEmpty() ? url.note() : url.dead();
  }

  /** Whether nobody is at such an address any more. */
  public boolean dead() {
    return !url.dead().isEmpty();
  }
}
