package io.github.webhookplugin.receivers.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A key with its certificate, as a TLS server shows it. Made when it is first needed; immutable. */
public final class Identity {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2099-12-31T00:00:00Z");

  private final SSLContext context;

  private Identity(SSLContext context) {
    this.context = context;
  }

  /** Who vouches for all certificates that are not bad for another reason. */
  public static X509Certificate authority() {
    return Made.AUTHORITY.certificate();
  }

  /** A server over TLS with nothing wrong, for localhost, at that port of 127.0.0.1; 0: a free one. */
  public static ServerSocket listen(int port, int backlog) throws IOException {
    return Made.GOOD
        .context
        .getServerSocketFactory()
        .createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
  }

  static Identity good() {
    return Made.GOOD;
  }

  static Identity selfSigned() {
    Issued self = Issued.authority("localhost", "EC", "SHA256withECDSA");
    return of(self.key(), self.certificate());
  }

  /** Of an authority that nobody knows. */
  static Identity unknown() {
    Issued stranger = Issued.authority("Nobody knows us", "EC", "SHA256withECDSA");
    return of(stranger.issue(Issued.subject("localhost", START, END, "localhost")));
  }

  static Identity expired() {
    return signed(Issued.subject("localhost", START, START.plus(Duration.ofDays(30)), "localhost"));
  }

  static Identity notYetValid() {
    return signed(Issued.subject("localhost", END.minus(Duration.ofDays(30)), END, "localhost"));
  }

  static Identity ofAnotherHost() {
    return signed(Issued.subject("other.test", START, END, "other.test"));
  }

  /** Names the host as certificates did before 2000: in the subject only. */
  static Identity commonNameOnly() {
    return signed(Issued.subject("localhost", START, END));
  }

  /** A key that a home computer breaks in days. */
  static Identity weakKey() {
    return signed(Issued.subject("localhost", START, END, "localhost").withKey("RSA", 768));
  }

  /** Signed in a way for which forgeries are known. */
  static Identity weakSignature() {
    Issued.Subject subject = Issued.subject("localhost", START, END, "localhost");
    return of(Made.AUTHORITY.signingWith("MD5withRSA").issue(subject));
  }

  private static Identity signed(Issued.Subject subject) {
    return of(Made.AUTHORITY.issue(subject));
  }

  private static Identity of(Issued issued) {
    return of(issued.key(), issued.certificate());
  }

  private static Identity of(java.security.PrivateKey key, Certificate certificate) {
    try {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry("receiver", key, PASSWORD, new Certificate[] {certificate});
      var managers = KeyManagerFactory.getInstance("SunX509");
      managers.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return new Identity(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM cannot make a TLS server", e);
    }
  }

  /** The server's side of a connection; closing it leaves the socket below alone. */
  SSLSocket over(Socket socket) throws IOException {
    var secured = (SSLSocket)
        context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), false);
    secured.setUseClientMode(false);
    return secured;
  }

  private static final class Made {
    static final Issued AUTHORITY = Issued.authority("Chaos authority", "RSA", "SHA256withRSA");
    static final Identity GOOD = signed(Issued.subject("localhost", START, END, "localhost"));
  }
}
