package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two texts line by line, side by side: what is the same stands beside each other (longest common subsequence). Pure. */
final class LineDiff {
  /** Beyond so many lines that differ they are not paired any more. */
  private static final int MOST = 800;

  private final List<Row> rows = new ArrayList<>();
  private final List<String> before;
  private final List<String> after;

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /**
   * One line of both texts.
   *
   * @param before null: there is none
   * @param after null: there is none
   */
  record Row(@Nullable String before, @Nullable String after) {
    boolean same() {
      return Objects.equals(before, after);
    }
  }

  /** All lines of both; an empty text has none. */
  static List<Row> of(String before, String after) {
    var diff = new LineDiff(lines(before), lines(after));
    diff.compare();
    return List.copyOf(diff.rows);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
  }

  private void compare() {
    int shorter = Math.min(before.size(), after.size());
    int start = 0;
    while (start < shorter && before.get(start).equals(after.get(start))) {
      rows.add(new Row(before.get(start), after.get(start)));
      start++;
    }
    int end = 0;
    while (end < shorter - start && fromEnd(before, end).equals(fromEnd(after, end))) {
      end++;
    }
    middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end));
    for (int i = end - 1; i >= 0; i--) {
      rows.add(new Row(fromEnd(before, i), fromEnd(after, i)));
    }
  }

  private static String fromEnd(List<String> lines, int i) {
    return lines.get(lines.size() - 1 - i);
  }

  private void middle(List<String> old, List<String> present) {
    if (old.size() > MOST || present.size() > MOST) {
      pair(old, present);
      return;
    }
    int[][] common = common(old, present);
    int i = 0;
    int j = 0;
    int oldFrom = 0;
    int presentFrom = 0;
    while (i < old.size() && j < present.size()) {
      if (old.get(i).equals(present.get(j))) {
        pair(old.subList(oldFrom, i), present.subList(presentFrom, j));
        rows.add(new Row(old.get(i++), present.get(j++)));
        oldFrom = i;
        presentFrom = j;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    pair(old.subList(oldFrom, old.size()), present.subList(presentFrom, present.size()));
  }

  /** How many lines the rests have in common, from each pair of places on. */
  private static int[][] common(List<String> old, List<String> present) {
    var common = new int[old.size() + 1][present.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = present.size() - 1; j >= 0; j--) {
        common[i][j] = old.get(i).equals(present.get(j))
            ? common[i + 1][j + 1] + 1
            : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private void pair(List<String> old, List<String> present) {
    for (int i = 0; i < Math.max(old.size(), present.size()); i++) {
      rows.add(
          new Row(i < old.size() ? old.get(i) : null, i < present.size() ? present.get(i) : null));
    }
  }
}
