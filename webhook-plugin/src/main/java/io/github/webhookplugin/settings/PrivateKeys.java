package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Pem;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.TlsRules.Client;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys in the forms that people have them in, to PKCS#8 without a password. For one document. */
final class PrivateKeys {
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private final Fields fields;
  private final Optional<String> password;

  PrivateKeys(Fields fields, Optional<String> password) {
    this.fields = fields;
    this.password = password;
  }

  /** The key in a PEM text; empty if there is a problem, which is said. */
  Optional<Secret> ofPem(String field, String text) {
    Optional<Pem> found = Pem.blocks(text).stream().filter(Pem::isPrivateKey).findFirst();
    if (found.isEmpty()) {
      return problem(
          field,
          "There is no private key in this text. Expected PEM, which begins with"
              + " -----BEGIN PRIVATE KEY-----.");
    }
    String label = found.get().label();
    if (label.equals(ENCRYPTED)) {
      return decrypted(field, found.get());
    }
    return label.equals(Pem.PRIVATE_KEY)
        ? plain(field, found.get())
        : problem(
            field,
            "This is a private key of the form “" + label
                + "”. Convert it to PKCS#8: openssl pkcs8 -topk8 -nodes -in key.pem");
  }

  private Optional<Secret> plain(String field, Pem key) {
    var text = key.text();
    try {
      Pem.privateKey(text);
      return Optional.of(Secret.of(text));
    } catch (GeneralSecurityException unreadable) {
      return problem(
          field,
          "This private key is neither of RSA nor of an elliptic curve that is known here. Enter"
              + " another, with its certificate.");
    }
  }

  private Optional<Secret> decrypted(String field, Pem sealed) {
    if (password.isEmpty()) {
      return problem(
          PASSWORD,
          "The private key is encrypted. Enter its password, or decrypt it: openssl pkcs8 -in"
              + " key.pem");
    }
    try {
      var info = new EncryptedPrivateKeyInfo(sealed.content());
      var parameters = info.getAlgParameters();
      // of PBES2 the name is not enough: its parameters tell the ciphers
      String algorithm =
          info.getAlgName().equals("PBES2") ? String.valueOf(parameters) : info.getAlgName();
      var key = SecretKeyFactory.getInstance(algorithm)
          .generateSecret(new PBEKeySpec(password.get().toCharArray()));
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(Cipher.DECRYPT_MODE, key, parameters);
      byte[] plain = info.getKeySpec(cipher).getEncoded();
      return plain(field, new Pem(Pem.PRIVATE_KEY, plain));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException wrong) {
      return problem(
          PASSWORD,
          "The private key cannot be decrypted with this password. Enter the right one, or decrypt"
              + " it: openssl pkcs8 -in key.pem");
    }
  }

  /** What a PKCS#12 file has, given in Base64; empty if there is a problem, which is said. */
  Optional<Client> ofPkcs12(String field, String base64) {
    byte[] file;
    try {
      file = Base64.getMimeDecoder().decode(base64.substring(base64.indexOf(',') + 1));
    } catch (IllegalArgumentException notBase64) {
      return problem(field, "Expected a PKCS#12 file in Base64: base64 -w0 client.p12");
    }
    char[] opening = password.orElse("").toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), opening);
      for (String alias : Collections.list(store.aliases())) {
        Key key = store.getKey(alias, opening);
        if (key != null) {
          return client(field, key, store.getCertificateChain(alias));
        }
      }
      return problem(field, "There is no private key in this PKCS#12 file. Choose another.");
    } catch (IOException | GeneralSecurityException wrong) {
      return problem(
          PASSWORD,
          "The PKCS#12 file cannot be opened with this password. Enter the right one, and check that"
              + " the file is whole.");
    }
  }

  private Optional<Client> client(String field, Key key, Certificate[] chain) {
    List<X509Certificate> certificates = new ArrayList<>();
    Stream.of(chain).map(X509Certificate.class::cast).forEach(certificates::add);
    return plain(field, new Pem(Pem.PRIVATE_KEY, key.getEncoded()))
        .map(secret -> new Client(CertificateCheck.text(certificates), secret));
  }

  private <T> Optional<T> problem(String field, String sentence) {
    fields.problem(field, sentence);
    return Optional.empty();
  }

  private static final String PASSWORD = ClientReader.PASSWORD;
}
