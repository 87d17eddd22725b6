package io.github.webhookplugin.rendering;

import java.math.BigDecimal;

/**
 * Texts and numbers that fastjson prints as it reads them.
 *
 * <p>Characters that its versions escape in different ways become blanks: control characters without a short escape,
 * U+007F to U+009F, U+2028, U+2029. Halves of surrogate pairs become U+FFFD. Numbers lose their exponent and the sign of
 * a zero; a number that would need an exponent is written as a text.
 */
final class FastjsonText {
  /** Longer ones stay as they are, between quotes. */
  private static final int MOST_ZEROS = 300;

  private FastjsonText() {}

  /** What stands between the quotes of a JSON string, without its escapes. A half of a pair becomes U+FFFD. */
  static String unescaped(String json) {
    int escape = json.indexOf('\\');
    if (escape < 0) {
      return json;
    }
    var text = new StringBuilder(json.length());
    int at = 0;
    for (; escape >= 0; escape = json.indexOf('\\', at)) {
      text.append(json, at, escape);
      at = escape + 2;
      switch (json.charAt(escape + 1)) {
        case 'u' -> at = addCharacter(json, escape, text);
        case 'b' -> text.append('\b');
        case 't' -> text.append('\t');
        case 'n' -> text.append('\n');
        case 'f' -> text.append('\f');
        case 'r' -> text.append('\r');
        default -> text.append(json.charAt(escape + 1));
      }
    }
    return text.append(json, at, json.length()).toString();
  }

  /** Returns the index behind the escape, or behind both if two make one character. */
  private static int addCharacter(String json, int escape, StringBuilder text) {
    char c = hexadecimal(json, escape);
    int behind = escape + 6;
    if (Character.isHighSurrogate(c) && json.startsWith("\\u", behind)) {
      char low = hexadecimal(json, behind);
      if (Character.isLowSurrogate(low)) {
        text.append(c).append(low);
        return behind + 6;
      }
    }
    text.append(Character.isSurrogate(c) ? '\ufffd' : c);
    return behind;
  }

  private static char hexadecimal(String json, int escape) {
    return (char) Integer.parseInt(json.substring(escape + 2, escape + 6), 16);
  }

  /** A text without the characters that do not survive. */
  static String stable(String text) {
    StringBuilder changed = null;
    for (int i = 0; i < text.length(); i++) {
      char stable = stable(text, i);
      if (stable != text.charAt(i)) {
        changed = changed == null ? new StringBuilder(text) : changed;
        changed.setCharAt(i, stable);
      }
    }
    return changed == null ? text : changed.toString();
  }

  private static char stable(String text, int i) {
    char c = text.charAt(i);
    boolean odd = (c < ' ' && "\b\t\n\f\r".indexOf(c) < 0)
        || (c >= 0x7f && c <= 0x9f)
        || c == '\u2028'
        || c == '\u2029';
    if (odd) {
      return ' ';
    }
    boolean half = Character.isSurrogate(c) && JsonText.isLoneSurrogate(text, i);
    return half && !SignMark.is(c) ? '\ufffd' : c;
  }

  /** A text as JSON, with no other escapes than fastjson's. */
  static String quoted(String text) {
    String stable = stable(text);
    var json = new StringBuilder(stable.length() + 2).append('"');
    for (int i = 0; i < stable.length(); i++) {
      char c = stable.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\b' -> json.append("\\b");
        case '\t' -> json.append("\\t");
        case '\n' -> json.append("\\n");
        case '\f' -> json.append("\\f");
        case '\r' -> json.append("\\r");
        default -> json.append(c);
      }
    }
    return json.append('"').toString();
  }

  /** A JSON number in the notation that survives. */
  static String number(String json) {
    if (json.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-')) {
      return json.equals("-0") ? "0" : json;
    }
    BigDecimal exact;
    try {
      exact = new BigDecimal(json);
    } catch (NumberFormatException e) {
      // An exponent of more digits than anybody counts
      return quoted(json);
    }
    if (Math.abs((long) exact.scale()) > MOST_ZEROS) {
      return exact.signum() == 0 ? "0" : quoted(json);
    }
    String plain = exact.toPlainString();
    if (new BigDecimal(plain).toString().equals(plain)) {
      return plain;
    }
    return exact.signum() == 0 ? "0.0" : quoted(plain);
  }
}
