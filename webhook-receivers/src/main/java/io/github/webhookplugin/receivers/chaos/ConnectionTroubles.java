package io.github.webhookplugin.receivers.chaos;

import io.github.webhookplugin.receivers.chaos.Behaviour.Door;
import io.github.webhookplugin.receivers.chaos.Behaviour.Script;
import java.util.List;

/** Connections that are refused, dropped or ignored. */
final class ConnectionTroubles {
  private ConnectionTroubles() {}

  static List<Behaviour> all() {
    return List.of(
        one("refused", "Nobody listens at the port.", Meaning.RETRY, Line::hold).behind(Door.SHUT),
        one("never-accepted", "Its queue of new connections is full.", Meaning.TIMEOUT, Line::hold)
            .behind(Door.FULL),
        one("closed-at-once", "Takes connections and closes them.", Meaning.RETRY, line -> {})
            .unread(),
        one("reset-at-once", "Takes connections and resets them.", Meaning.RETRY, Line::reset)
            .unread(),
        one(
                "never-read",
                "Takes the connection and reads nothing.",
                Meaning.TIMEOUT,
                Line::holdUnread)
            .unread(),
        one("reset-in-request", "Resets in the middle of the request.", Meaning.RETRY, line -> {
              line.read(20);
              line.reset();
            })
            .unread(),
        one(
                "closed-before-body",
                "Reads the head of the request and closes.",
                Meaning.RETRY,
                Line::head)
            .unread(),
        one("closed-after-request", "Closes instead of answering.", Meaning.RETRY, Line::request),
        one("reset-after-request", "Resets instead of answering.", Meaning.RETRY, line -> {
          line.request();
          line.reset();
        }),
        one("half-closed", "Closes its half instead of answering.", Meaning.RETRY, line -> {
          line.request();
          line.finish();
        }),
        cut("status-line", "HTTP/1.1 20"),
        reset("status-line", "HTTP/1.1 20"),
        cut("headers", "HTTP/1.1 200 OK\r\nContent-Le"),
        reset("headers", "HTTP/1.1 200 OK\r\nContent-Le"),
        cut("body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok"),
        reset("body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok"),
        cut("chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nok"),
        reset("unmeasured-body", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok"));
  }

  private static Behaviour cut(String place, String part) {
    return one(
        "closed-in-" + place, "Closes in the middle of " + place(place), Meaning.RETRY, line -> {
          line.request();
          line.write(part);
        });
  }

  private static Behaviour reset(String place, String part) {
    return one(
        "reset-in-" + place, "Resets in the middle of " + place(place), Meaning.RETRY, line -> {
          line.request();
          line.write(part);
          line.pause();
          line.reset();
        });
  }

  private static String place(String place) {
    return "the answer's " + place.replace('-', ' ') + ".";
  }

  private static Behaviour one(String name, String does, Meaning meaning, Script script) {
    return Behaviour.of(Family.CONNECTION, name, does, meaning, script);
  }
}
