package io.github.webhookplugin.model;

import org.jspecify.annotations.Nullable;

/**
 * How requests leave this network.
 *
 * @param unverifiedTls whether a service may leave its receiver's certificate unverified for a time
 * @param proxy null: they go straight to their receivers
 * @param addresses from which addresses the outside sees them come, as an admin wrote it; empty: nobody said
 */
public record Egress(boolean unverifiedTls, @Nullable Proxy proxy, String addresses) {
  /** Straight to verified receivers. */
  public static final Egress DIRECT = new Egress(false, null, "");

  /** The same through another proxy. */
  public Egress with(Proxy other) {
    return new Egress(unverifiedTls, other, addresses);
  }
}
