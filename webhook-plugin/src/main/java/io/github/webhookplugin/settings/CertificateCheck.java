package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Pem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with certificates that somebody pasted. */
final class CertificateCheck {
  static final int MAX = 200_000;
  private static final byte[] ANYTHING = {1, 2, 3};

  private CertificateCheck() {}

  /**
   * Reads the authorities, each once.
   *
   * @param stored is not asked again whether it is still valid: it is warned of, and must not stand in the way of other
   *     changes
   */
  static String authorities(Fields fields, String stored, Instant now) {
    String text = fields.text(TlsReader.AUTHORITIES, MAX).map(String::strip).orElse("");
    if (text.isEmpty()) {
      return "";
    }
    if (Pem.blocks(text).stream().anyMatch(Pem::isPrivateKey)) {
      fields.problem(
          TlsReader.AUTHORITIES,
          "There is a private key in this text. Remove it: authorities are certificates only.");
      return "";
    }
    List<X509Certificate> found = certificates(fields, TlsReader.AUTHORITIES, text);
    String read = text(found);
    for (X509Certificate each : found) {
      if (!isAuthority(each)) {
        fields.problem(
            TlsReader.AUTHORITIES,
            "The certificate of " + name(each)
                + " is not one of an authority. Enter that of the authority that issued it.");
      } else if (!read.equals(stored)) {
        invalid(each, now).ifPresent(problem -> fields.problem(TlsReader.AUTHORITIES, problem));
      }
    }
    return read;
  }

  /** The certificates of a text; none if there is a problem, which is said. */
  static List<X509Certificate> certificates(Fields fields, String field, String text) {
    try {
      List<X509Certificate> found = Pem.certificates(text);
      if (found.isEmpty()) {
        fields.problem(
            field,
            "There is no certificate in this text. Expected PEM, which begins with"
                + " -----BEGIN CERTIFICATE-----.");
      }
      return found;
    } catch (CertificateException unreadable) {
      fields.problem(
          field,
          "A certificate in this text cannot be read. Was all of it copied? Paste it again.");
      return List.of();
    }
  }

  /** As we store them. */
  static String text(List<X509Certificate> certificates) {
    return certificates.stream()
        .map(CertificateCheck::pem)
        .collect(Collectors.toCollection(LinkedHashSet::new))
        .stream()
        .collect(Collectors.joining());
  }

  private static String pem(X509Certificate certificate) {
    try {
      return new Pem(Pem.CERTIFICATE, certificate.getEncoded()).text();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  /** Why a certificate is not valid at the moment. */
  static Optional<String> invalid(X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      return Optional.of("The certificate of " + name(certificate) + " has expired on " + day(end)
          + ". Enter the one that took its place.");
    }
    Instant start = certificate.getNotBefore().toInstant();
    return now.isBefore(start)
        ? Optional.of("The certificate of " + name(certificate) + " is not valid before "
            + day(start) + ". Check it, and this machine's clock.")
        : Optional.empty();
  }

  /** An authority's own, or one that vouches for itself, as receivers without an authority have. */
  private static boolean isAuthority(X509Certificate certificate) {
    if (certificate.getBasicConstraints() >= 0) {
      return true;
    }
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  /** Whether a private key is the one of a certificate: what it signs, the certificate's key verifies. */
  static boolean fits(PrivateKey key, X509Certificate certificate) {
    try {
      String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(ANYTHING);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(ANYTHING);
      return signature.verify(signed);
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  /** The name that a certificate is for, for people. */
  static String name(X509Certificate certificate) {
    return Found.quote(certificate.getSubjectX500Principal().getName());
  }

  static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
