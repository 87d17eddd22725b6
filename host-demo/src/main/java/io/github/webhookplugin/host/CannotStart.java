package io.github.webhookplugin.host;

import org.jspecify.annotations.Nullable;

/** The host cannot do what it was started for; the message is one line that says why and what to do. */
final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStart(String message) {
    super(message);
  }

  CannotStart(String message, Throwable cause) {
    super(message + ": " + said(cause), cause);
  }

  /** What an exception says, in one line. */
  static String said(@Nullable Throwable cause) {
    if (cause == null) {
      return "no reason was given";
    }
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return cause.getClass().getName();
    }
    return message.strip().replaceAll("\\s+", " ");
  }
}
