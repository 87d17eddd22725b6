package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.webhookplugin.outbox.DeliveryRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** N-12: answers that tell a secret in pieces, packed, or as somebody's error page. */
class EchoTest extends OpenChannel {
  private static final String TOKEN = "t0k3n-7f3a/\"<x>&9c";

  private HttpServer server;
  private volatile Answer answer = exchange -> {};

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      try (exchange) {
        answer.to(exchange);
      }
    });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"200, 1", "200, 5", "500, 1", "500, 7"})
  void a_secret_that_comes_in_pieces_is_blotted_out(int status, int size) {
    answer = exchange -> {
      String text = "start " + token(exchange) + " end";
      exchange.sendResponseHeaders(status, 0);
      for (int at = 0; at < text.length(); at += size) {
        String piece = text.substring(at, Math.min(text.length(), at + size));
        exchange.getResponseBody().write(piece.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    };

    assertThat(excerpt()).isEqualTo("start *** end");
  }

  @ParameterizedTest
  @CsvSource({"200", "500"})
  void a_packed_answer_tells_nothing(int status) {
    answer = exchange -> {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write(("start " + token(exchange) + " end").getBytes(StandardCharsets.UTF_8));
      }
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(status, packed.size());
      packed.writeTo(exchange.getResponseBody());
    };

    assertThat(excerpt()).doesNotContain("t0k3n", "7f3a");
  }

  @Test
  void an_error_page_that_escapes_it_tells_nothing() {
    answer = exchange -> {
      String page = "<html><h1>Bad</h1><pre>"
          + token(exchange).replace("&", "&amp;").replace("<", "&#60;").replace(">", "&#x3E;")
          + "</pre></html>";
      exchange.sendResponseHeaders(500, page.length());
      exchange.getResponseBody().write(page.getBytes(StandardCharsets.UTF_8));
    };

    assertThat(excerpt()).isEqualTo("<html><h1>Bad</h1><pre>***</pre></html>");
  }

  @Test
  void a_secret_of_the_query_is_blotted_out_though_it_was_encoded_twice() {
    answer = exchange -> {
      String text = "<"
          + URLEncoder.encode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8) + ">";
      exchange.sendResponseHeaders(500, text.length());
      exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    };

    assertThat(excerpt()).isEqualTo("<key%3D***>");
  }

  private static String token(HttpExchange exchange) {
    return exchange.getRequestHeaders().getFirst("X-Key");
  }

  /** What the log has of the answer. */
  private String excerpt() {
    var service = service(
        "Orders",
        "/",
        "headers",
        List.of(Map.of("name", "X-Key", "value", TOKEN, "secret", true)),
        "queryParams",
        List.of(Map.of("name", "key", "value", TOKEN, "secret", true)));
    service.put("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    configure(service);
    webhooks.publish(anEvent());
    await()
        .until(() -> !log().isEmpty() && log().get(0).tries() > 0
            || !log().isEmpty() && log().get(0).state() == DeliveryRow.State.DELIVERED);
    return String.valueOf(log().get(0).excerpt());
  }
}
