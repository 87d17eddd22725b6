package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.hurried;
import static io.github.webhookplugin.sending.SenderFixture.post;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.OutgoingRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What receivers do wrong, with one I/O thread, so that nothing can hide behind the other. All of it, by the whole plugin:
 * ChaosTest.
 */
class SenderBadAnswersTest {
  private Sender sender;

  @BeforeEach
  void open() {
    sender = SenderFixture.allowing(new Sender(
        new Sender.Options(1, 100, 200, Duration.ofSeconds(5)),
        SenderFixture.threadsNamed("bad-answers")));
  }

  @AfterEach
  void stop() {
    sender.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 000\r\n\r\n",
        "HTTP/1.1 099 X\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 -1 X\r\n\r\n",
        "HTTP/1.1 99999999999 X\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n",
        "\0\1\2\3\4\5\6\7",
        "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nabc",
        "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"
      })
  void nonsense_ends_only_its_own_attempt(String nonsense) throws Exception {
    try (var receiver = new RawReceiver(c -> {
          c.request();
          c.write(nonsense);
        });
        var healthy = answering(RawReceiver.OK)) {
      assertThat(fail(sender, post(receiver.url())).kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(respond(sender, post(healthy.url())).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain",
        "HTTP/1.1 200 OK\nX: y\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"
      })
  void a_head_cut_off_is_no_answer(String part) throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write(part);
    })) {
      assertThat(fail(sender, post(receiver.url())))
          .isEqualTo(new Answer.Failure(
              Kind.PROTOCOL, "The connection was closed before the answer was complete."));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: y\r\n", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
  void an_endless_head_is_cut_off(String part) throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write("HTTP/1.1 200 OK\r\n");
      writeForEver(c, part);
    })) {
      assertThat(fail(sender, post(receiver.url())))
          .isEqualTo(
              new Answer.Failure(
                  Kind.PROTOCOL,
                  "The head of the answer is too long: more than 200 lines, or 16 KiB in one, or 1 MiB in all."));
    }
  }

  @Test
  void endless_interim_answers_are_cut_off_before_they_keep_others_waiting() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      writeForEver(c, "HTTP/1.1 100 Continue\r\n\r\n");
    })) {
      assertThat(fail(sender, post(receiver.url())).sentence())
          .startsWith("The head of the answer is too long");
      await().until(() -> receiver.closedByPeer.get() > 0);
    }
  }

  @Test
  void X_15_silence_ends_at_the_deadline_and_so_does_the_connection() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.awaitClose();
    })) {
      assertThat(fail(sender, hurried(receiver.url())).sentence())
          .startsWith("Timed out after 400 ms.");
      await().until(() -> receiver.closedByPeer.get() > 0);
    }
  }

  @Test
  void X_15_a_dripping_body_ends_at_the_deadline() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx");
      c.awaitClose();
    })) {
      assertThat(fail(sender, hurried(receiver.url())).kind()).isEqualTo(Kind.TIMEOUT);
      await().until(() -> receiver.closedByPeer.get() > 0);
    }
  }

  @Test
  void an_answer_to_a_body_that_was_never_read_is_taken() throws Exception {
    var over = new CountDownLatch(1);
    try (var receiver = new RawReceiver(c -> {
      c.awaitByte();
      c.write("HTTP/1.1 413 Too big\r\nContent-Length: 2\r\n\r\nno");
      pass(over);
    })) {
      var large = new OutgoingRequest(
          SenderFixture.SERVICE,
          HttpMethod.POST,
          receiver.url(),
          List.of(),
          new byte[16 * 1024 * 1024],
          SenderFixture.LONG);

      assertThat(respond(sender, large).status()).isEqualTo(413);

      over.countDown();
    }
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void writeForEver(RawReceiver.Connection connection, String part)
      throws IOException {
    while (true) {
      connection.write(part.repeat(50));
    }
  }

  private static RawReceiver answering(String answer) throws IOException {
    return new RawReceiver(connection -> connection.serve(answer));
  }
}
