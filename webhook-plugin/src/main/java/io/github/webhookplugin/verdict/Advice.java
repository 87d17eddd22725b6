package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Answer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an admin can do about an answer, in one line. */
public final class Advice {
  private Advice() {}

  /** Empty if there is nothing to add to the verdict's own sentence. */
  public static Optional<String> forAnswer(Answer answer) {
    return Optional.ofNullable(
        answer instanceof Answer.Response response
            ? forStatus(response.status())
            : forFailure(((Answer.Failure) answer).kind()));
  }

  private static @Nullable String forStatus(int status) {
    return switch (status) {
      case 401, 403 -> "The receiver refused the credentials. Check the Authorization header.";
      case 404 -> "The host answers, but not at this path. Check the URL.";
      case 400, 415, 422 ->
        "The receiver did not accept the body. Compare it with what the receiver expects.";
      case 410 -> "The receiver has been taken away for good. Ask its operator for a new address.";
      case 429 -> "The receiver limits how often it may be called.";
      default -> otherStatus(status);
    };
  }

  private static @Nullable String otherStatus(int status) {
    if (status >= 500) {
      return "The receiver has a problem of its own. Retries may get through later.";
    }
    return status >= 300 && status <= 399
        ? "The receiver points to another address. Redirects are not followed; enter the final URL."
        : null;
  }

  private static @Nullable String forFailure(Answer.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> "The receiver is too slow, or a firewall drops the request.";
      case CONNECT -> "Check the host and port, and that the receiver is running.";
      case DNS -> "Check how the host is spelled, and that this machine can resolve it.";
      case TLS -> "Check the receiver's certificate, and that the URL names the host it is for.";
      case REQUEST -> "Correct the service's URL and headers.";
      case PROTOCOL, ABORTED -> null;
    };
  }
}
