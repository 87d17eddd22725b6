package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Answer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an admin can do about an answer, in one line. */
public enum Advice {
  CREDENTIALS("The receiver refused the credentials. Check the Authorization header."),
  PATH("The host answers, but not at this path. Check the URL."),
  BODY("The receiver did not accept the body. Compare it with what the receiver expects."),
  GONE("The receiver has been taken away for good. Ask its operator for a new address."),
  THROTTLED("The receiver limits how often it may be called."),
  SERVER("The receiver has a problem of its own. Retries may get through later."),
  REDIRECT(
      "The receiver points to another address. Redirects are not followed; enter the final URL."),
  TIMEOUT("The receiver is too slow, or a firewall drops the request."),
  CONNECT("Check the host and port, and that the receiver is running."),
  DNS("Check how the host is spelled, and that this machine can resolve it."),
  ADDRESS("Allow its network in Settings › Security, if the receiver is one of yours."),
  PROXY("Check the proxy in Settings › Network, and what it lets through."),
  TLS("Check the receiver's certificate, and that the URL names the host it is for."),
  TOKEN(
      "Check the token endpoint of this service: its address, the client id and secret, and the scope."),
  PROTOCOL(
      "Check that the URL's port is the receiver's port for HTTP, and what lies between: a proxy or firewall may break connections."),
  REQUEST("Correct the service's URL and headers.");

  private final String sentence;

  Advice(String sentence) {
    this.sentence = sentence;
  }

  /** For people who read English. */
  public String sentence() {
    return sentence;
  }

  /** Stands for it where it is said in other languages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty if there is nothing to add to the verdict's own sentence. */
  public static Optional<Advice> forAnswer(Answer answer) {
    return Optional.ofNullable(
        answer instanceof Answer.Response response
            ? forStatus(response.status())
            : forFailure(((Answer.Failure) answer).kind()));
  }

  private static @Nullable Advice forStatus(int status) {
    return switch (status) {
      case 401, 403 -> CREDENTIALS;
      case 404 -> PATH;
      case 400, 415, 422 -> BODY;
      case 410 -> GONE;
      case 429 -> THROTTLED;
      default -> otherStatus(status);
    };
  }

  private static @Nullable Advice otherStatus(int status) {
    if (status >= 500) {
      return SERVER;
    }
    return status >= 300 && status <= 399 ? REDIRECT : null;
  }

  private static @Nullable Advice forFailure(Answer.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> TIMEOUT;
      case CONNECT -> CONNECT;
      case DNS -> DNS;
      case ADDRESS -> ADDRESS;
      case PROXY -> PROXY;
      case TLS -> TLS;
      case TOKEN -> TOKEN;
      case REQUEST -> REQUEST;
      case PROTOCOL -> PROTOCOL;
      case ABORTED -> null;
    };
  }
}
