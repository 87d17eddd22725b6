package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.Keyring;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.model.TlsRules.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes besides an answer, and answers that do not end: the same over TLS as without (ADR 63). */
class SenderSurplusTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
  private static final String CHUNKS = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String PLANTED = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nplanted";
  /** Cut in its head: whoever keeps it puts the next answer behind it. */
  private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: ";

  @TempDir
  static Path folder;

  private static Keyring keys;
  private Sender sender;

  @BeforeAll
  static void make() throws Exception {
    keys = new Keyring(folder).authority("house", "EC").receiver("receiver", "house", "EC");
  }

  @BeforeEach
  void open() {
    sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("surplus")));
  }

  @AfterEach
  void stop() {
    sender.close();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      http  | HTTP/1.1 200
      https | HTTP/1.1 200
      https | HTTP/1.1 200 OK\\r\\n
      https | HTTP/1.1 200 OK\\r\\nContent-Type: text/plain
      https | HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\n
      """)
  void a_head_cut_off_is_no_answer(String scheme, String part) throws Exception {
    try (var receiver = receiver(scheme, c -> {
      c.request();
      c.write(part.translateEscapes());
    })) {
      assertThat(fail(sender, to(scheme, receiver)))
          .isEqualTo(new Answer.Failure(
              Kind.PROTOCOL, "The connection was closed before the answer was complete."));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void endless_interim_answers_are_cut_off(String scheme) throws Exception {
    try (var receiver = receiver(scheme, c -> {
      c.request();
      while (true) {
        c.write("HTTP/1.1 100 Continue\r\n\r\n".repeat(500));
      }
    })) {
      assertThat(fail(sender, to(scheme, receiver)).sentence())
          .startsWith("The head of the answer is too long");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      http  | HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n | ok
      https | HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n | ok
      http  | HTTP/1.1 204 None\\r\\n\\r\\n                     | ''
      http  | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 2;x=y\\r\\nok\\r\\n0\\r\\n\\r\\n
      https | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 2\\r\\nok\\r\\n0\\r\\nT: z\\r\\n\\r\\n
      """)
  void half_an_answer_behind_one_is_not_kept_for_the_next(String scheme, String head, String body)
      throws Exception {
    for (boolean together : new boolean[] {true, false}) {
      try (var receiver = receiver(scheme, c -> {
        while (c.request() != null) {
          if (together) {
            c.write((head + body).translateEscapes() + HALF);
          } else {
            c.write(head.translateEscapes());
            c.write(body.translateEscapes() + HALF);
          }
          if (c.request() != null) {
            c.write("HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno");
          }
        }
      })) {
        for (int i = 0; i < 8; i++) {
          assertThat(respond(sender, to(scheme, receiver)).status()).isBetween(200, 204);
        }

        assertThat(receiver.connections)
            .as("no connection took a second request")
            .hasValue(8);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"http,0", "http,1", "http,2", "https,0", "https,1", "https,2"})
  void a_kept_connection_that_says_anything_is_closed_unused(String scheme, int which)
      throws Exception {
    String surplus = List.of("\r\n", HALF, PLANTED).get(which);
    var requests = new AtomicInteger();
    var taken = new CountDownLatch(1);
    var closed = new AtomicBoolean();
    try (var receiver = receiver(scheme, c -> {
      while (c.request() != null) {
        // counted before it is answered: with the answer the next one comes, on another connection
        int number = requests.incrementAndGet();
        c.write(HEAD + "ok");
        if (number == 2) {
          pass(taken);
          c.write(surplus);
          try {
            c.awaitClose();
          } finally {
            closed.set(true);
          }
        }
      }
    })) {
      respond(sender, to(scheme, receiver));
      respond(sender, to(scheme, receiver));
      taken.countDown();
      await().untilTrue(closed);

      assertThat(respond(sender, to(scheme, receiver)).text()).isEqualTo("ok");
      assertThat(receiver.connections).as("%s", receiver.requests).hasValue(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void answers_that_end_where_they_should_keep_their_connection(String scheme) throws Exception {
    var answers = List.of(
        HEAD + "ok",
        "HTTP/1.1 204 None\r\n\r\n",
        "HTTP/1.1 200 OK\ncontent-length:2\n\nok",
        CHUNKS + "2\r\nok\r\n0\r\n\r\n",
        CHUNKS + "1;a=\"b\"\r\no\r\n01\r\nk\r\n000\r\nX: y\r\nZ: z\r\n\r\n",
        CHUNKS + "A\r\n0123456789\r\n0\r\n\r\n");
    try (var receiver = receiver(scheme, c -> {
      int i = 0;
      while (c.request() != null) {
        c.write(answers.get(i++ % answers.size()));
      }
    })) {
      for (int i = 0; i < 1 + 2 * answers.size(); i++) {
        respond(sender, to(scheme, receiver));
      }

      assertThat(receiver.connections).as("none is kept for a URL that is new").hasValue(2);
    }
  }

  private static void pass(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static RawReceiver receiver(String scheme, RawReceiver.Script script) throws Exception {
    return scheme.equals("http")
        ? new RawReceiver(script)
        : new RawReceiver(keys.serve("receiver", null, "TLSv1.3"), script);
  }

  private static OutgoingRequest to(String scheme, RawReceiver receiver) throws IOException {
    try {
      return new OutgoingRequest(
          SenderFixture.SERVICE,
          HttpMethod.POST,
          scheme + "://localhost:" + receiver.port() + "/in",
          List.of(),
          new byte[] {'{', '}'},
          SenderFixture.LONG,
          new TlsRules(keys.certificate("house"), null, Version.TLS_1_2, null));
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
