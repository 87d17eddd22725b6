package io.github.webhookplugin.rendering;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986 section 2), in UTF-8. */
final class PercentText {
  private static final String HEX = "0123456789ABCDEF";
  private static final String UNRESERVED_MARKS = "-._~";

  private PercentText() {}

  /** Encodes every byte that is not a letter, digit or one of {@code - . _ ~}. */
  static void escape(String text, Output out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnreserved(c)) {
        out.write(c);
      } else if (c < 0x80) {
        escapeByte(c, out);
      } else {
        i += escapeWide(text, i, out);
      }
    }
  }

  /** Encodes one character beyond ASCII. Returns how many chars it took more than one. */
  static int escapeWide(String text, int i, Output out) {
    int codePoint = JsonText.isLoneSurrogate(text, i) ? 0xfffd : text.codePointAt(i);
    for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      escapeByte(b & 0xff, out);
    }
    return Character.charCount(codePoint) - 1;
  }

  static void escapeByte(int b, Output out) {
    out.write('%');
    out.write(HEX.charAt(b >> 4));
    out.write(HEX.charAt(b & 0xf));
  }

  /** Encodes a blank, a quote, a percent sign and every byte that is not printable ASCII. */
  static void escapeForCloudEvents(String text, Output out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c < 0x7f && c != '"' && c != '%') {
        out.write(c);
      } else if (c < 0x80) {
        escapeByte(c, out);
      } else {
        i += escapeWide(text, i, out);
      }
    }
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED_MARKS.indexOf(c) >= 0;
  }

  static boolean isEscape(String text, int i) {
    return text.charAt(i) == '%'
        && i + 2 < text.length()
        && Character.digit(text.charAt(i + 1), 16) >= 0
        && Character.digit(text.charAt(i + 2), 16) >= 0;
  }

  /** Decodes; a percent sign that escapes nothing stands for itself. */
  static String decode(String text) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (isEscape(text, i)) {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        int codePoint = text.codePointAt(i);
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(codePoint) - 1;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
