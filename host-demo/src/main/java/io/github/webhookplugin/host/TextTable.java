package io.github.webhookplugin.host;

import java.util.ArrayList;
import java.util.List;

/** Rows with aligned columns, for a terminal. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  TextTable(String... heads) {
    widths = new int[heads.length];
    row(heads);
  }

  void row(String... cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], width(cells[i]));
    }
    rows.add(cells.clone());
  }

  /** How many places a text takes: Chinese, Japanese, Korean and emoji take two each. */
  private static int width(String text) {
    return text.codePoints().map(point -> wide(point) ? 2 : 1).sum();
  }

  private static boolean wide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFF00 && point <= 0xFF60)
        || point >= 0x1F300;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (String[] cells : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(cells[i]).append(" ".repeat(widths[i] - width(cells[i]) + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
