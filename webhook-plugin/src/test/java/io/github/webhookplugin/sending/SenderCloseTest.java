package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.post;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static io.github.webhookplugin.sending.SenderFixture.start;
import static io.github.webhookplugin.sending.SenderFixture.threadsNamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** After close nothing is left: no request without an answer, no thread, no connection. */
class SenderCloseTest {
  private static final Duration BOUND = Duration.ofSeconds(5);

  @Test
  void answers_everything_and_leaves_no_thread() throws Exception {
    var blocked = new CountDownLatch(1);
    var sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, threadsNamed("close-hanging"), host -> {
          awaitQuietly(blocked);
          return Resolver.SYSTEM.resolve(host);
        }));
    try (var receiver = new RawReceiver(c -> {
      c.request();
      c.awaitClose();
    })) {
      var answers = new ArrayList<CompletableFuture<Answer>>();
      for (int i = 0; i < 20; i++) {
        answers.add(start(sender, post(receiver.url())));
        answers.add(start(sender, post("http://hanging" + i + ".test/")));
      }
      await().until(() -> receiver.requests.size() == 20);
      assertThat(threads("close-hanging")).isNotEmpty();

      long started = System.nanoTime();
      sender.close(BOUND);

      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(BOUND);
      assertThat(threads("close-hanging")).isEmpty();
      for (var answer : answers) {
        assertThat(answer).isCompleted();
        assertThat(((Answer.Failure) answer.get()).kind()).isEqualTo(Kind.ABORTED);
      }
      await().until(() -> receiver.closedByPeer.get() > 0);
    }
  }

  @Test
  void leaves_no_thread_after_ordinary_work() throws Exception {
    var sender =
        SenderFixture.allowing(new Sender(Sender.Options.DEFAULT, threadsNamed("close-idle")));
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      respond(sender, post(receiver.url()));
      respond(sender, post("http://localhost:" + receiver.port() + "/"));

      sender.close();

      assertThat(threads("close-idle")).isEmpty();
      await().until(() -> receiver.closedByPeer.get() > 0);
    }
  }

  @Test
  void gives_up_on_a_look_up_that_cannot_be_interrupted() throws Exception {
    var deaf = new CountDownLatch(1);
    var looking = new CountDownLatch(1);
    var sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, threadsNamed("close-deaf"), host -> {
          looking.countDown();
          while (deaf.getCount() > 0) {
            awaitQuietly(deaf);
          }
          return Resolver.SYSTEM.resolve(host);
        }));
    var answer = start(sender, post("http://deaf.test/"));
    assertThat(looking.await(5, TimeUnit.SECONDS)).isTrue();

    sender.close(Duration.ofMillis(500));

    assertThat(((Answer.Failure) answer.get(1, TimeUnit.SECONDS)).kind()).isEqualTo(Kind.ABORTED);
    assertThat(threads("close-deaf")).hasSize(1).allMatch(Thread::isDaemon);
    deaf.countDown();
    await().until(() -> threads("close-deaf").isEmpty());
  }

  @Test
  void a_closed_sender_answers_that_it_is() throws Exception {
    var sender =
        SenderFixture.allowing(new Sender(Sender.Options.DEFAULT, threadsNamed("close-twice")));
    sender.close();
    sender.close();

    assertThat(fail(sender, post("http://127.0.0.1:9/")).kind()).isEqualTo(Kind.ABORTED);
    assertThat(fail(sender, post("http://some.test:9/")).kind()).isEqualTo(Kind.ABORTED);
    assertThat(threads("close-twice")).isEmpty();
  }

  @Test
  void can_be_closed_from_within_an_answer() throws Exception {
    var sender =
        SenderFixture.allowing(new Sender(Sender.Options.DEFAULT, threadsNamed("close-within")));
    var closed = new CountDownLatch(1);
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      sender.send(post(receiver.url()), answer -> {
        sender.close(Duration.ofSeconds(1));
        closed.countDown();
      });

      assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
      await().until(() -> threads("close-within").isEmpty());
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      // the look-up ends, or asks again
    }
  }

  private static List<Thread> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .toList();
  }
}
