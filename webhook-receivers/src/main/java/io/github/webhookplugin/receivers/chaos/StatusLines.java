package io.github.webhookplugin.receivers.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** First lines of answers that are none, or odd ones. */
final class StatusLines {
  private static final String REST = "Content-Length: 2\r\n\r\nok";

  private StatusLines() {}

  static List<Behaviour> all() {
    var all = new ArrayList<Behaviour>();
    all.add(closes("http-0.9", "Answers as HTTP/0.9 did: with a body only.", "ok\n"));
    all.add(closes(
        "http-2",
        "Speaks HTTP/2 without being asked.",
        "\0\0\22\4\0\0\0\0\0\0\3\0\0\0\200\0\4\0\1\0\0"));
    all.add(bad("http-3.7", "Claims HTTP/3.7.", "HTTP/3.7 200 OK\r\n" + REST));
    all.add(bad("http-lower-case", "Writes http in small letters.", "http/1.1 200 OK\r\n" + REST));
    all.add(bad("icy", "Answers as radio stations did.", "ICY 200 OK\r\n" + REST));
    all.add(odd("http-1.0", "Answers as HTTP/1.0.", "HTTP/1.0 200 OK\r\n" + REST));
    all.add(odd("no-reason", "Has no reason phrase.", "HTTP/1.1 200\r\n" + REST));
    all.add(odd(
        "long-reason",
        "Has a reason of 8 KiB.",
        "HTTP/1.1 200 " + "x".repeat(8_192) + "\r\n" + REST));
    all.add(
        odd("line-feeds", "Ends lines with LF only.", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"));
    all.add(
        odd("empty-lines-first", "Begins with empty lines.", "\r\n\r\nHTTP/1.1 200 OK\r\n" + REST));
    for (String status :
        List.of("000", "099", "99", "600", "999", "1000", "-200", "OK", "2 00", "0x200")) {
      String does = "Its status is " + status + ".";
      all.add(bad(
          "status-" + status.replace(' ', '_'), does, "HTTP/1.1 " + status + " Odd\r\n" + REST));
    }
    all.add(bad("no-status", "Has no status at all.", "HTTP/1.1 \r\n" + REST));
    all.add(bad("nul-in-status", "Has a NUL in its status.", "HTTP/1.1 2\0000 OK\r\n" + REST));
    all.add(bad(
        "long-status-line",
        "Its status line has 64 KiB.",
        "HTTP/1.1 200 " + "x".repeat(65_536) + "\r\n" + REST));
    all.add(Behaviour.of(
        Family.STATUS_LINE,
        "endless-status-line",
        "Its status line never ends.",
        Meaning.RETRY,
        line -> {
          line.request();
          line.write("HTTP/1.1 200 ");
          line.endlessly("x");
        }));
    all.add(Behaviour.of(
        Family.STATUS_LINE,
        "endless-empty-lines",
        "Sends empty lines without end.",
        Meaning.RETRY,
        line -> {
          line.request();
          line.endlessly("\r\n");
        }));
    all.add(closes(
        "garbage", "Sends bytes of no meaning.", "\1\2\3\4\5\6\7\10\16\17\20\21".repeat(50)));
    all.add(closes(
        "html",
        "Sends a page without a head.",
        "<!DOCTYPE html>\n<html><body>It works!</body></html>\n"));
    all.add(greets("ssh", "Is an SSH server.", "SSH-2.0-OpenSSH_9.2\r\n"));
    all.add(greets("smtp", "Is a mail server.", "220 mail.test ESMTP ready\r\n"));
    all.add(greets("ftp", "Is an FTP server.", "220 (vsFTPd 3.0.5)\r\n"));
    all.add(greets("redis", "Is a Redis server.", "-ERR unknown command 'POST'\r\n"));
    all.add(Behaviour.of(
        Family.STATUS_LINE,
        "tls-record",
        "Speaks TLS at a port for plain HTTP.",
        Meaning.RETRY,
        line -> {
          line.request();
          line.write(new byte[] {21, 3, 3, 0, 2, 2, 70});
        }));
    return List.copyOf(all);
  }

  private static Behaviour bad(String name, String does, String answer) {
    return says(name, does, Meaning.RETRY, answer);
  }

  private static Behaviour odd(String name, String does, String answer) {
    return says(name, does, Meaning.DELIVERED, answer);
  }

  private static Behaviour says(String name, String does, Meaning meaning, String answer) {
    return Behaviour.says(Family.STATUS_LINE, name, does, meaning, answer);
  }

  private static Behaviour closes(String name, String does, String answer) {
    return Behaviour.of(Family.STATUS_LINE, name, does, Meaning.RETRY, line -> {
      line.request();
      line.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    });
  }

  /** Servers of other protocols speak first. */
  private static Behaviour greets(String name, String does, String greeting) {
    return Behaviour.of(Family.STATUS_LINE, name, does, Meaning.RETRY, line -> {
          line.write(greeting);
          line.head();
        })
        .unread();
  }
}
