package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.TOKEN;
import static io.github.webhookplugin.host.RunningHost.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest extends SharedHost {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/plugins",
        "/api/nothing",
        "/api/plugins/dummy/settings",
        "/api/receivers/fine",
        "/plugins/dummy/x",
        "/nothing"
      })
  void nobody_comes_in_without_the_token(String path) throws Exception {
    var answer = host.send(host.to(path));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer wrong", "Bearer ", "Basic " + TOKEN, TOKEN, "Bearer " + TOKEN + "x"})
  void a_wrong_token_does_not_help(String authorization) throws Exception {
    var answer = host.send(host.to("/api/plugins").header("Authorization", authorization));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void the_token_in_the_address_becomes_a_cookie_and_leaves_the_address() throws Exception {
    var answer = host.send(host.to("/?a=b&token=" + TOKEN));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(URI.create(answer.headers().firstValue("Location").orElseThrow()).getRawQuery())
        .isEqualTo("a=b");
    assertThat(cookieLine()).contains("; HttpOnly; SameSite=Strict").doesNotContain(TOKEN);
  }

  @Test
  void the_cookie_opens_pages_but_neither_the_api_nor_changes() throws Exception {
    String cookie = cookieLine().split(";")[0];

    assertThat(host.send(host.to("/plugins").header("Cookie", cookie)).statusCode())
        .isEqualTo(200);
    assertThat(host.send(host.to("/plugins/dummy/x").header("Cookie", cookie)).statusCode())
        .isEqualTo(201);
    assertThat(host.send(host.to("/api/plugins").header("Cookie", cookie)).statusCode())
        .isEqualTo(401);
    assertThat(host.send(host.to("/plugins/dummy/x").header("Cookie", cookie).DELETE())
            .statusCode())
        .isEqualTo(403);
    assertThat(host.send(host.to("/api/plugins?token=" + TOKEN)).statusCode()).isEqualTo(401);
  }

  private static String cookieLine() throws Exception {
    return host.send(host.to("/?token=" + TOKEN))
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example:%d", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:%d"})
  void a_name_that_is_not_this_machines_is_refused(String name) throws Exception {
    assertThat(raw("GET /health HTTP/1.1", name.formatted(port()))).startsWith("HTTP/1.1 421");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d", "LOCALHOST:%d", "[::1]:%d"})
  void the_names_of_this_machine_are_accepted(String name) throws Exception {
    assertThat(raw("GET /health HTTP/1.1", name.formatted(port()))).startsWith("HTTP/1.1 200");
  }

  @Test
  void what_the_server_itself_refuses_is_a_problem_too() throws Exception {
    String answer = raw("GET /plugins/dummy/a%2Fb HTTP/1.1", "127.0.0.1:" + port());

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"status\":400");
  }

  @Test
  void every_answer_carries_the_security_headers() throws Exception {
    for (var answer : java.util.List.of(
        host.get("/"), host.send(host.to("/api/plugins")), host.get("/nothing"))) {
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              value -> assertThat(value).startsWith("default-src 'none'").doesNotContain("unsafe"));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
  }

  @Test
  void an_unknown_path_and_a_wrong_method_are_problems() throws Exception {
    assertThat(host.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(tree(host.get("/nothing")).at("/status").intValue()).isEqualTo(404);
    assertThat(tree(host.get("/api/events")).at("/status").intValue()).isEqualTo(405);
  }

  private static int port() {
    return URI.create(host.host.base()).getPort();
  }

  private static String raw(String line, String hostHeader) throws IOException {
    try (var socket = new Socket("127.0.0.1", port())) {
      String request = line + "\r\nHost: " + hostHeader + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
