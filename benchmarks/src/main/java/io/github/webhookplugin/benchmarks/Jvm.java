package io.github.webhookplugin.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM of this program, that answers questions. Ends with this one. */
final class Jvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final String name;
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  private Jvm(String name, Process process) {
    this.name = name;
    this.process = process;
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts one and waits until it is ready. {@code options} are the JVM's, for all sides the same. */
  static Jvm start(Class<?> main, List<String> options, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    var jvm = new Jvm(String.join(" ", main.getSimpleName(), String.join(" ", arguments)), process);
    jvm.answer();
    return jvm;
  }

  String ask(String question) throws IOException {
    questions.write(question);
    questions.newLine();
    questions.flush();
    return answer();
  }

  private String answer() throws IOException {
    return Wire.next(answers)
        .orElseThrow(() -> new IOException(name + " has ended; what went wrong is printed above"));
  }

  @Override
  public void close() throws IOException {
    questions.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
