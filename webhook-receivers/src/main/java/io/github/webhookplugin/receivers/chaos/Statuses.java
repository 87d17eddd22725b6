package io.github.webhookplugin.receivers.chaos;

import java.util.ArrayList;
import java.util.List;

/** Statuses with a twist. */
final class Statuses {
  private static final String NEVER = "Fri, 31 Dec 9999 23:59:59 GMT";

  private Statuses() {}

  static List<Behaviour> all() {
    var all = new ArrayList<Behaviour>();
    for (String scheme : List.of(
        "Basic realm=\"x\"",
        "Digest realm=\"x\", nonce=\"y\", qop=\"auth\"",
        "Negotiate",
        "NTLM",
        "Bearer error=\"invalid_token\"",
        "OAuth",
        "Mystery a=b, c=\"d")) {
      String name = scheme.replaceAll(" .*", "").toLowerCase(java.util.Locale.ROOT);
      all.add(one(
          "401-" + name,
          "Asks for credentials as " + name + ".",
          Meaning.REJECTED,
          "401 Who",
          "WWW-Authenticate: " + scheme + "\r\n"));
    }
    all.add(one(
        "401-no-challenge", "Asks for credentials of no kind.", Meaning.REJECTED, "401 Who", ""));
    all.add(one(
        "401-challenges",
        "Asks for credentials in 50 ways.",
        Meaning.REJECTED,
        "401 Who",
        "WWW-Authenticate: Basic realm=\"x\"\r\n".repeat(50)));
    all.add(one(
        "407",
        "Is a proxy that asks for credentials.",
        Meaning.REJECTED,
        "407 Proxy",
        "Proxy-Authenticate: Basic realm=\"x\"\r\n"));
    all.add(bare(
        "204-with-length",
        "Has a length and no content.",
        Meaning.DELIVERED,
        "204 No Content",
        "Content-Length: 5\r\n"));
    all.add(one(
        "205-with-body",
        "Has a body where none may be.",
        Meaning.DELIVERED,
        "205 Reset Content",
        ""));
    all.add(one(
        "206",
        "Has part of an answer.",
        Meaning.DELIVERED,
        "206 Partial",
        "Content-Range: bytes 0-1/1000\r\n"));
    all.add(bare(
        "304-with-length",
        "Has not changed, with a length.",
        Meaning.REJECTED,
        "304 Not Modified",
        "Content-Length: 5\r\n"));
    all.add(one("300", "Offers a choice.", Meaning.REJECTED, "300 Choices", ""));
    for (int status : List.of(402, 403, 404, 405, 409, 413, 418, 421, 426, 451, 499)) {
      all.add(one(
          String.valueOf(status), "Says " + status + ".", Meaning.REJECTED, status + " No", ""));
    }
    all.add(one("410", "Is gone for good.", Meaning.STOP, "410 Gone", ""));
    for (int status : List.of(408, 425, 500, 502, 504, 511, 599)) {
      all.add(
          one(String.valueOf(status), "Says " + status + ".", Meaning.RETRY, status + " No", ""));
    }
    for (String after : List.of(
        "0",
        "-5",
        "soon",
        "99999999999999999999",
        NEVER,
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "1.5",
        "")) {
      String name = after.equals(NEVER)
          ? "9999"
          : after.startsWith("Thu")
              ? "1970"
              : after.isEmpty() ? "empty" : after.length() > 10 ? "huge" : after;
      String does = "with Retry-After: " + name + ".";
      all.add(one(
          "429-after-" + name,
          "Says too many, " + does,
          Meaning.THROTTLED,
          "429 Slow down",
          "Retry-After: " + after + "\r\n"));
      all.add(one(
          "503-after-" + name,
          "Says busy, " + does,
          Meaning.RETRY,
          "503 Busy",
          "Retry-After: " + after + "\r\n"));
    }
    all.add(one(
        "429-two-afters",
        "Says two waits.",
        Meaning.THROTTLED,
        "429 Slow down",
        "Retry-After: 1\r\nRetry-After: 100\r\n"));
    all.add(Behaviour.of(
            Family.STATUSES,
            "answers-early",
            "Answers before it has read the body.",
            Meaning.DELIVERED,
            line -> {
              line.head();
              line.write(Line.GOOD);
              line.hold();
            })
        .unread());
    all.add(Behaviour.of(
            Family.STATUSES,
            "answers-unread",
            "Answers and never reads the request.",
            Meaning.DELIVERED,
            line -> {
              line.read(1);
              line.write(Line.GOOD);
              line.holdUnread();
            })
        .unread());
    return List.copyOf(all);
  }

  private static Behaviour one(
      String name, String does, Meaning meaning, String status, String headers) {
    return bare(name, does, meaning, status, headers + "Content-Length: 2\r\n", "ok");
  }

  private static Behaviour bare(
      String name, String does, Meaning meaning, String status, String headers) {
    return bare(name, does, meaning, status, headers, "");
  }

  private static Behaviour bare(
      String name, String does, Meaning meaning, String status, String headers, String body) {
    return Behaviour.says(
        Family.STATUSES,
        "status-" + name,
        does,
        meaning,
        "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body);
  }
}
