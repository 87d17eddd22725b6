package io.github.webhookplugin.bridge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.kit.PluginSite;
import java.io.IOException;
import java.util.TreeMap;
import java.util.function.Function;

/** A plugin's pages and API in the JDK's HTTP server; {@code signIn} gives null for nobody. */
record JdkBridge(PluginSite site, Function<HttpExchange, PluginSite.Caller> signIn)
    implements HttpHandler {
  void mount(HttpServer server, String pluginId) {
    server.createContext("/kit/", this);
    server.createContext("/plugins/" + pluginId, this);
    server.createContext("/api/plugins/" + pluginId, this);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      byte[] body = exchange.getRequestBody().readNBytes(PluginSite.MOST_BYTES + 1);
      send(
          exchange,
          site.answer(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              headers,
              body,
              signIn.apply(exchange)));
    }
  }

  private static void send(HttpExchange exchange, AdminResponse answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
    exchange.getResponseBody().write(answer.body());
  }
}
