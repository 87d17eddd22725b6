package io.github.webhookplugin.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Talk between the main JVM and the others: one line asks, one line answers. */
final class Wire {
  private static final String MARK = "@ ";

  private Wire() {}

  /** Answers one line. */
  interface Answer {
    String to(String question) throws Exception;
  }

  /** Answers until there are no more questions. Whatever else prints meanwhile goes to standard error. */
  static void serve(Answer answer) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    out.println(MARK + "ready");
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(MARK + answer.to(line));
    }
  }

  /** The next answer in what a JVM prints; empty if it has ended. */
  static Optional<String> next(BufferedReader printed) throws IOException {
    for (String line = printed.readLine(); line != null; line = printed.readLine()) {
      if (line.startsWith(MARK)) {
        return Optional.of(line.substring(MARK.length()));
      }
      System.err.println(line);
    }
    return Optional.empty();
  }
}
