package io.github.webhookplugin.receivers;

import java.util.HashMap;
import java.util.Map;

/**
 * What a simulator answers, and what it made of the request.
 *
 * @param taken whether the receiver acted: showed the message, started the flow, opened the alert
 * @param verdict why, in a few words for a test's failure message
 */
public record Answer(
    boolean taken, String verdict, int status, Map<String, String> headers, String body) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** The receiver acts. */
  public static Answer taken(int status, String body) {
    return new Answer(true, "taken", status, typed(body), body);
  }

  /** The receiver does nothing; its answer may still look like success. */
  public static Answer refused(String verdict, int status, String body) {
    return new Answer(false, verdict, status, typed(body), body);
  }

  Answer with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(taken, verdict, status, more, body);
  }

  private static Map<String, String> typed(String body) {
    if (body.isEmpty()) {
      return Map.of();
    }
    boolean json = body.startsWith("{") || body.startsWith("[");
    return Map.of("Content-Type", json ? "application/json; charset=utf-8" : "text/plain");
  }
}
