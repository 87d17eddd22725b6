package io.github.webhookplugin.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** Keys and signatures of RFC 8032 by the JDK, with keys as the 32 bytes that the RFC writes. Pure. */
final class Ed25519 {
  static final int SEED = 32;
  private static final String NAME = "Ed25519";
  private static final byte[] SAMPLE = {1, 2, 3};

  private Ed25519() {}

  /** Makes a key of a seed, or of seed and public key; refuses two that do not belong together. */
  static PrivateKey privateKey(byte[] key) {
    try {
      PrivateKey made = KeyFactory.getInstance(NAME)
          .generatePrivate(
              new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(key, SEED)));
      if (key.length > SEED && !belongs(made, Arrays.copyOfRange(key, SEED, key.length))) {
        throw new IllegalArgumentException(
            "The two halves of the key behind whsk_ do not belong" + " together. Copy it again.");
      }
      return made;
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  private static boolean belongs(PrivateKey key, byte[] publicKey) throws GeneralSecurityException {
    var verifier = Signature.getInstance(NAME);
    verifier.initVerify(publicKey(publicKey));
    verifier.update(SAMPLE);
    var signer = Signature.getInstance(NAME);
    signer.initSign(key);
    signer.update(SAMPLE);
    return verifier.verify(signer.sign());
  }

  private static PublicKey publicKey(byte[] littleEndian) throws GeneralSecurityException {
    byte[] y = reversed(littleEndian);
    boolean odd = y[0] < 0;
    y[0] &= 0x7f;
    return KeyFactory.getInstance(NAME)
        .generatePublic(new EdECPublicKeySpec(
            NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y))));
  }

  static byte[] sign(PrivateKey key, Content content, Subject subject) {
    try {
      var signature = Signature.getInstance(NAME);
      signature.initSign(key);
      byte[] text = content.bytes(subject);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  /** Seed and public key of a new pair. */
  static byte[] generate(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance(NAME);
      generator.initialize(NamedParameterSpec.ED25519, random);
      KeyPair pair = generator.generateKeyPair();
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      byte[] both = Arrays.copyOf(seed, 2 * SEED);
      System.arraycopy(encoded(((EdECPublicKey) pair.getPublic()).getPoint()), 0, both, SEED, SEED);
      return both;
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  /** RFC 8032 section 5.1.2. */
  private static byte[] encoded(EdECPoint point) {
    byte[] y = point.getY().toByteArray();
    byte[] encoded = new byte[SEED];
    for (int i = 0; i < y.length && i < SEED; i++) {
      encoded[i] = y[y.length - 1 - i];
    }
    if (point.isXOdd()) {
      encoded[SEED - 1] |= (byte) 0x80;
    }
    return encoded;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private static IllegalStateException unsupported(GeneralSecurityException e) {
    return new IllegalStateException("this JVM cannot sign with " + NAME, e);
  }
}
