package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Token endpoints that are down, slow or no token endpoints: nothing is sent, and the next try finds them well. */
class TokenTroubleTest extends OpenChannel {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      200 | <html>                                  | The token endpoint's answer is no JSON object. Check its address.
      200 | {"access_token":"a","token_type":"MAC"} | The token endpoint gave a token of the type MAC; only the type Bearer can be sent.
      302 | {"access_token":"a"}                    | The token endpoint answered 302. Redirects are not followed; enter the final URL.
      500 | {"access_token":"a"}                    | The token endpoint answered 500.""")
  void what_is_no_token_is_not_sent(int status, String body, String sentence) {
    receiver.answers(request -> new Receiver.Reply(
        request.path().equals("/token") ? status : 200, body, Map.of("Location", "/orders")));

    assertThat(failed(receiver.url("/token"))).isEqualTo(sentence);

    receiver.answers(200, "{\"access_token\":\"a\"}");
    clock.forward(INTERVAL.plusSeconds(10));
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void a_huge_answer_is_not_read_to_its_end() {
    receiver.answers(200, "{\"access_token\":\"a\",\"more\":\"" + "x".repeat(1_000_000) + "\"}");

    assertThat(failed(receiver.url("/token")))
        .isEqualTo("The token endpoint's answer is longer than 64 KiB. Check its address.");
  }

  @Test
  void an_endpoint_that_never_answers_costs_the_time_of_one_attempt() {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(gate);
      return new Receiver.Reply(200, "");
    });

    assertThat(failed(receiver.url("/token")))
        .isEqualTo("No token could be had. Timed out after 1 s. No answer came.");
    gate.countDown();
  }

  @Test
  void so_does_one_that_answers_a_byte_a_second() throws Exception {
    try (var dripping = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var over = new CountDownLatch(1);
      var thread = new Thread(() -> drip(dripping, over), "dripping");
      thread.start();

      assertThat(failed("http://127.0.0.1:" + dripping.getLocalPort() + "/token"))
          .isEqualTo("No token could be had. Timed out after 1 s. No answer came.");

      over.countDown();
      thread.join();
    }
  }

  @Test
  void one_that_is_down_is_said_to_be() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(failed("http://127.0.0.1:" + port + "/token"))
        .startsWith("No token could be had. ")
        .contains("127.0.0.1");
  }

  @Test
  void what_waits_for_a_token_when_the_plugin_stops_is_delivered_after_the_next_start() {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      pass(gate);
      return new Receiver.Reply(200, "{\"access_token\":\"a\"}");
    });
    configure(service("Orders", "/orders", "oauth2", oauth(receiver.url("/token"))));
    webhooks.publish(anEvent());
    got(1);

    webhooks.stop(BOUND);
    gate.countDown();
    start();

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt().tries()).isEqualTo(1);
    assertThat(receiver.got("/orders")).hasSize(1);
  }

  @Test
  void what_is_left_of_the_time_is_for_the_request() {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      if (request.path().equals("/orders")) {
        pass(gate);
      }
      return new Receiver.Reply(200, "{\"access_token\":\"a\"}");
    });

    assertThat(failed(receiver.url("/token")))
        .matches(
            "Timed out after \\d+ ms\\. No answer came\\. Getting the token had taken the rest of this attempt's time\\.");
    gate.countDown();
  }

  @Test
  void an_endpoint_at_an_address_that_may_not_be_called_is_refused_at_once() {
    assertThat(problems(service("Orders", "/orders", "oauth2", oauth("http://10.0.0.1/token"))))
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.pointer()).isEqualTo("/services/0/oauth2/tokenUrl"));
  }

  /** What is said of a delivery that waits, because nothing of it was sent. */
  private String failed(String tokenUrl) {
    configure(service("Orders", "/orders", "timeout", 1, "oauth2", oauth(tokenUrl)));
    webhooks.publish(anEvent());
    return waitingAfter(1).sentence();
  }

  private static Map<String, Object> oauth(String tokenUrl) {
    return Map.of("tokenUrl", tokenUrl, "clientId", "shop", "clientSecret", "canary-secret");
  }

  private static void drip(ServerSocket server, CountDownLatch over) {
    byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":"
        .getBytes(StandardCharsets.UTF_8);
    try (Socket socket = server.accept()) {
      for (byte one : answer) {
        socket.getOutputStream().write(one);
        if (over.await(1, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (IOException closed) {
      // the sender has had enough
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
