package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** Markdown that is printed as it grows and kept in a file. */
final class Report {
  private final StringBuilder text = new StringBuilder();

  void line(String line) {
    System.out.println(line);
    text.append(line).append('\n');
  }

  /** The head of a table. */
  void columns(List<String> names) {
    row(names);
    row(Collections.nCopies(names.size(), "---"));
  }

  void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  /** A figure with its target. */
  void verdict(String what, double figure, double atLeast) {
    row(List.of(
        what,
        Numbers.decimals(figure),
        "at least " + Numbers.decimals(atLeast),
        figure >= atLeast ? "met" : "**short**"));
  }

  void write(Path file) throws IOException {
    Files.writeString(file, text);
  }
}
