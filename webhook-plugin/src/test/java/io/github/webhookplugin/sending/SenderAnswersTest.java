package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.post;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What receivers answer when all is well. */
class SenderAnswersTest {
  private Sender sender;

  @BeforeEach
  void open() {
    sender = SenderFixture.allowing(new Sender(
        new Sender.Options(1, 100, 200, Duration.ofSeconds(5)),
        SenderFixture.threadsNamed("answers")));
  }

  @AfterEach
  void stop() {
    sender.close();
  }

  @Test
  void gives_status_headers_and_text() throws Exception {
    try (var receiver = answering("HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 7\r\n\r\ngut: ü")) {
      Answer.Response answer = respond(sender, post(receiver.url()));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers()).contains(new Header("X-A", "b"));
      assertThat(answer.text()).isEqualTo("gut: ü");
      assertThat(answer.truncated()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 204 No Content, 204",
    "HTTP/1.1 302 Found|Location: /other|Content-Length: 0, 302",
    "HTTP/1.1 307 Again|Location: /other|Content-Length: 0, 307",
    "HTTP/1.1 401 No|WWW-Authenticate: Basic realm=x|Content-Length: 0, 401",
    "HTTP/1.1 408 Slow|Content-Length: 0, 408",
    "HTTP/1.1 503 Busy|Retry-After: 0|Content-Length: 0, 503"
  })
  void X_15_takes_any_status_as_the_answer_to_one_request(String head, int status)
      throws Exception {
    try (var receiver = answering(head.replace("|", "\r\n") + "\r\n\r\n")) {
      Answer.Response answer = respond(sender, post(receiver.url()));

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.text()).isEmpty();
      assertThat(receiver.requests).hasSize(1);
    }
  }

  @Test
  void decodes_by_the_charset_that_the_answer_names() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write(
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=GBK\r\nContent-Length: 4\r\n\r\n");
      c.write("数据".getBytes("GBK"));
      c.awaitClose();
    })) {
      assertThat(respond(sender, post(receiver.url())).text()).isEqualTo("数据");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=nosuch", "text/plain; charset=\"", ";;", "a"})
  void decodes_as_utf8_if_the_charset_makes_no_sense(String type) throws Exception {
    try (var receiver =
        answering("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\n\r\nü")) {
      assertThat(respond(sender, post(receiver.url())).text()).isEqualTo("ü");
    }
  }

  @Test
  void replaces_bad_bytes_and_drops_nul() throws Exception {
    byte[] body = {'a', (byte) 0xff, 0, 'b'};
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
      c.write(body);
      c.awaitClose();
    })) {
      assertThat(respond(sender, post(receiver.url())).text()).isEqualTo("a\ufffdb");
    }
  }

  @Test
  void leaves_a_compressed_answer_unread() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("ok".getBytes(StandardCharsets.UTF_8));
    }
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
          + packed.size()
          + "\r\n\r\n");
      c.write(packed.toByteArray());
      c.awaitClose();
    })) {
      Answer.Response answer = respond(sender, post(receiver.url()));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEmpty();
      assertThat(answer.headers()).contains(new Header("Content-Encoding", "gzip"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1048576", "X-Length: unknown"})
  void reads_64_KiB_and_hangs_up(String length) throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write("HTTP/1.1 200 OK\r\n" + length + "\r\n\r\n");
      c.write("x".repeat(1024 * 1024));
      c.awaitClose();
    })) {
      Answer.Response answer = respond(sender, post(receiver.url()));

      assertThat(answer.text()).hasSize(Answer.MAX_BODY);
      assertThat(answer.truncated()).isTrue();
      await().until(() -> receiver.closedByPeer.get() > 0);
    }
  }

  @Test
  void does_not_wait_for_the_rest_of_a_long_answer() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write("HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n");
      c.write("x".repeat(Answer.MAX_BODY));
      c.awaitClose();
    })) {
      Answer.Response answer = respond(sender, post(receiver.url()));

      assertThat(answer.text()).hasSize(Answer.MAX_BODY);
      assertThat(answer.truncated()).isTrue();
    }
  }

  @Test
  void an_answer_of_exactly_64_KiB_is_whole() throws Exception {
    String body = "x".repeat(Answer.MAX_BODY);
    try (var receiver =
        answering("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
      Answer.Response answer = respond(sender, post(receiver.url()));

      assertThat(answer.text()).hasSize(Answer.MAX_BODY);
      assertThat(answer.truncated()).isFalse();
    }
  }

  @Test
  void reads_chunks() throws Exception {
    try (var receiver = answering(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\nX: y\r\n\r\n")) {
      assertThat(respond(sender, post(receiver.url())).text()).isEqualTo("ok");
    }
  }

  @Test
  void interim_answers_come_before_the_answer() throws Exception {
    try (var receiver = answering(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + RawReceiver.OK)) {
      assertThat(respond(sender, post(receiver.url())).text()).isEqualTo("ok");
    }
  }

  private static RawReceiver answering(String answer) throws IOException {
    return new RawReceiver(connection -> connection.serve(answer));
  }
}
