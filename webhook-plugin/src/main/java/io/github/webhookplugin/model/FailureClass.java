package io.github.webhookplugin.model;

import org.jspecify.annotations.Nullable;

/** What kind of failure a try was, for statistics (seed row W-90). The code is stored. */
public enum FailureClass {
  TIMEOUT(1, "timeout"),
  /** Refused, unreachable, or broken off; or what came is not HTTP. */
  CONNECTION(2, "connection"),
  DNS(3, "dns"),
  TLS(4, "tls"),
  REDIRECT(5, "3xx"),
  REFUSED(6, "4xx"),
  SERVER_ERROR(7, "5xx"),
  /** Too many requests, by status 429 or by what a rule makes of the answer. */
  THROTTLED(8, "throttled"),
  /** The status is one of success, but the check or a rule does not accept the answer. */
  ANSWER(9, "answer"),
  /** Never sent: it could not be rendered or signed, or is not what the receiver takes. */
  REQUEST(10, "request"),
  /** Not sent because the token that it should carry could not be had. */
  TOKEN(11, "token");

  private final int code;
  private final String word;

  FailureClass(int code, String word) {
    this.code = code;
    this.word = word;
  }

  public int code() {
    return code;
  }

  /** As in the JSON API. */
  public String word() {
    return word;
  }

  /** The class with a stored code. */
  public static FailureClass of(int code) {
    for (FailureClass one : values()) {
      if (one.code == code) {
        return one;
      }
    }
    throw new IllegalArgumentException("no class of failures has the code " + code);
  }

  /** The class of an attempt; null if it was delivered. */
  public static @Nullable FailureClass of(Attempt attempt) {
    if (attempt.verdict() instanceof Verdict.Delivered) {
      return null;
    }
    if (attempt.verdict() instanceof Verdict.Throttled) {
      return THROTTLED;
    }
    return attempt.status() == null ? ofNoAnswer(attempt.missing()) : ofStatus(attempt.status());
  }

  private static FailureClass ofStatus(int status) {
    if (status < 300) {
      return ANSWER;
    }
    return status < 400 ? REDIRECT : status < 500 ? REFUSED : SERVER_ERROR;
  }

  private static FailureClass ofNoAnswer(Answer.@Nullable Kind kind) {
    if (kind == null) {
      return REQUEST;
    }
    return switch (kind) {
      case TIMEOUT -> TIMEOUT;
      case DNS -> DNS;
      case TLS -> TLS;
      case TOKEN -> TOKEN;
      case REQUEST, ADDRESS -> REQUEST;
      case CONNECT, PROXY, PROTOCOL, ABORTED -> CONNECTION;
    };
  }
}
