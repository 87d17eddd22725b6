package io.github.webhookplugin.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A receiver on loopback that knows which delivery ids it got for each path and event; a body is its event's id. */
final class CountingReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(64);
  /** Delivery ids by path and body. */
  private final Map<String, Set<String>> ids = new ConcurrentHashMap<>();

  /** When each delivery id came to a path: every request that was not refused. */
  private final Map<String, List<Instant>> hits = new ConcurrentHashMap<>();

  private volatile Predicate<String> refuses = id -> false;
  private volatile Duration pause = Duration.ZERO;
  private final Map<String, Duration> pauses = new ConcurrentHashMap<>();

  CountingReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Answers 503 to delivery ids that the predicate names. */
  void refuses(Predicate<String> which) {
    refuses = which;
  }

  /** Takes that long for every answer. */
  void answersAfter(Duration wait) {
    pause = wait;
  }

  /** Takes that long for every answer to a path. */
  void answersAfter(String path, Duration wait) {
    pauses.put(path, wait);
  }

  /** Path and delivery id of what was taken more than once, with when it was. */
  Map<String, List<Instant>> repeated() {
    return hits.entrySet().stream()
        .filter(one -> one.getValue().size() > 1)
        .collect(Collectors.toMap(Map.Entry::getKey, one -> List.copyOf(one.getValue())));
  }

  /** Those of the events that did not come to a path, or under more than one id. */
  List<String> lostOrRenamed(String path, List<String> events) {
    return events.stream().filter(event -> ids(path, event).size() != 1).toList();
  }

  /** The ids under which an event was delivered to a path. */
  Set<String> ids(String path, String event) {
    return ids.getOrDefault(path + " " + event, Set.of());
  }

  int events() {
    return ids.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
          .replace("\"", "");
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      boolean refused = refuses.test(id);
      if (!refused) {
        hits.computeIfAbsent(
                exchange.getRequestURI().getPath() + " " + id,
                key -> Collections.synchronizedList(new ArrayList<>()))
            .add(Instant.now());
        ids.computeIfAbsent(
                exchange.getRequestURI().getPath() + " " + body,
                key -> ConcurrentHashMap.newKeySet())
            .add(id);
      }
      Duration wait = pauses.getOrDefault(exchange.getRequestURI().getPath(), pause);
      LockSupport.parkNanos(wait.toNanos());
      exchange.sendResponseHeaders(refused ? 503 : 200, -1);
    }
  }
}
