package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.hurried;
import static io.github.webhookplugin.sending.SenderFixture.post;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static io.github.webhookplugin.sending.SenderFixture.send;
import static io.github.webhookplugin.sending.SenderFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.OutgoingRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** When a connection serves another request, and when it must not. */
class SenderConnectionsTest {
  private Sender sender;

  @BeforeEach
  void open() {
    sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("connections")));
  }

  @AfterEach
  void stop() {
    sender.close();
  }

  @Test
  void requests_after_one_another_share_a_connection() throws Exception {
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      for (int i = 0; i < 20; i++) {
        respond(sender, post(receiver.url()));
      }

      assertThat(receiver.requests).hasSize(20);
      assertThat(receiver.connections).as("none is kept for a URL that is new").hasValue(2);
    }
  }

  @Test
  void a_request_sent_from_within_an_answer_finds_the_connection_free() throws Exception {
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      var last = new CompletableFuture<Answer>();
      sendChain(post(receiver.url()), 50, last);

      assertThat(last.get(10, TimeUnit.SECONDS)).isInstanceOf(Answer.Response.class);
      assertThat(receiver.connections).hasValue(2);
    }
  }

  private void sendChain(OutgoingRequest request, int left, CompletableFuture<Answer> last) {
    sender.send(request, answer -> {
      if (left == 1) {
        last.complete(answer);
      } else {
        sendChain(request, left - 1, last);
      }
    });
  }

  @Test
  void a_connection_that_the_receiver_closed_is_replaced_unnoticed() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write(RawReceiver.OK);
    })) {
      for (int i = 1; i <= 100; i++) {
        Answer answer = send(sender, post(receiver.url()));
        // a request that was already written when the close arrived fails, and is not sent again
        if (answer instanceof Answer.Failure failure) {
          assertThat(failure.sentence())
              .isEqualTo("The connection was closed before an answer came.");
        }
        assertThat(receiver.requests).hasSizeLessThanOrEqualTo(i);
      }
    }
  }

  @Test
  void a_request_after_the_receiver_closed_an_idle_connection_gets_through() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write(RawReceiver.OK);
      c.finish();
    })) {
      for (int i = 1; i <= 20; i++) {
        int closed = i;
        respond(sender, post(receiver.url()));
        await().until(() -> receiver.closedByPeer.get() == closed);
      }

      assertThat(receiver.requests).hasSize(20);
    }
  }

  @Test
  void a_truncated_answer_ends_its_connection() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000));
      c.serve(RawReceiver.OK);
    })) {
      assertThat(respond(sender, post(receiver.url())).truncated()).isTrue();
      await().until(() -> receiver.closedByPeer.get() > 0);
      respond(sender, post(receiver.url()));

      assertThat(receiver.connections).hasValue(2);
    }
  }

  @RepeatedTest(20)
  void an_answer_planted_behind_another_is_never_taken_for_the_next() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      String request = c.request();
      if (request != null) {
        c.write(RawReceiver.OK + "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nplanted");
        c.serve(RawReceiver.OK);
      }
    })) {
      var answers = new ArrayList<CompletableFuture<Answer>>();
      for (int i = 0; i < 10; i++) {
        answers.add(start(sender, post(receiver.url())));
        answers.get(i / 2).get(10, TimeUnit.SECONDS);
      }

      for (var answer : answers) {
        assertThat(answer.get(10, TimeUnit.SECONDS).toString()).doesNotContain("planted");
      }
    }
  }

  @Test
  void a_request_given_to_a_poisoned_connection_moves_to_another() throws Exception {
    var connections = new AtomicInteger();
    try (var receiver = new RawReceiver(c -> {
      if (connections.incrementAndGet() == 2) {
        c.request();
        c.write(RawReceiver.OK + "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nplanted");
      }
      c.serve(RawReceiver.OK);
    })) {
      var last = new CompletableFuture<Answer>();
      sendChain(post(receiver.url()), 3, last);

      assertThat(last.get(10, TimeUnit.SECONDS)).asString().contains("text=ok");
      assertThat(receiver.requests).hasSize(3);
      assertThat(receiver.connections).hasValue(3);
    }
  }

  @Test
  void the_connection_of_every_timed_out_request_is_closed() throws Exception {
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.awaitClose();
    })) {
      var answers = new ArrayList<CompletableFuture<Answer>>();
      for (int i = 0; i < 100; i++) {
        answers.add(start(sender, hurried(receiver.url())));
      }
      for (var answer : answers) {
        assertThat(answer.get(5, TimeUnit.SECONDS)).asString().contains("Timed out");
      }

      await().until(() -> receiver.closedByPeer.get() == receiver.connections.get());
    }
  }

  @Test
  void the_connections_of_timed_out_requests_are_given_back() throws Exception {
    sender.close();
    sender = senderWithConnections(3);
    var hanging = new AtomicInteger(9);
    try (var receiver = new RawReceiver(c -> {
      if (hanging.decrementAndGet() >= 0) {
        c.request();
        c.awaitClose();
      } else {
        c.serve(RawReceiver.OK);
      }
    })) {
      for (int round = 0; round < 3; round++) {
        var answers = new ArrayList<CompletableFuture<Answer>>();
        for (int i = 0; i < 3; i++) {
          answers.add(start(sender, hurried(receiver.url())));
        }
        for (var answer : answers) {
          assertThat(answer.get(5, TimeUnit.SECONDS))
              .asString()
              .contains("Timed out after 400 ms.");
        }
      }

      assertThat(respond(sender, post(receiver.url())).status()).isEqualTo(200);
    }
  }

  @Test
  void a_request_that_waits_for_a_connection_ends_at_its_deadline_too() throws Exception {
    sender.close();
    sender = senderWithConnections(1);
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.awaitClose();
    })) {
      var first = start(sender, post(receiver.url()));
      await().until(() -> receiver.requests.size() == 1);

      assertThat(fail(sender, hurried(receiver.url())).kind()).isEqualTo(Kind.TIMEOUT);

      assertThat(first).isNotDone();
      assertThat(receiver.requests).hasSize(1);
    }
  }

  @Test
  void hundreds_of_hanging_requests_to_one_host_do_not_delay_another_there() throws Exception {
    try (var hanging = new RawReceiver(c -> {
          c.request();
          c.awaitClose();
        });
        var healthy = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      var answers = new ArrayList<CompletableFuture<Answer>>();
      for (int i = 0; i < 300; i++) {
        answers.add(start(sender, post(hanging.url())));
      }

      assertThat(respond(sender, post(healthy.url())).status()).isEqualTo(200);
      assertThat(answers).noneMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void whoever_fails_to_take_an_answer_harms_nobody_else() throws Exception {
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      var called = new CountDownLatch(4);
      for (int i = 0; i < 4; i++) {
        sender.send(post(receiver.url()), answer -> {
          called.countDown();
          throw new AssertionError("a bug in the test's callback, on purpose");
        });
      }
      assertThat(called.await(5, TimeUnit.SECONDS)).isTrue();

      assertThat(respond(sender, post(receiver.url())).status()).isEqualTo(200);
    }
  }

  @Test
  void an_io_thread_that_ends_unexpectedly_is_replaced() throws Exception {
    sender.close();
    sender = senderWithConnections(100);
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      sender.send(post(receiver.url()), answer -> Thread.currentThread().interrupt());

      await()
          .untilAsserted(() -> assertThat(send(sender, hurried(receiver.url())))
              .isInstanceOf(Answer.Response.class));

      sender.close();
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("connections"));
    }
  }

  private static Sender senderWithConnections(int count) {
    return SenderFixture.allowing(new Sender(
        new Sender.Options(1, count, count, Duration.ofSeconds(5)),
        SenderFixture.threadsNamed("connections")));
  }
}
