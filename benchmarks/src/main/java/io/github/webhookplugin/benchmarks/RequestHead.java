package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The two things the receiver wants to know of a request.
 *
 * @param path with its query
 * @param length of head and body, in bytes
 */
record RequestHead(String path, int length) {
  private static final byte[] CONTENT_LENGTH =
      "content-length:".getBytes(StandardCharsets.US_ASCII);

  /** Reads the head at the start of the bytes; null if it is not whole yet. */
  static @Nullable RequestHead in(byte[] bytes, int filled) throws IOException {
    int body = -1;
    int line = 0;
    for (int i = 0; i + 1 < filled; i++) {
      if (bytes[i] != '\r' || bytes[i + 1] != '\n') {
        continue;
      }
      if (i == line) {
        if (body < 0) {
          throw new IOException("a request without Content-Length");
        }
        return new RequestHead(path(bytes), i + 2 + body);
      }
      if (body < 0 && isContentLength(bytes, line)) {
        body = number(bytes, line + CONTENT_LENGTH.length, i);
      }
      line = i + 2;
    }
    return null;
  }

  private static boolean isContentLength(byte[] bytes, int from) {
    for (int i = 0; i < CONTENT_LENGTH.length; i++) {
      if ((bytes[from + i] | 0x20) != (CONTENT_LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int from, int end) {
    int number = 0;
    for (int i = from; i < end; i++) {
      if (bytes[i] != ' ') {
        number = number * 10 + bytes[i] - '0';
      }
    }
    return number;
  }

  private static String path(byte[] bytes) {
    int from = 0;
    while (bytes[from] != ' ') {
      from++;
    }
    int end = from + 1;
    while (bytes[end] != ' ') {
      end++;
    }
    return new String(bytes, from + 1, end - from - 1, StandardCharsets.ISO_8859_1);
  }
}
