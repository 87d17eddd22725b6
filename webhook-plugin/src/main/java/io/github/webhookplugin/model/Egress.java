package io.github.webhookplugin.model;

/**
 * How requests leave this network.
 *
 * @param unverifiedTls whether a service may leave its receiver's certificate unverified for a time
 */
public record Egress(boolean unverifiedTls) {
  /** Every certificate is verified. */
  public static final Egress DIRECT = new Egress(false);
}
