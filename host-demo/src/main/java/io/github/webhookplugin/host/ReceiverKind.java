package io.github.webhookplugin.host;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a sample receiver behaves. */
enum ReceiverKind {
  FINE,
  /** Too busy for the first request of each message. */
  BUSY,
  SLOW,
  /** Says 200 and means no, for the first request of each message. */
  PICKY,
  /** Fails whatever comes. */
  BROKEN,
  /** Fails for one message in four, each time. */
  FLAKY,
  /** Somebody stands before it and says that it is not there. */
  DOWN,
  /** Asks to come more slowly, always. */
  FULL,
  /** Gone for good. */
  GONE;

  private static final String FLAKY_DIGITS = "0123";

  /** An answer in JSON. */
  record Reply(int status, Map<String, String> headers, String body) {
    static Reply of(int status, String body) {
      return new Reply(status, Map.of(), body);
    }

    private static Reply later(int status, int seconds, String why) {
      return new Reply(status, Map.of("Retry-After", String.valueOf(seconds)), error(why));
    }

    private static String error(String why) {
      return "{\"ok\":false,\"error\":\"" + why + "\"}";
    }
  }

  static Optional<ReceiverKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(name)).findFirst();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What it answers.
   *
   * @param first whether this message comes for the first time
   * @param digest of what tells this message from others, in hexadecimal
   */
  Reply reply(boolean first, String digest) {
    return switch (this) {
      case FINE, SLOW -> fine();
      case BUSY -> first ? Reply.later(503, 1, "busy, come again") : fine();
      case PICKY ->
        Reply.of(
            200,
            first
                ? "{\"errcode\":130101,\"errmsg\":\"send too fast\"}"
                : "{\"errcode\":0,\"errmsg\":\"ok\"}");
      case BROKEN -> Reply.of(500, Reply.error("the disk is full"));
      case FLAKY ->
        FLAKY_DIGITS.indexOf(digest.charAt(0)) < 0
            ? fine()
            : Reply.of(500, Reply.error("no connection to the phones"));
      case DOWN -> Reply.of(503, Reply.error("nobody is there"));
      case FULL -> Reply.later(429, 60, "too many requests");
      case GONE -> Reply.of(410, Reply.error("this address is given up"));
    };
  }

  private static Reply fine() {
    return Reply.of(200, "{\"ok\":true}");
  }
}
