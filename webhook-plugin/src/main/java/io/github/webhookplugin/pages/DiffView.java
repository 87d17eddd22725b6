package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Old and new text side by side, for the view {@code diff}: what changed of a line is marked, long equal parts are left out. */
final class DiffView {
  /** Equal lines that are shown beside what changed. */
  private static final int CONTEXT = 3;

  private final Texts texts;

  DiffView(Texts texts) {
    this.texts = texts;
  }

  List<Map<String, @Nullable Object>> of(String before, String after) {
    List<LineDiff.Row> rows = LineDiff.of(before, after);
    var shown = new ArrayList<Map<String, @Nullable Object>>();
    int left = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (isNear(rows, i)) {
        gap(shown, left);
        left = 0;
        shown.add(line(rows.get(i)));
      } else {
        left++;
      }
    }
    gap(shown, left);
    return shown;
  }

  private static boolean isNear(List<LineDiff.Row> rows, int place) {
    int last = Math.min(rows.size() - 1, place + CONTEXT);
    for (int i = Math.max(0, place - CONTEXT); i <= last; i++) {
      if (!rows.get(i).same()) {
        return true;
      }
    }
    return false;
  }

  private void gap(List<Map<String, @Nullable Object>> shown, int lines) {
    if (lines > 0) {
      var gap = row("same", null, null);
      gap.put("gap", texts.count("history.equalLines", lines));
      shown.add(gap);
    }
  }

  private static Map<String, @Nullable Object> line(LineDiff.Row row) {
    String before = row.before();
    String after = row.after();
    if (row.same() || before == null || after == null) {
      String kind = row.same() ? "same" : before == null ? "added" : "removed";
      return row(
          kind,
          before == null ? null : side(before, row.same() ? before.length() : 0, 0),
          after == null ? null : side(after, row.same() ? after.length() : 0, 0));
    }
    int shorter = Math.min(before.length(), after.length());
    int start = 0;
    while (start < shorter && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
      end++;
    }
    return row("changed", side(before, start, end), side(after, start, end));
  }

  private static Map<String, @Nullable Object> row(
      String kind, @Nullable Object before, @Nullable Object after) {
    var row = new HashMap<String, @Nullable Object>();
    row.put("kind", kind);
    row.put("old", before);
    row.put("new", after);
    row.put("gap", null);
    return row;
  }

  /** A line with a part in the middle that is another one on the other side. */
  private static Map<String, Object> side(String line, int start, int end) {
    return Map.of(
        "start", line.substring(0, start),
        "mark", line.substring(start, line.length() - end),
        "end", line.substring(line.length() - end));
  }
}
