package io.github.webhookplugin.model;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of a PEM text (RFC 7468): certificates and keys as people paste them.
 *
 * @param label what it says that it is: CERTIFICATE
 */
public record Pem(String label, byte[] content) {
  public static final String CERTIFICATE = "CERTIFICATE";
  public static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final List<String> ALGORITHMS = List.of("RSA", "EC");
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,60})-----([^-]*+)-----END \\1-----", Pattern.DOTALL);

  /** The blocks of a text, whatever stands around them; what is no Base64 inside is none. */
  public static List<Pem> blocks(String text) {
    var blocks = new ArrayList<Pem>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      try {
        byte[] content = Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
        blocks.add(new Pem(block.group(1), content));
      } catch (IllegalArgumentException notBase64) {
        // an encrypted key of the old kind has headers inside
        blocks.add(new Pem(block.group(1), new byte[0]));
      }
    }
    return blocks;
  }

  /** The certificates of a text in their order; other blocks are left out. */
  public static List<X509Certificate> certificates(String text) throws CertificateException {
    var factory = CertificateFactory.getInstance("X.509");
    var certificates = new ArrayList<X509Certificate>();
    for (Pem block : blocks(text)) {
      if (block.isCertificate()) {
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.content)));
      }
    }
    return certificates;
  }

  /** The one private key of a text, PKCS#8, RSA or EC. */
  public static PrivateKey privateKey(String text) throws GeneralSecurityException {
    for (Pem block : blocks(text)) {
      if (block.label.equals(PRIVATE_KEY)) {
        return privateKey(block.content);
      }
    }
    throw new InvalidKeySpecException("no private key");
  }

  private static PrivateKey privateKey(byte[] content) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
      } catch (InvalidKeySpecException another) {
        // of the next algorithm, perhaps
      }
    }
    throw new InvalidKeySpecException("neither RSA nor EC");
  }

  public boolean isCertificate() {
    return label.equals(CERTIFICATE) || label.equals("X509 CERTIFICATE");
  }

  public boolean isPrivateKey() {
    return label.endsWith(PRIVATE_KEY);
  }

  /** As a text, with a line break at its end. */
  public String text() {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN " + label + "-----\n" + lines.encodeToString(content) + "\n-----END " + label
        + "-----\n";
  }

  /** Does not show what may be a key. */
  @Override
  public String toString() {
    return "Pem[" + label + "]";
  }
}
