package io.github.webhookplugin.receivers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Simulators behind one HTTP server on loopback, each below its name. */
public final class ReceiverServer implements AutoCloseable {
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final Map<String, Simulator> simulators = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
    var thread = new Thread(task, "webhook-receivers");
    thread.setDaemon(true);
    return thread;
  });
  private final HttpServer server;

  static {
    // otherwise Nagle's algorithm keeps the second half of every answer back for 40 ms
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  /** Listens at a free port of 127.0.0.1. */
  public ReceiverServer(List<Simulator> all) {
    for (Simulator simulator : all) {
      if (simulators.put(simulator.name(), simulator) != null) {
        throw new IllegalArgumentException("two simulators are called " + simulator.name());
      }
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException("no port of the loopback interface can be had", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The whole address to send to, with everything that is secret about it. */
  public String url(Simulator simulator) {
    return base() + "/" + simulator.name() + simulator.path();
  }

  /** The server's address, without a slash at its end. */
  public String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      int end = path.indexOf('/', 1);
      Simulator simulator = simulators.get(path.substring(1, end < 0 ? path.length() : end));
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
      answer(
          exchange,
          simulator == null
              ? Answer.refused("no such simulator", 404, "there are " + simulators.keySet())
              : simulator.receive(request(
                  exchange,
                  base() + "/" + simulator.name(),
                  end < 0 ? "" : path.substring(end),
                  body)));
    }
  }

  private static Request request(HttpExchange exchange, String base, String path, byte[] body) {
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
    return new Request(
        exchange.getRequestMethod(),
        base,
        path,
        orEmpty(exchange.getRequestURI().getRawQuery()),
        headers,
        body);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
