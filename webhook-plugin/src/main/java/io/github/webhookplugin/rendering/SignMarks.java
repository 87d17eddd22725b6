package io.github.webhookplugin.rendering;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bodies with {@link SignMark}s: rendered and stored once, filled for every attempt. All else in them stays byte for
 * byte. A body without marks is itself. Pure.
 */
public final class SignMarks {
  private SignMarks() {}

  /** Whether there is something to fill in. */
  public static boolean any(byte[] body) {
    for (byte each : body) {
      if (each == SignMark.SIGN.inBytes() || each == SignMark.TIMESTAMP.inBytes()) {
        return true;
      }
    }
    return false;
  }

  /** The body as it is sent, with these texts for {@code {{sign}}} and {@code {{signTimestamp}}}. */
  public static byte[] filled(byte[] marked, String sign, String timestamp) {
    byte[] signBytes = escaped(sign);
    byte[] timestampBytes = escaped(timestamp);
    var filled = new ByteArrayOutputStream(marked.length + signBytes.length + 16);
    int written = 0;
    for (int i = 0; i < marked.length; i++) {
      boolean isSign = marked[i] == SignMark.SIGN.inBytes();
      if (isSign || marked[i] == SignMark.TIMESTAMP.inBytes()) {
        filled.write(marked, written, i - written);
        filled.writeBytes(isSign ? signBytes : timestampBytes);
        written = i + 1;
      }
    }
    filled.write(marked, written, marked.length - written);
    return filled.toByteArray();
  }

  private static byte[] escaped(String text) {
    var out = new Output(text.length());
    JsonText.escape(text, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A rendered text in UTF-8, with its marks. */
  static byte[] bytes(String text) {
    var bytes = new ByteArrayOutputStream(text.length() + 16);
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      for (SignMark mark : SignMark.values()) {
        if (text.charAt(i) == mark.inText() && JsonText.isLoneSurrogate(text, i)) {
          bytes.writeBytes(text.substring(written, i).getBytes(StandardCharsets.UTF_8));
          bytes.write(mark.inBytes());
          written = i + 1;
        }
      }
    }
    bytes.writeBytes(text.substring(written).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** The text with a digit in place of each mark, which is JSON wherever the mark may stand. */
  static String readable(String text) {
    return text.replace(SignMark.SIGN.inText(), '0').replace(SignMark.TIMESTAMP.inText(), '0');
  }
}
