package io.github.webhookplugin.rendering;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values as JSON (RFC 8259) and as text. */
final class JsonText {
  private static final String HEX = "0123456789abcdef";
  private static final int MOST_PLAIN_ZEROS = 40;

  private JsonText() {}

  /** Writes a text so that it can stand between the quotes of a JSON string and means only itself. */
  static void escape(String text, Output out) {
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && c < 0x7f) {
        continue;
      }
      if (c >= 0x7f && !isOdd(text, i)) {
        continue;
      }
      out.write(text, written, i - written);
      escape(c, out);
      written = i + 1;
    }
    if (written == 0) {
      out.write(text);
    } else {
      out.write(text, written, text.length() - written);
    }
  }

  /** DEL, C1 controls, line separators (JavaScript and fastjson trip over them) and halves of pairs. */
  private static boolean isOdd(String text, int i) {
    char c = text.charAt(i);
    return c <= 0x9f || c == '\u2028' || c == '\u2029' || isLoneSurrogate(text, i);
  }

  static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static void escape(char c, Output out) {
    switch (c) {
      case '"' -> out.write("\\\"");
      case '\\' -> out.write("\\\\");
      case '\n' -> out.write("\\n");
      case '\r' -> out.write("\\r");
      case '\t' -> out.write("\\t");
      default -> {
        if (Character.isSurrogate(c)) {
          out.write('\ufffd');
        } else {
          out.write("\\u");
          for (int shift = 12; shift >= 0; shift -= 4) {
            out.write(HEX.charAt(c >> shift & 0xf));
          }
        }
      }
    }
  }

  /** Writes a value as JSON. */
  static void write(@Nullable Object value, Output out) {
    out.step();
    if (value instanceof String text) {
      writeText(text, out);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else if (value instanceof List<?> list) {
      writeList(list, out);
    } else {
      out.write(value == null ? "null" : plain(value));
    }
  }

  private static void writeText(String text, Output out) {
    out.write('"');
    escape(text, out);
    out.write('"');
  }

  private static void writeMap(Map<?, ?> map, Output out) {
    char before = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.write(before);
      writeText(entry.getKey().toString(), out);
      out.write(':');
      write(entry.getValue(), out);
      before = ',';
    }
    out.write(before == '{' ? "{}" : "}");
  }

  private static void writeList(List<?> list, Output out) {
    char before = '[';
    for (Object item : list) {
      out.write(before);
      write(item, out);
      before = ',';
    }
    out.write(before == '[' ? "[]" : "]");
  }

  /** A value as people read it: a text as it is, nothing for null, objects and lists as JSON. */
  static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value == null ? "" : json(value);
  }

  static String json(@Nullable Object value) {
    var out = new Output(64);
    write(value, out);
    return out.toString();
  }

  /** Numbers without exponent, unless that would make them absurdly long. */
  private static String plain(Object value) {
    if (value instanceof BigDecimal number) {
      return Math.abs((long) number.scale()) <= MOST_PLAIN_ZEROS
          ? number.toPlainString()
          : number.toString();
    }
    if (value instanceof Boolean || value instanceof Number) {
      return value.toString();
    }
    throw new IllegalStateException("not a plain value: " + value.getClass().getName());
  }
}
