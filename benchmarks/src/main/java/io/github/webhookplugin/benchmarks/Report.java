package io.github.webhookplugin.benchmarks;

import java.util.Collections;
import java.util.List;

/** Markdown that is printed as it grows. */
final class Report {
  private final StringBuilder text = new StringBuilder();

  void line(String line) {
    System.out.println(line);
    text.append(line).append('\n');
  }

  /** The head of a section. */
  void section(String title) {
    line("## " + title);
    line("");
  }

  /** The head of a table. */
  void columns(List<String> names) {
    row(names);
    row(Collections.nCopies(names.size(), "---"));
  }

  void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  /** All of it so far. */
  String text() {
    return text.toString();
  }
}
