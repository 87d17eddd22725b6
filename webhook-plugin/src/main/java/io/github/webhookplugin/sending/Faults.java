package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Answer.Failure;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.Proxy;
import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.sending.AlternativeNames.CommonNameOnly;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions to sentences for people. No exception's own text gets through: it may hold the URL, and so a secret.
 *
 * @param tls what was asked for
 */
record Faults(Target target, TlsRules tls) {
  static final Failure UNUSABLE_TLS = new Failure(
      Kind.TLS,
      "TLS: this service's certificates or key cannot be used on this JVM. Enter others.");

  /** What to say about an exception that ended a course. */
  Failure of(Throwable cause, Course course) {
    if (cause instanceof ProxyRefusal refusal) {
      return proxy(refusal.status(), course);
    }
    if (course.way().proxy() != null && (course.isAtProxy() || unreached(cause))) {
      return new Failure(
          Kind.PROXY,
          unreached(cause)
              ? "The proxy " + course.way().proxy().place() + " cannot be reached."
              : "The proxy " + course.way().proxy().place() + " did not connect to "
                  + target.place() + ".");
    }
    String place = target.place();
    if (cause instanceof UnknownHostException) {
      return unresolved(target);
    }
    if (cause instanceof ConnectTimeoutException) {
      return new Failure(Kind.TIMEOUT, "Connecting to " + place + " took too long.");
    }
    if (cause instanceof ConnectException) {
      return new Failure(Kind.CONNECT, "Connection refused by " + place + ".");
    }
    if (cause instanceof NoRouteToHostException) {
      return new Failure(Kind.CONNECT, "There is no route to " + place + ".");
    }
    if (cause instanceof SSLException) {
      return new Failure(Kind.TLS, tls(cause));
    }
    if (cause instanceof MessageConstraintException) {
      return new Failure(
          Kind.PROTOCOL,
          "The head of the answer is too long: more than 200 lines, or 16 KiB in one, or 1 MiB in all.");
    }
    if (cause instanceof ConnectionClosedException
        || cause instanceof SocketException
        || cause instanceof TruncatedChunkException
        || cause.getClass() == IOException.class) { // what NIO throws for a reset or a broken pipe
      return new Failure(Kind.PROTOCOL, closed(course, cause));
    }
    if (cause instanceof SpeaksTls) {
      return new Failure(
          Kind.PROTOCOL, "The receiver at " + place + " speaks TLS. Begin its URL with https.");
    }
    return new Failure(Kind.PROTOCOL, "What " + place + " answered is not valid HTTP.");
  }

  private static boolean unreached(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof ConnectTimeoutException;
  }

  /** What a proxy answered in its own name. */
  private Failure proxy(int status, Course course) {
    String place = course.way().proxy() == null ? "" : course.way().proxy().place();
    return new Failure(
        Kind.PROXY,
        switch (status) {
          case 407 -> "The proxy " + place + " wants another user and password (status 407).";
          case 403 -> "The proxy " + place + " does not allow " + target.place() + " (status 403).";
          default ->
            "The proxy " + place + " did not connect to " + target.place() + " (status " + status
                + ").";
        });
  }

  static Failure unresolved(Proxy proxy) {
    return new Failure(
        Kind.PROXY, "The name of the proxy " + proxy.place() + " could not be resolved.");
  }

  static Failure forbidden(Proxy proxy) {
    return new Failure(
        Kind.PROXY,
        "Not sent. The proxy " + proxy.place() + " is at an address that is never called.");
  }

  static Failure unresolved(Target target) {
    return new Failure(Kind.DNS, "The name " + target.name() + " could not be resolved.");
  }

  /**
   * A server that misses a client certificate often just hangs up, and in TLS 1.3 only after the handshake, which has
   * succeeded on this side.
   */
  private String closed(Course course, Throwable cause) {
    if (course.answering() || cause instanceof CutHead) {
      return "The connection was closed before the answer was complete.";
    }
    boolean overTls = target.host().getSchemeName().equals("https");
    if (!overTls || !course.isFirstOfConnection()) {
      return "The connection was closed before an answer came.";
    }
    return tls.client() == null
        ? "The connection was closed before an answer came. The server may want a client certificate."
        : "The connection was closed before an answer came. The server may not accept the client"
            + " certificate.";
  }

