package io.github.webhookplugin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real HTTP server on loopback that remembers what it got and answers as a test says. */
public final class Receiver implements AutoCloseable {
  /** One request as it arrived; header names in lower case. */
  public record Got(String method, String path, Map<String, String> headers, String body) {
    public String id() {
      return headers.getOrDefault("webhook-id", "");
    }
  }

  /** What to answer. */
  public record Reply(int status, String body, Map<String, String> headers) {
    public Reply(int status, String body) {
      this(status, body, Map.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private volatile Function<Got, Reply> answer = request -> new Reply(200, "ok");

  static {
    // otherwise Nagle's algorithm keeps the second half of every answer back for 40 ms
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // otherwise it closes kept connections beyond 200, at times under a request that is on its way
    System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
  }

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers every request like this from now on. */
  public void answers(int status, String body) {
    answer = request -> new Reply(status, body);
  }

  /** Answers each request as the function says; it may block. */
  public void answers(Function<Got, Reply> how) {
    answer = how;
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<Got> got() {
    return List.copyOf(got);
  }

  public List<Got> got(String path) {
    return got.stream().filter(request -> request.path().equals(path)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new TreeMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) ->
              headers.put(name.toLowerCase(Locale.ROOT), String.join("|", values)));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var request =
          new Got(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
      got.add(request);
      Reply reply = answer.apply(request);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }
}
