package io.github.webhookplugin.receiving;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A generated receiver as a process of its own. The test is skipped where its language is not installed. */
public final class StartedReceiver implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private final Process process;
  private final int port;
  /** Of this receiver alone: its port may have been another's, to which old connections are kept. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private StartedReceiver(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** An answer of a receiver. */
  public record Told(int status, String text) {}

  /** Starts a program; {@code folder} is its own. */
  public static StartedReceiver start(
      Language language, String code, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    return start(language, code, folder, environment, language == Language.PHP ? freePort() : 0);
  }

  /** Starts a program on a port that was free. */
  public static StartedReceiver start(
      Language language, String code, Path folder, Map<String, String> environment, int wanted)
      throws IOException, InterruptedException {
    if (language == Language.PYTHON && code.contains("from cryptography")) {
      assumePackage("cryptography");
    }
    Path file = Files.writeString(folder.resolve(language.file()), code);
    List<String> command = command(language, file);
    command.replaceAll(word -> word.replace("PORT", String.valueOf(wanted)));
    var builder = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(folder.resolve("errors.txt").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      return new StartedReceiver(
          process, language == Language.PHP ? reached(wanted) : told(process, folder));
    } catch (RuntimeException | IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static List<String> command(Language language, Path file)
      throws IOException, InterruptedException {
    String name = file.getFileName().toString();
    return new ArrayList<>(
        switch (language) {
          case JAVA -> List.of(java(), "-XX:TieredStopAtLevel=1", name, "PORT");
          case PYTHON -> List.of(installed("python3"), name, "PORT");
          case NODE -> List.of(installed("node"), name, "PORT");
          case GO -> List.of(built(installed("go"), file), "PORT");
          case PHP -> List.of(installed("php"), "-S", "127.0.0.1:PORT", name);
          case CURL -> throw new IllegalArgumentException("a sample does not receive");
        });
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** {@code go run} would leave its child behind. */
  private static String built(String go, Path file) throws IOException, InterruptedException {
    Path program = file.resolveSibling("receiver");
    var builder = new ProcessBuilder(go, "build", "-o", program.toString(), file.toString())
        .directory(file.getParent().toFile())
        .redirectErrorStream(true)
        .redirectOutput(file.resolveSibling("build.txt").toFile());
    builder.environment().put("GO111MODULE", "off");
    builder
        .environment()
        .putIfAbsent("GOCACHE", Path.of("target", "go-cache").toAbsolutePath().toString());
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException(Files.readString(file.resolveSibling("build.txt")));
    }
    return program.toString();
  }

  /** A command of this machine; skips the test without it. */
  public static String installed(String command) {
    boolean found = List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    assumeTrue(found, "skipped: " + command + " is not installed on this machine");
    return command;
  }

  private static void assumePackage(String name) throws IOException, InterruptedException {
    int exit = new ProcessBuilder(installed("python3"), "-c", "import " + name)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    assumeTrue(exit == 0, "skipped: python3 has no package " + name + " on this machine");
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int reached(int port) {
    await().atMost(START).pollInterval(Duration.ofMillis(20)).until(() -> {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    });
    return port;
  }

  private static int told(Process process, Path folder) throws IOException {
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    if (line == null) {
      throw new IllegalStateException(Files.readString(folder.resolve("errors.txt")));
    }
    return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** Sends a request of this test, not of the plugin. */
  public Told post(String query, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url() + query))
        .timeout(Duration.ofSeconds(30))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Told(answer.statusCode(), answer.body());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
