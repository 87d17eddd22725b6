package io.github.webhookplugin.receivers.chaos;

import io.github.webhookplugin.receivers.chaos.Behaviour.Script;
import java.util.List;

/** Answers that never come, or come in drops: a time-out for each read waits for ever. */
final class Slowness {
  private static final String MUCH = "x".repeat(10_000);

  private Slowness() {}

  static List<Behaviour> all() {
    return List.of(
        one("silent", "Reads the request and never answers.", Line::hold),
        drips("status-line", "", "HTTP/1.1 200 " + MUCH),
        drips("headers", "HTTP/1.1 200 OK\r\n", "X-Much: " + MUCH),
        drips("header-lines", "HTTP/1.1 200 OK\r\n", "A:b\r\n".repeat(2_000)),
        drips("body", "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n", MUCH),
        drips("unmeasured-body", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", MUCH),
        drips(
            "chunk-size",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            "0".repeat(10_000)),
        drips(
            "chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            "1\r\nx\r\n".repeat(2_000)),
        drips(
            "trailers",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n",
            "A:b\r\n".repeat(2_000)),
        drips("interim-answers", "", "HTTP/1.1 100 Continue\r\n\r\n".repeat(1_000)),
        one("stuck-in-headers", "Stops in its headers.", line -> {
          line.write("HTTP/1.1 200 OK\r\nContent-Le");
          line.hold();
        }),
        one("stuck-in-body", "Stops in its body.", line -> {
          line.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok");
          line.hold();
        }),
        Behaviour.of(
                Family.SLOWNESS,
                "slow-reader",
                "Reads the request byte by byte.",
                Meaning.TIMEOUT,
                Line::readSlowly)
            .unread());
  }

  private static Behaviour drips(String part, String before, String drops) {
    String does = "Gives its " + part.replace('-', ' ') + " byte by byte, without end.";
    return one("dripping-" + part, does, line -> {
      line.write(before);
      line.drip(drops);
    });
  }

  private static Behaviour one(String name, String does, Script afterRequest) {
    return Behaviour.of(Family.SLOWNESS, name, does, Meaning.TIMEOUT, line -> {
      line.request();
      afterRequest.play(line);
    });
  }
}
