package io.github.webhookplugin.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A host with the dummy plugin on a free port, and a client for it. */
final class RunningHost implements AutoCloseable {
  static final String TOKEN = "t0ken-of-the-test";

  final Host host;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningHost(Host host) {
    this.host = host;
  }

  /** @param more further arguments */
  static RunningHost in(Path parent, String... more) throws IOException {
    var folder = PluginFolder.withDummy(parent);
    var args = new ArrayList<>(
        List.of("--port", "0", "--token", TOKEN, "--plugins", folder.path().toString()));
    args.addAll(List.of(more));
    var options = Options.from(args.toArray(new String[0]), Map.of());
    var data = Files.createDirectories(parent.resolve("data"));
    return new RunningHost(Host.start(options, data, receipt -> {}));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** A request without a token. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(host.base() + path));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path).header("Authorization", "Bearer " + TOKEN));
  }

  HttpResponse<String> json(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(to(path)
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body)));
  }

  static JsonNode tree(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  @Override
  public void close() {
    host.close();
  }
}
