package io.github.webhookplugin.receivers.chaos;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * A certificate with its key. Written byte by byte (RFC 5280), because the JDK reads certificates and makes none, and
 * because no good tool makes bad ones.
 */
record Issued(X509Certificate certificate, PrivateKey key, String algorithm) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Map<String, byte[]> ALGORITHMS = Map.of(
      "SHA256withECDSA", Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2)),
      "SHA256withRSA", Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 11), Der.nothing()),
      "MD5withRSA", Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 4), Der.nothing()));

  /**
   * What is vouched for.
   *
   * @param names for which the certificate is; none: only its common name says so
   */
  record Subject(
      String commonName,
      Instant from,
      Instant until,
      List<String> names,
      boolean authority,
      String keys,
      int bits) {
    Subject {
      names = List.copyOf(names);
    }

    Subject withKey(String algorithm, int size) {
      return new Subject(commonName, from, until, names, authority, algorithm, size);
    }

    private KeyPair keyPair() throws GeneralSecurityException {
      var generator = KeyPairGenerator.getInstance(keys);
      generator.initialize(bits);
      return generator.generateKeyPair();
    }
  }

  static Subject subject(String commonName, Instant from, Instant until, String... names) {
    return new Subject(commonName, from, until, List.of(names), false, "EC", 256);
  }

  /** Vouches for itself. */
  static Issued authority(String name, String keys, String algorithm) {
    var subject = new Subject(
        name,
        Instant.parse("2020-01-01T00:00:00Z"),
        Instant.parse("2099-12-31T00:00:00Z"),
        name.equals("localhost") ? List.of(name) : List.of(),
        true,
        keys,
        keys.equals("EC") ? 256 : 2048);
    try {
      KeyPair pair = subject.keyPair();
      return made(subject, pair, name(name), pair.getPrivate(), algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot make a certificate", e);
    }
  }

  /** The same authority, which signs in another way. */
  Issued signingWith(String other) {
    return new Issued(certificate, key, other);
  }

  Issued issue(Subject subject) {
    try {
      return made(
          subject,
          subject.keyPair(),
          certificate.getSubjectX500Principal().getEncoded(),
          key,
          algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot make a certificate", e);
    }
  }

  private static Issued made(
      Subject subject, KeyPair pair, byte[] issuer, PrivateKey signer, String algorithm)
      throws GeneralSecurityException {
    byte[] content = content(subject, pair.getPublic(), issuer, algorithm);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(signer);
    signature.update(content);
    byte[] whole = Der.sequence(content, kind(algorithm), Der.bits(signature.sign()));
    var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(whole));
    return new Issued(certificate, pair.getPrivate(), algorithm);
  }

  private static byte[] content(Subject subject, PublicKey key, byte[] issuer, String algorithm) {
    byte[] serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    serial[0] = 1;
    return Der.sequence(
        Der.tagged(0xa0, Der.tagged(0x02, new byte[] {2})),
        Der.tagged(0x02, serial),
        kind(algorithm),
        issuer,
        Der.sequence(time(subject.from()), time(subject.until())),
        name(subject.commonName()),
        key.getEncoded(),
        Der.tagged(0xa3, extensions(subject)));
  }

  private static byte[] kind(String algorithm) {
    byte[] known = ALGORITHMS.get(algorithm);
    if (known == null) {
      throw new IllegalArgumentException("not an algorithm of ours: " + algorithm);
    }
    return known;
  }

  private static byte[] extensions(Subject subject) {
    byte[] constraints = subject.authority()
        ? Der.sequence(Der.tagged(0x01, new byte[] {(byte) 0xff}))
        : Der.sequence();
    byte[] basic = Der.sequence(Der.oid(2, 5, 29, 19), Der.tagged(0x04, constraints));
    if (subject.names().isEmpty()) {
      return Der.sequence(basic);
    }
    byte[][] names = subject.names().stream()
        .map(name -> Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)))
        .toArray(byte[][]::new);
    return Der.sequence(
        basic, Der.sequence(Der.oid(2, 5, 29, 17), Der.tagged(0x04, Der.sequence(names))));
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.tagged(
        0x31,
        Der.sequence(
            Der.oid(2, 5, 4, 3), Der.tagged(0x0c, commonName.getBytes(StandardCharsets.UTF_8)))));
  }

  /** Two digits of the year before 2050, four from then on. */
  private static byte[] time(Instant at) {
    String whole = TIME.format(at);
    boolean near = whole.compareTo("2050") < 0;
    String written = near ? whole.substring(2) : whole;
    return Der.tagged(near ? 0x17 : 0x18, written.getBytes(StandardCharsets.US_ASCII));
  }
}
