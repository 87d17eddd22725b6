package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Answer.Failure;
import io.github.webhookplugin.model.Answer.Kind;
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

/** Exceptions to sentences for people. No exception's own text gets through: it may hold the URL, and so a secret. */
final class Faults {
  private Faults() {}

  /**
   * What to say about an exception.
   *
   * @param answering whether the head of an answer had come
   */
  static Failure of(Throwable cause, Target target, boolean answering) {
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
      return new Failure(Kind.TLS, tls(cause, target));
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
      return new Failure(Kind.PROTOCOL, closed(answering || cause instanceof CutHead));
    }
    if (cause instanceof SpeaksTls) {
      return new Failure(
          Kind.PROTOCOL, "The receiver at " + place + " speaks TLS. Begin its URL with https.");
    }
    return new Failure(Kind.PROTOCOL, "What " + place + " answered is not valid HTTP.");
  }

  static Failure unresolved(Target target) {
    return new Failure(Kind.DNS, "The name " + target.name() + " could not be resolved.");
  }

  private static String closed(boolean answering) {
    return answering
        ? "The connection was closed before the answer was complete."
        : "The connection was closed before an answer came.";
  }

  private static String tls(Throwable cause, Target target) {
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
    if (find(CertificateException.class, cause) != null
        || find(SSLPeerUnverifiedException.class, cause) != null) {
      return certificate + " is for another name.";
    }
    return handshake(cause.getMessage() == null ? "" : cause.getMessage(), target.place());
  }

  /** JSSE tells these apart in its texts only. */
  private static String handshake(String message, String place) {
    if (message.contains("SSL message")) {
      return "TLS: " + place + " does not speak TLS.";
    }
    if (message.contains("protocol_version") || message.contains("selected protocol version")) {
      return "TLS: " + place + " speaks neither TLS 1.2 nor 1.3.";
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
