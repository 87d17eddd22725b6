package io.github.webhookplugin.receivers.chaos;

import io.github.webhookplugin.receivers.chaos.Behaviour.Script;
import java.util.List;

/** A second answer behind the first, for the next request on the connection to take for its own. */
final class PlantedAnswers {
  /** Stands in every planted answer, so that a test can look for it. */
  private static final String PLANTED = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nplanted";

  private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy";

  private PlantedAnswers() {}

  static List<Behaviour> all() {
    return List.of(
        one("planted-behind-success", "Answers twice at once.", Meaning.DELIVERED, line -> {
          line.write(Line.GOOD + PLANTED);
        }),
        one(
            "planted-behind-failure",
            "Says busy, and success right behind.",
            Meaning.RETRY,
            line -> {
              line.write(BUSY + PLANTED);
            }),
        one("planted-later", "Answers, and once more after a pause.", Meaning.DELIVERED, line -> {
          line.write(Line.GOOD);
          line.pause();
          line.write(PLANTED);
        }),
        one(
            "planted-half",
            "Answers, and half of a second answer follows.",
            Meaning.DELIVERED,
            line -> {
              line.write(Line.GOOD + PLANTED.substring(0, 30));
            }),
        one(
            "planted-in-parts",
            "Plants its second answer byte by byte.",
            Meaning.DELIVERED,
            line -> {
              line.write(Line.GOOD);
              for (int i = 0; i < PLANTED.length(); i++) {
                line.write(PLANTED.substring(i, i + 1));
              }
            }),
        one(
            "planted-behind-no-content",
            "Has an answer where 204 has no body.",
            Meaning.DELIVERED,
            line -> {
              line.write("HTTP/1.1 204 No Content\r\nContent-Length: " + PLANTED.length()
                  + "\r\n\r\n" + PLANTED);
            }),
        one(
            "planted-behind-close",
            "Says it closes, stays, and answers again.",
            Meaning.DELIVERED,
            line -> {
              line.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
              line.pause();
              line.write(PLANTED);
            }),
        one("planted-many", "Answers a hundred times.", Meaning.DELIVERED, line -> {
          line.write(Line.GOOD + PLANTED.repeat(100));
        }),
        one("planted-timeout", "Says 408 to nobody, as balancers do.", Meaning.DELIVERED, line -> {
          line.write(
              Line.GOOD + "HTTP/1.1 408 Request Timeout\r\nContent-Length: 7\r\n\r\nplanted");
        }),
        one(
            "keep-alive-lies",
            "Says it keeps the connection, and closes.",
            Meaning.DELIVERED,
            line -> {
              line.write(
                  "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1000, max=1000\r\nContent-Length: 2\r\n\r\nok");
              line.cut();
            }));
  }

  private static Behaviour one(String name, String does, Meaning meaning, Script afterRequest) {
    return Behaviour.of(Family.PLANTED_ANSWERS, name, does, meaning, line -> {
      line.request();
      afterRequest.play(line);
      line.serve();
    });
  }
}
