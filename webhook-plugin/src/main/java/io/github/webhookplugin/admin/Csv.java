package io.github.webhookplugin.admin;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A table as RFC 4180 says, for people's spreadsheets. They take a cell that begins with one of {@code = + - @}, a tab or a
 * line break for a formula, so an apostrophe goes before it. Begins with a byte order mark: without it Excel reads
 * UTF-8 as something else.
 */
final class Csv {
  private static final String FORMULA = "=+-@\t\r\n";
  private static final String WIDE_FORMULA = "＝＋－＠";

  private final StringBuilder text = new StringBuilder("\uFEFF");

  Csv(String... columns) {
    row((Object[]) columns);
  }

  void row(@Nullable Object... cells) {
    String before = "";
    for (Object cell : cells) {
      text.append(before).append(cell == null ? "" : written(cell));
      before = ",";
    }
    text.append("\r\n");
  }

  /** Numbers are as they are: a minus sign before one is no formula. */
  private static String written(Object cell) {
    if (cell instanceof Number) {
      return cell.toString();
    }
    String safe = cell.toString();
    if (isFormula(safe) || isFormula(safe.stripLeading())) {
      safe = "'" + safe;
    }
    return '"' + safe.replace("\"", "\"\"") + '"';
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty() && (FORMULA + WIDE_FORMULA).indexOf(text.charAt(0)) >= 0;
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
