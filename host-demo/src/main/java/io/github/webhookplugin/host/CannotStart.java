package io.github.webhookplugin.host;

import java.io.PrintWriter;
import java.io.StringWriter;
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

  /** What a log would show of an exception, at most 16,000 characters. */
  static String traceOf(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    String trace = text.toString().replace("\t", "  ");
    return trace.length() > 16_000 ? trace.substring(0, 16_000) + " ..." : trace;
  }
}
