package io.github.webhookplugin.receivers.chaos;

import java.util.List;

/** Heads that are too big, not well-formed, or that contradict themselves. */
final class BadHeaders {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String LENGTH = "Content-Length: 2\r\n";
  private static final String CHUNKS = "\r\n2\r\nok\r\n0\r\n\r\n";

  private BadHeaders() {}

  static List<Behaviour> all() {
    return List.of(
        bad("many-headers", "Has 10,000 headers.", "A: b\r\n".repeat(10_000) + LENGTH + "\r\nok"),
        bad("huge-header", "Has a header of 1 MiB.", "A: " + "x".repeat(1 << 20) + "\r\n\r\n"),
        bad(
            "many-big-headers",
            "Has 199 headers of 15 KiB.",
            ("A: " + "x".repeat(15_000) + "\r\n").repeat(199) + "\r\n"),
        endless("headers", "X: y\r\n"),
        endless("header-line", "x"),
        endless("folded-line", "A: b\r\n c"),
        bad("no-colon", "Has a header without a colon.", "no colon here\r\n" + LENGTH + "\r\nok"),
        bad("no-name", "Has a header without a name.", ": x\r\n" + LENGTH + "\r\nok"),
        odd(
            "space-before-colon",
            "Has a blank before a colon.",
            "X-Odd : y\r\n" + LENGTH + "\r\nok"),
        odd(
            "folded",
            "Folds a header, which is not allowed any more.",
            "X-Odd: a\r\n b\r\n" + LENGTH + "\r\nok"),
        odd("nul-in-header", "Has a NUL in a header.", "X-Odd: a\0b\r\n" + LENGTH + "\r\nok"),
        Behaviour.says(
            Family.HEADERS,
            "only-returns",
            "Ends lines with CR only.",
            Meaning.TIMEOUT,
            OK + "X-Odd: a\rContent-Length: 2\r\rok"),
        odd("header-not-ascii", "Has Chinese in a header.", "X-Odd: 你好\r\n" + LENGTH + "\r\nok"),
        odd("cookies", "Sets 100 cookies.", "Set-Cookie: a=b\r\n".repeat(100) + LENGTH + "\r\nok"),
        bad("length-twice", "Says its length twice.", LENGTH + LENGTH + "\r\nok"),
        bad("two-lengths", "Says two lengths.", LENGTH + "Content-Length: 7\r\n\r\nok"),
        bad("length-list", "Says a list of lengths.", "Content-Length: 2, 7\r\n\r\nok"),
        bad("length-negative", "Says a negative length.", "Content-Length: -5\r\n\r\n"),
        bad(
            "length-huge",
            "Says a length beyond all numbers.",
            "Content-Length: 99999999999999999999\r\n\r\nok"),
        bad(
            "length-no-number",
            "Says a length that is no number.",
            "Content-Length: two\r\n\r\nok"),
        bad("length-hex", "Says its length in hexadecimal.", "Content-Length: 0x2\r\n\r\nok"),
        odd(
            "length-and-chunks",
            "Says a length and sends chunks.",
            LENGTH + "Transfer-Encoding: chunked\r\n" + CHUNKS),
        bad(
            "coding-unknown",
            "Has a transfer coding that nobody knows.",
            "Transfer-Encoding: gzip\r\n\r\nok"),
        bad(
            "coding-misspelt",
            "Has a transfer coding that is nearly chunked.",
            "Transfer-Encoding: xchunked\r\n" + CHUNKS),
        bad(
            "coding-twice",
            "Is chunked twice.",
            "Transfer-Encoding: chunked, chunked\r\n" + CHUNKS));
  }

  private static Behaviour endless(String what, String part) {
    String does = "Never ends its " + what.replace('-', ' ') + ".";
    return Behaviour.of(Family.HEADERS, "endless-" + what, does, Meaning.RETRY, line -> {
      line.request();
      line.write(OK + "X: ");
      line.endlessly(part);
    });
  }

  private static Behaviour bad(String name, String does, String rest) {
    return Behaviour.says(Family.HEADERS, name, does, Meaning.RETRY, OK + rest);
  }

  private static Behaviour odd(String name, String does, String rest) {
    return Behaviour.says(Family.HEADERS, name, does, Meaning.DELIVERED, OK + rest);
  }
}
