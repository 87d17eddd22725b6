package io.github.webhookplugin.model;

import java.util.List;

/** What came of one request. */
public sealed interface Answer {
  /** The most of an answer's body that is read, in bytes. */
  int MAX_BODY = 64 * 1024;

  /**
   * The receiver answered.
   *
   * @param status 100 to 999; what is beyond 599 counts as 5xx (RFC 9110 section 15)
   * @param headers as received
   * @param text the body's first {@link #MAX_BODY} bytes, decoded by its charset (UTF-8 if it names none or an
   *     unknown one); bad bytes as U+FFFD, NUL left out
   * @param truncated whether the body had more
   */
  record Response(int status, List<Header> headers, String text, boolean truncated)
      implements Answer {
    public Response {
      headers = List.copyOf(headers);
    }
  }

  /**
   * There was no answer, or not one that makes sense.
   *
   * @param kind for statistics and advice
   * @param sentence for people, without secrets: "Timed out after 10 s. No answer came."
   */
  record Failure(Kind kind, String sentence) implements Answer {}

  /** Why there was no answer. */
  enum Kind {
    /** The request could not even be made. */
    REQUEST,
    DNS,
    /** The token that the request should carry could not be had; it was not sent, or not a second time. */
    TOKEN,
    /** The receiver is at an address that may not be called. */
    ADDRESS,
    CONNECT,
    /** The proxy that requests leave through did not take it to its receiver. */
    PROXY,
    TLS,
    TIMEOUT,
    /** The connection broke, or what came is not HTTP. */
    PROTOCOL,
    /** The plugin is stopping. */
    ABORTED
  }
}
