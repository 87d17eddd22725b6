package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link NodeHost} and the way to talk to it. */
final class NodeProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final Path acknowledged;
  private final BufferedReader answers;
  private final PrintWriter commands;

  private NodeProcess(Process process, Path log, Path acknowledged) {
    this.process = process;
    this.log = log;
    this.acknowledged = acknowledged;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /** Starts a node without waiting for it; {@link #open} waits. */
  static NodeProcess start(Path folder, String name, String jdbcUrl, String... before)
      throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    shareKey(folder, data);
    Path acknowledged = folder.resolve(name + ".acknowledged");
    Path log = folder.resolve(name + ".log");
    Path plugins = folder.resolve("plugins");
    if (!Files.exists(plugins)) {
      BuiltPlugin.folderWithJar(folder);
    }
    var command = new ArrayList<>(List.of(before));
    command.addAll(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        NodeHost.class.getName(),
        plugins.toString(),
        data.toString(),
        jdbcUrl,
        acknowledged.toString()));
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
    return new NodeProcess(process, log, acknowledged);
  }

  /** All nodes need the same key for what is secret in the settings. */
  private static void shareKey(Path folder, Path data) throws IOException {
    Path shared = folder.resolve("secret.key");
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    if (!Files.exists(shared)) {
      String key = Base64.getEncoder()
          .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
      Files.writeString(Files.createFile(shared, ownerOnly), "webhook-key:v1:" + key);
    }
    if (!Files.exists(data.resolve("secret.key"))) {
      Files.copy(shared, data.resolve("secret.key"), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  NodeProcess open() throws IOException {
    assertThat(answers.readLine()).as("the first line; %s", log()).isEqualTo("open");
    return this;
  }

  /** Sends a command and waits for its answer. */
  String ask(String command) throws IOException {
    tell(command);
    return hear();
  }

  void tell(String command) {
    commands.println(command);
  }

  String hear() throws IOException {
    String answer = answers.readLine();
    assertThat(answer).as("an answer; %s", log()).isNotNull();
    return answer;
  }

  long waiting() throws IOException {
    return Long.parseLong(ask("waiting"));
  }

  /** Sends a signal by its name, such as STOP. */
  void signal(String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for the process to end by itself; its exit code. */
  int ends(Duration bound) throws InterruptedException {
    assertThat(process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS))
        .as(log())
        .isTrue();
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  /** The events whose publish has returned; the last line may be cut by a kill. */
  List<String> acknowledged() throws IOException {
    return Files.readString(acknowledged)
        .lines()
        .filter(line -> line.length() == 36)
        .toList();
  }

  String log() {
    try {
      String all = Files.readString(log);
      return all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException e) {
      return "no log";
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
  }
}
