package io.github.webhookplugin.receivers.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that are cut, endless, packed, or poison for whoever reads them. */
final class BadBodies {
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final int MANY = 10_000;

  private BadBodies() {}

  static List<Behaviour> all() {
    return List.of(
        says(
            "too-long",
            "Has bytes behind its body.",
            Meaning.DELIVERED,
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more"),
        endless("body", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", "endless "),
        endless("chunks", CHUNKED, "1\r\nx\r\n"),
        measured("big-body", "Has a body of 10 MB.", "text/plain", "x".repeat(10_000_000)),
        bad("chunk-size-no-number", "Has a chunk of size ZZZ.", "ZZZ\r\nok\r\n0\r\n\r\n"),
        bad("chunk-size-negative", "Has a chunk of size -5.", "-5\r\nok\r\n0\r\n\r\n"),
        bad("chunk-size-huge", "Has a chunk beyond all numbers.", "FFFFFFFFFFFFFFFFF\r\nok\r\n"),
        bad("chunk-size-empty", "Has a chunk without a size.", "\r\nok\r\n0\r\n\r\n"),
        bad(
            "chunk-not-ended",
            "Has a chunk longer than its size.",
            "2\r\nok and more\r\n0\r\n\r\n"),
        Behaviour.of(
            Family.BODY, "chunks-not-ended", "Leaves the last chunk out.", Meaning.RETRY, line -> {
              line.request();
              line.write(CHUNKED + "2\r\nok\r\n");
            }),
        says(
            "chunk-extension",
            "Has 8 KiB beside a chunk's size.",
            Meaning.DELIVERED,
            CHUNKED + "2;x=" + "y".repeat(8_000) + "\r\nok\r\n0\r\n\r\n"),
        Behaviour.of(
            Family.BODY,
            "endless-chunk-extension",
            "Never ends the line of a chunk's size.",
            Meaning.RETRY,
            line -> {
              line.request();
              line.write(CHUNKED + "2;x=");
              line.endlessly("y");
            }),
        Behaviour.of(
            Family.BODY, "endless-trailers", "Never ends its trailers.", Meaning.RETRY, line -> {
              line.request();
              line.write(CHUNKED + "2\r\nok\r\n0\r\n");
              line.endlessly("X: y\r\n");
            }),
        packed("gzip", "Packs a small answer without being asked.", false, 100),
        packed("gzip-bomb", "Sends 100 KB that unpack to 100 MB.", false, 100_000_000),
        packed("deflate", "Packs as deflate without being asked.", true, 100),
        encoded("unknown-encoding", "Has an encoding that nobody knows.", "x-mystery"),
        encoded(
            "many-encodings",
            "Claims 50 encodings, one in the other.",
            "gzip, ".repeat(49) + "gzip"),
        encoded("encoding-lies", "Claims gzip and is plain text.", "gzip"),
        typed(
            "unknown-charset",
            "Has a charset that nobody knows.",
            "text/plain; charset=klingon",
            "ok"),
        typed(
            "bad-charset",
            "Has a charset that cannot be one.",
            "text/plain; charset=\"\\\"\n",
            "ok"),
        typed("wrong-charset", "Claims UTF-16 and is UTF-8.", "text/plain; charset=utf-16", "odd"),
        typed("bad-type", "Has a type that is none.", ";;;=,/", "ok"),
        bytes("not-utf-8", "Is not UTF-8.", new byte[] {
          'o', 'k', (byte) 0xc3, (byte) 0x28, (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0x80
        }),
        bytes("nuls", "Has NULs in its body.", new byte[] {'o', 0, 'k', 0, 0}),
        measured(
            "deep-json",
            "Nests JSON 10,000 deep.",
            "application/json",
            "[".repeat(MANY) + "]".repeat(MANY)),
        measured("long-number", "Is a number of 1 MB.", "application/json", "1".repeat(1_000_000)),
        measured(
            "huge-exponent",
            "Is a number with a huge exponent.",
            "application/json",
            "{\"code\":1e999999999}"),
        measured(
            "many-keys",
            "Repeats a key of JSON 5,000 times.",
            "application/json",
            "{" + "\"code\":0,".repeat(5_000) + "\"code\":1}"),
        measured("entities", "Is XML that grows a billion times.", "application/xml", laughs()),
        measured("script", "Is a page with a script.", "text/html", "<script>alert(1)</script>"),
        measured(
            "terminal-codes",
            "Has codes that steer terminals.",
            "text/plain",
            "\33[2J\33]0;owned\7ok\u202egnp"));
  }

  private static String laughs() {
    var text = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      text.append("<!ENTITY l").append(i).append(" \"");
      text.append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
    }
    return text.append("]><l>&l9;</l>").toString();
  }

  private static Behaviour bad(String name, String does, String chunks) {
    return says(name, does, Meaning.RETRY, CHUNKED + chunks);
  }

  private static Behaviour says(String name, String does, Meaning meaning, String answer) {
    return Behaviour.says(Family.BODY, name, does, meaning, answer);
  }

  private static Behaviour endless(String what, String before, String part) {
    return Behaviour.of(
        Family.BODY, "endless-" + what, "Never ends its " + what + ".", Meaning.DELIVERED, line -> {
          line.request();
          line.write(before);
          line.endlessly(part);
        });
  }

  private static Behaviour measured(String name, String does, String type, String body) {
    return whole(name, does, "Content-Type: " + type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Behaviour typed(String name, String does, String type, String body) {
    return measured(name, does, type.strip(), body);
  }

  private static Behaviour bytes(String name, String does, byte[] body) {
    return whole(name, does, "Content-Type: text/plain; charset=utf-8", body);
  }

  private static Behaviour encoded(String name, String does, String encoding) {
    return whole(
        name, does, "Content-Encoding: " + encoding, "ok".getBytes(StandardCharsets.UTF_8));
  }

  private static Behaviour whole(String name, String does, String header, byte[] body) {
    return Behaviour.of(Family.BODY, name, does, Meaning.DELIVERED, line -> {
      line.request();
      line.write(
          "HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: " + body.length + "\r\n\r\n");
      line.write(body);
      line.serve();
    });
  }

  private static Behaviour packed(String name, String does, boolean deflate, int size) {
    byte[] body = packed(deflate, size);
    return Behaviour.of(Family.BODY, name, does, Meaning.DELIVERED, line -> {
      line.request();
      line.write("HTTP/1.1 200 OK\r\nContent-Encoding: " + (deflate ? "deflate" : "gzip")
          + "\r\nContent-Length: " + body.length + "\r\n\r\n");
      line.write(body);
      line.serve();
    });
  }

  private static byte[] packed(boolean deflate, int size) {
    var bytes = new ByteArrayOutputStream();
    byte[] zeros = new byte[Math.min(size, 1 << 16)];
    try (var packing = deflate
        ? new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))
        : new GZIPOutputStream(bytes)) {
      for (int left = size; left > 0; left -= zeros.length) {
        packing.write(zeros, 0, Math.min(left, zeros.length));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
