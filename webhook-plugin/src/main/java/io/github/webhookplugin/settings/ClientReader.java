package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Pem;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.TlsRules.Client;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a client certificate and its private key, in whichever form people have them; one form is stored. */
final class ClientReader {
  static final String PKCS12 = "pkcs12";
  static final String PASSWORD = "password";
  private static final int MAX_PASSWORD = 1_000;

  private final @Nullable Client before;
  private final Instant now;

  /** {@code before}: whose key is kept. */
  ClientReader(@Nullable Client before, Instant now) {
    this.before = before;
    this.now = now;
  }

  /** As it is stored, which was checked then. */
  static @Nullable Client stored(Fields fields) {
    return fields
        .text(TlsReader.CERTIFICATE, CertificateCheck.MAX)
        .flatMap(certificates -> fields
            .text(TlsReader.KEY, CertificateCheck.MAX)
            .map(key -> new Client(certificates, Secret.of(key))))
        .orElse(null);
  }

  @Nullable
  Client read(Fields fields) {
    Optional<Client> client = client(fields);
    client.ifPresent(found -> check(found, fields));
    return client.orElse(null);
  }

  private Optional<Client> client(Fields fields) {
    var password = fields.text(PASSWORD, MAX_PASSWORD).filter(text -> !text.isEmpty());
    var bundle = text(fields, PKCS12);
    if (bundle.isPresent()) {
      return new PrivateKeys(fields, password).ofPkcs12(PKCS12, bundle.get());
    }
    var certificates = text(fields, TlsReader.CERTIFICATE);
    boolean keeps = SecretReader.isPlaceholder(fields.raw(TlsReader.KEY));
    var key = keeps
        ? SecretReader.named(fields.raw(TlsReader.KEY)).map(Secret::reveal)
        : text(fields, TlsReader.KEY);
    if (certificates.isEmpty()) {
      if (key.isPresent()) {
        fields.problem(
            TlsReader.CERTIFICATE, "Enter the certificate of the client key, or remove the key.");
      }
      return Optional.empty();
    }
    String text = certificates.get();
    var chain = CertificateCheck.certificates(fields, TlsReader.CERTIFICATE, text);
    // files often have both
    boolean inside = key.isEmpty() && Pem.blocks(text).stream().anyMatch(Pem::isPrivateKey);
    var pasted = inside ? certificates : key;
    if (pasted.isPresent()) {
      String field = inside ? TlsReader.CERTIFICATE : TlsReader.KEY;
      return SecretReference.isAll(pasted.get())
          ? client(chain, Optional.of(Secret.of(pasted.get())))
          : client(chain, new PrivateKeys(fields, password).ofPem(field, pasted.get()));
    }
    if (before == null || "".equals(fields.raw(TlsReader.KEY))) {
      fields.problem(
          TlsReader.KEY, "Enter the private key of the client certificate, in PEM (PKCS#8).");
      return Optional.empty();
    }
    return client(chain, Optional.of(before.key()));
  }

  private static Optional<Client> client(List<X509Certificate> chain, Optional<Secret> key) {
    return chain.isEmpty()
        ? Optional.empty()
        : key.map(found -> new Client(CertificateCheck.text(chain), found));
  }

  private static Optional<String> text(Fields fields, String name) {
    return fields
        .text(name, CertificateCheck.MAX)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /** What is wrong with a key as it is stored, or as the host keeps it. */
  static Optional<String> problemOfKey(String certificates, String key) {
    try {
      X509Certificate own = Pem.certificates(certificates).get(0);
      return CertificateCheck.fits(Pem.privateKey(key), own)
          ? Optional.empty()
          : Optional.of("This key is not that of the certificate of " + CertificateCheck.name(own)
              + ". Enter the key that belongs to it, and that certificate first.");
    } catch (GeneralSecurityException unreadable) {
      return Optional.of("This key cannot be read. Expected one of RSA or of an elliptic curve, as"
          + " PKCS#8 in PEM, without a password.");
    }
  }

  private void check(Client client, Fields fields) {
    try {
      X509Certificate own = Pem.certificates(client.certificates()).get(0);
      if (!SecretReference.in(client.key().reveal())) {
        problemOfKey(client.certificates(), client.key().reveal())
            .ifPresent(problem -> fields.problem(TlsReader.KEY, problem));
      }
      if (before == null || !before.certificates().equals(client.certificates())) {
        CertificateCheck.invalid(own, now)
            .ifPresent(problem -> fields.problem(TlsReader.CERTIFICATE, problem));
      }
    } catch (GeneralSecurityException unreadable) {
      fields.problem(TlsReader.KEY, "This key cannot be read. Enter it again.");
    }
  }
}
