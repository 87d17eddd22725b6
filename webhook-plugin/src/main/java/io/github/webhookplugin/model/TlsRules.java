package io.github.webhookplugin.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one service's TLS connections are made, where that is not as for all. Equal rules may share a connection; others
 * never do.
 *
 * @param authorities certificates in PEM that are trusted beside those that the JVM trusts; empty: no others
 * @param client what this side shows of itself if the receiver asks; null: nothing
 * @param minimum the oldest version that is spoken
 * @param unverifiedUntil until then neither certificate nor name of the receiver is verified; null: they are
 */
public record TlsRules(
    String authorities,
    @Nullable Client client,
    Version minimum,
    @Nullable Instant unverifiedUntil) {
  /** As for all. */
  public static final TlsRules USUAL = new TlsRules("", null, Version.TLS_1_2, null);

  /** A version of TLS that may be the oldest. */
  public enum Version {
    TLS_1_2,
    TLS_1_3
  }

  /**
   * A client certificate.
   *
   * @param certificates in PEM, its own first, then those of the authorities between it and one that the receiver trusts
   * @param key the private key of the first, PKCS#8 in PEM
   */
  public record Client(String certificates, Secret key) {}

  /** The rules at a moment: once the time without verification has passed, it is as if it had never been. */
  public TlsRules at(Instant now) {
    return unverifiedUntil == null || now.isBefore(unverifiedUntil) ? this : verified();
  }

  /** The same, and the receiver is verified. */
  public TlsRules verified() {
    return unverifiedUntil == null ? this : new TlsRules(authorities, client, minimum, null);
  }

  /** The same with another client certificate; null: with none. */
  public TlsRules with(@Nullable Client other) {
    return new TlsRules(authorities, other, minimum, unverifiedUntil);
  }

  public boolean verifies() {
    return unverifiedUntil == null;
  }
}
