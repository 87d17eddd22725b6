package io.github.webhookplugin.rendering;

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
      boolean control = isControl(c);
      if (!control) {
        out.write(JsonText.isLoneSurrogate(text, i) ? '\ufffd' : c);
      } else if (!inRun) {
        out.write(' ');
      } else {
        out.step();
      }
      inRun = control;
    }
  }

  /** C0 but the tab, DEL, C1 (where U+0085 ends a line) and the two separators of lines and paragraphs. */
  static boolean isControl(char c) {
    return (c < ' ' && c != '\t') || (c >= 0x7f && c <= 0x9f) || c == '\u2028' || c == '\u2029';
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

  /** As sent, in UTF-8. */
  static int byteLength(String value) {
    int bytes = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
