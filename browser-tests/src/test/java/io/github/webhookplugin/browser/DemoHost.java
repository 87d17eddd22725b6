package io.github.webhookplugin.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo host as {@code ./demo} starts it: a process of its own on a free port, with a data folder of its own. */
final class DemoHost implements AutoCloseable {
  static final String TOKEN = "let-me-in";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String base;

  private DemoHost(Process process, String base) {
    this.process = process;
    this.base = base;
  }

  /** Starts it and waits until it says where it listens. */
  static DemoHost start(Path data, String... options) {
    var command = new ArrayList<>(List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-jar",
        System.getProperty("host.jar"),
        "--port",
        "0",
        "--token",
        TOKEN,
        "--data",
        data.toString()));
    command.addAll(List.of(options));
    try {
      Process process = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      return new DemoHost(process, address(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on in the background, so that the host never waits for a reader. */
  private static String address(Process process) throws IOException {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("Open:")) {
        var rest = new Thread(() -> out.lines().forEach(ignored -> {}), "demo-out");
        rest.setDaemon(true);
        rest.start();
        return line.substring("Open:".length()).strip().replaceFirst("/\\?token=.*", "");
      }
    }
    throw new IllegalStateException("the demo host ended with " + process.exitValue());
  }

  String base() {
    return base;
  }

  /** The address that lets a browser in. */
  String entrance() {
    return base + "/?token=" + TOKEN;
  }

  JsonNode get(String path) {
    return send("GET", path, "");
  }

  JsonNode post(String path, String body) {
    return send("POST", path, body);
  }

  /** Asks the plugin's JSON API, or with a leading slash the host's; {@code '} in the body stands for {@code "}. */
  JsonNode send(String method, String path, String body) {
    var request = HttpRequest.newBuilder(
            URI.create(base + (path.startsWith("/") ? path : "/api/plugins/webhook/v1/" + path)))
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
        .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
