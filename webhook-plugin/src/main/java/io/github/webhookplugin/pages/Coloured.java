package io.github.webhookplugin.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body as HTML: JSON with its names, texts and numbers in colours and on lines of their own, anything else as it is. */
final class Coloured {
  private static final Pattern TOKEN = Pattern.compile(
      "(\"(?:[^\"\\\\]|\\\\.)*+\")(\\s*:)?|(-?\\d[\\d.eE+-]*+|true|false|null)|([\\[{])\\s*([\\]}])?|([\\]}])|(,)|\\s++|(.)",
      Pattern.DOTALL);

  private final StringBuilder html = new StringBuilder();
  private int depth;

  private Coloured() {}

  /** In colours and as it is. */
  static String asIs(String text) {
    var coloured = new Coloured();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      if (coloured.word(token)) {
        coloured.html.append(token.group(2) == null ? "" : token.group(2));
      } else {
        coloured.html.append(escaped(token.group()));
      }
    }
    return coloured.html.toString();
  }

  /** In colours and indented if it looks like JSON. */
  static String indented(String text) {
    String start = text.strip();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return escaped(text);
    }
    var coloured = new Coloured();
    Matcher token = TOKEN.matcher(start);
    while (token.find()) {
      if (token.group(8) != null) {
        return escaped(text);
      }
      if (coloured.word(token)) {
        coloured.html.append(token.group(2) == null ? "" : ": ");
      } else {
        coloured.mark(token);
      }
    }
    return coloured.html.toString();
  }

  /** A text for a place between tags or inside an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private boolean word(Matcher token) {
    if (token.group(1) != null) {
      boolean name = token.group(2) != null;
      span(name ? "tk-key" : "tk-str", token.group(1));
      return true;
    }
    if (token.group(3) != null) {
      span("tk-num", token.group(3));
      return true;
    }
    return false;
  }

  private void mark(Matcher token) {
    if (token.group(4) != null) {
      html.append(token.group(4));
      if (token.group(5) != null) {
        html.append(token.group(5));
      } else {
        depth++;
        line();
      }
    } else if (token.group(6) != null) {
      depth = Math.max(0, depth - 1);
      line();
      html.append(token.group(6));
    } else if (token.group(7) != null) {
      html.append(',');
      line();
    }
  }

  private void line() {
    html.append('\n').append("  ".repeat(Math.min(depth, 20)));
  }

  private void span(String kind, String text) {
    html.append("<span class=\"")
        .append(kind)
        .append("\">")
        .append(escaped(text))
        .append("</span>");
  }
}
