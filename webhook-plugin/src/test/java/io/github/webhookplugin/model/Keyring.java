package io.github.webhookplugin.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates with their keys, made on the spot by the JDK's keytool. */
public final class Keyring {
  public static final String PASSWORD = "changeit";
  private static final char[] OPENING = PASSWORD.toCharArray();

  private final Path file;

  public Keyring(Path folder) {
    file = folder.resolve("keys.p12");
  }

  /** An authority that vouches for itself. */
  public Keyring authority(String name, String algorithm) throws Exception {
    return add(name, algorithm, "-ext", "bc:critical=ca:true");
  }

  /** A receiver on this machine, known by an authority. */
  public Keyring receiver(String name, String authority, String algorithm) throws Exception {
    return add(name, algorithm, "-signer", authority, "-ext", "SAN=dns:localhost,ip:127.0.0.1");
  }

  /** Anything else. */
  public Keyring add(String name, String algorithm, String... options) throws Exception {
    var command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-J-XX:TieredStopAtLevel=1",
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        algorithm,
        "-dname",
        "CN=" + name,
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        file.toString()));
    command.addAll(List.of(options));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException(said);
    }
    return this;
  }

  /** Its certificate alone, in PEM. */
  public String certificate(String name) throws Exception {
    return pem(store().getCertificate(name));
  }

  /** Its certificate and those of its authorities, in PEM. */
  public String chain(String name) throws Exception {
    return Stream.of(store().getCertificateChain(name))
        .map(Keyring::pem)
        .collect(Collectors.joining());
  }

  /** Its private key, PKCS#8 in PEM. */
  public String key(String name) throws Exception {
    return new Pem(Pem.PRIVATE_KEY, store().getKey(name, OPENING).getEncoded()).text();
  }

  /** Its certificate and key, as this service shows itself. */
  public TlsRules.Client client(String name) throws Exception {
    return new TlsRules.Client(chain(name), Secret.of(key(name)));
  }

  /**
   * A server on a free port of this machine.
   *
   * @param authority whose certificates it wants of clients; null: none
   */
  public SSLServerSocket serve(String name, @Nullable String authority, String... versions)
      throws Exception {
    var server = (SSLServerSocket) context(name, authority)
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    server.setEnabledProtocols(versions);
    server.setNeedClientAuth(authority != null);
    return server;
  }

  /** What a server of a name shows, and an authority whose clients it trusts. */
  public SSLContext context(String name, @Nullable String authority) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(only(name), OPENING);
    context.init(managers.getKeyManagers(), authority == null ? null : trusting(authority), null);
    return context;
  }

  /** One entry as a PKCS#12 store. */
  public KeyStore only(String name) throws Exception {
    KeyStore all = store();
    KeyStore only = KeyStore.getInstance("PKCS12");
    only.load(null, null);
    only.setKeyEntry(name, all.getKey(name, OPENING), OPENING, all.getCertificateChain(name));
    return only;
  }

  /** Managers that trust one authority alone. */
  public TrustManager[] trusting(String authority) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(authority, store().getCertificate(authority));
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(trust);
    return trusted.getTrustManagers();
  }

  private KeyStore store() throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, OPENING);
    }
    return keys;
  }

  private static String pem(Certificate certificate) {
    try {
      return new Pem(Pem.CERTIFICATE, certificate.getEncoded()).text();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
