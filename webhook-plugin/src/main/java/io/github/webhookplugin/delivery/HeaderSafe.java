package io.github.webhookplugin.delivery;

import java.nio.charset.StandardCharsets;

/** Any text as the value of a header. */
final class HeaderSafe {
  private HeaderSafe() {}

  /** Printable ASCII as it is; everything else, and the percent sign, as percent-encoded UTF-8 (RFC 3986 section 2.1). */
  static String of(String text) {
    var safe = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= ' ' && octet < 0x7F && octet != '%') {
        safe.append((char) octet);
      } else {
        safe.append('%')
            .append(Character.toUpperCase(Character.forDigit(octet >> 4 & 0xF, 16)))
            .append(Character.toUpperCase(Character.forDigit(octet & 0xF, 16)));
      }
    }
    return safe.toString();
  }
}