  private String tls(Throwable cause) {
    String certificate = "TLS: the certificate of " + target.name();
    if (find(CertificateExpiredException.class, cause) != null) {
      return certificate + " has expired.";
    }
    if (find(CertificateNotYetValidException.class, cause) != null) {
      return certificate + " is not valid yet.";
    }
    CertPathValidatorException weak = find(CertPathValidatorException.class, cause);
    if (weak != null && weak.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
      return certificate + " has a key or a signature that is too weak.";
    }
    if (find(CertPathBuilderException.class, cause) != null
        || find(CertPathValidatorException.class, cause) != null) {
      return certificate + " is not trusted.";
    }
    if (find(CommonNameOnly.class, cause) != null || namesNobody(cause)) {
      return certificate
          + " names no host in subjectAltName, and its common name does not count. Issue it again with"
          + " subjectAltName=" + (AlternativeNames.isAddress(target.name()) ? "IP:" : "DNS:")
          + target.name() + ".";
    }
    if (find(CertificateException.class, cause) != null
        || find(SSLPeerUnverifiedException.class, cause) != null) {
      return certificate + " is for another name.";
    }
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    return tls.client() == null ? handshake(message) : handshakeWithClient(message);
  }

  /** JSSE says so of an address, for which it never looks at the common name. */
  private static boolean namesNobody(Throwable cause) {
    CertificateException found = find(CertificateException.class, cause);
    return found != null
        && String.valueOf(found.getMessage()).equals("No subject alternative names present");
  }

  /** What a receiver says of the certificate that it was shown (RFC 8446 section 6.2). */
  private String handshakeWithClient(String message) {
    String place = target.place();
    if (message.contains("fatal alert") && message.contains("certificate_expired")) {
      return "TLS: " + place + " says that the client certificate has expired.";
    }
    if (message.contains("unknown_ca")) {
      return "TLS: " + place + " does not trust the authority of the client certificate.";
    }
    if ((message.contains("fatal alert") && message.contains("certificate"))
        || message.contains("access_denied")) {
      return "TLS: " + place + " refused the client certificate.";
    }
    if (message.contains("handshake_failure")) {
      return "TLS: " + place + " refused the handshake. It may not accept the client certificate.";
    }
    return handshake(message);
  }

  /** JSSE tells these apart in its texts only. */
  private String handshake(String message) {
    String place = target.place();
    if (message.contains("SSL message")) {
      return "TLS: " + place + " does not speak TLS.";
    }
    if (message.contains("protocol_version")
        || message.contains("selected protocol version")
        || message.contains("is not accepted by client preferences")) {
      return tls.minimum() == TlsRules.Version.TLS_1_3
          ? "TLS: " + place + " does not speak TLS 1.3, which this service asks for."
          : "TLS: " + place + " speaks neither TLS 1.2 nor 1.3.";
    }
    if (message.contains("fatal alert") && message.contains("certificate")) {
      return "TLS: " + place + " wants a client certificate.";
    }
    if (message.contains("unrecognized_name")) {
      return "TLS: " + place + " has no certificate for this name.";
    }
    if (message.equals("TLS handshake failed")) {
      return "TLS: " + place + " closed the connection during the handshake.";
    }
    if (message.contains("handshake_failure")) {
      // all that a server on a newer JDK says when no certificate came
      return "TLS: " + place + " refused the handshake. It may want a client certificate.";
    }
    if (message.contains("fatal alert")) {
      return "TLS: " + place + " broke off the handshake.";
    }
    return "TLS: the handshake with " + place + " failed.";
  }

  private static <T> @Nullable T find(Class<T> type, Throwable cause) {
    Throwable each = cause;
    for (int depth = 0; each != null && depth < 20; depth++) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
      each = each.getCause();
    }
    return null;
  }

  /** 10 s, 500 ms. */
  static String forPeople(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }
}
