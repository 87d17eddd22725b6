package io.github.webhookplugin.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Headers pasted as text, one {@code Name: value} a line (seed row A-29). What a shell needs around them in a curl
 * command is left out: {@code -H}, quotation marks, the backslash at the end, {@code \[placeholder]} marks.
 */
final class HeaderText {
  static final int MAX = 64 * 1024;

  private static final Pattern OPTION =
      Pattern.compile("^(?:-H|(?:--|—)header)[ =]?\\s*(?=['\"‘“])");
  private static final Pattern LINE_END = Pattern.compile("\\s+\\\\$");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\\\\\[([^\\[\\]\\\\]*)\\\\?]");
  private static final String OPENING = "'\"‘“";
  private static final String CLOSING = "'\"’”";

  private HeaderText() {}

  static List<Row> rows(String text, String pointer, Problems problems) {
    var rows = new ArrayList<Row>();
    int number = 0;
    for (String raw : text.split("\\r\\n|[\\r\\n]", -1)) {
      var where = new Where(pointer, ++number);
      String line = unquoted(raw.strip());
      if (!line.isEmpty()) {
        rows.add(row(line, where, problems));
      }
    }
    return rows;
  }

  private static Row row(String line, Where where, Problems problems) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      problems.add(
          where.pointer("name"),
          where.message("expected “Name: value”, found no colon. Add one, or remove the line."));
      return Row.unreadable(where);
    }
    String value =
        PLACEHOLDER.matcher(line.substring(colon + 1)).replaceAll("$1").strip();
    return new Row(where, line.substring(0, colon).strip(), value, null, true);
  }

  private static String unquoted(String line) {
    String bare = OPTION.matcher(LINE_END.matcher(line).replaceFirst("")).replaceFirst("");
    int quote = bare.length() < 2 ? -1 : OPENING.indexOf(bare.charAt(0));
    return quote >= 0 && bare.charAt(bare.length() - 1) == CLOSING.charAt(quote)
        ? bare.substring(1, bare.length() - 1).strip()
        : bare;
  }
}
