package io.github.webhookplugin.rendering;

import java.nio.charset.StandardCharsets;

/** Header values: what may stand in them (RFC 9110 section 5.5), and values made fit for it. */
final class HeaderText {
  static final int MAX_BYTES = 8 * 1024;

  private HeaderText() {}

  /**
   * Writes a value so that it stays on one line: each run of line breaks and control characters becomes one blank.
   * Tabs stay, other scripts stay, halves of surrogate pairs become U+FFFD.
   */
  static void escape(String text, Output out) {
    boolean inRun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = isControl(c) || c == '\u2028' || c == '\u2029' || isC1(c);
      if (!control) {
        out.write(JsonText.isLoneSurrogate(text, i) ? '\ufffd' : c);
      } else if (!inRun) {
        out.write(' ');
      }
      inRun = control;
    }
  }

  static boolean isControl(char c) {
    return (c < ' ' && c != '\t') || c == 0x7f;
  }

  private static boolean isC1(char c) {
    return c >= 0x80 && c <= 0x9f;
  }

  /** Trims a rendered value and checks it once more; throws RenderException naming the header, never the value. */
  static String checked(String name, String rendered) {
    String value = rendered.strip();
    for (int i = 0; i < value.length(); i++) {
      if (isControl(value.charAt(i))) {
        throw new RenderException(
            "The header “" + name + "” would have a control character in its value.");
      }
    }
    if (byteLength(value) > MAX_BYTES) {
      throw new RenderException("The header “" + name
          + "” is longer than 8 KiB with this event; send long texts in the body.");
    }
    return value;
  }

  private static int byteLength(String value) {
    return value.length() > MAX_BYTES / 4
        ? value.getBytes(StandardCharsets.UTF_8).length
        : value.length();
  }
}
