package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.LONG;
import static io.github.webhookplugin.sending.SenderFixture.SERVICE;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.ServiceId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose answer may be on a connection: what one receiver plants must reach nobody else's delivery (ADR 63). */
class SenderSharingTest {
  private static final ServiceId OTHER = ServiceId.random();
  private static final String PLANTED = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nplanted";

  private Sender sender;

  @BeforeEach
  void open() {
    sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("sharing")));
  }

  @AfterEach
  void stop() {
    sender.close();
  }

  @Test
  void one_service_shares_a_connection_among_requests_to_one_url() throws Exception {
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      for (int i = 0; i < 10; i++) {
        respond(sender, to(SERVICE, receiver, "/a"));
      }

      assertThat(receiver.connections).as("none is kept for a URL that is new").hasValue(2);
    }
  }

  @Test
  void neither_another_service_nor_another_url_gets_it() throws Exception {
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      for (int i = 0; i < 5; i++) {
        respond(sender, to(SERVICE, receiver, "/a"));
        respond(sender, to(SERVICE, receiver, "/b"));
        respond(sender, to(SERVICE, receiver, "/a?tenant=2"));
        respond(sender, to(OTHER, receiver, "/a"));
      }

      assertThat(receiver.connections)
          .as("one kept for each of four, and one for each of three URLs when it was new")
          .hasValue(7);
    }
  }

  @Test
  void a_url_that_never_comes_again_leaves_no_connection_open() throws Exception {
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      for (int i = 0; i < 50; i++) {
        respond(sender, to(SERVICE, receiver, "/a?sign=" + i));
      }

      await().until(() -> receiver.closedByPeer.get() == 50);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 300 Choices\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
      })
  void nothing_but_a_clean_success_keeps_a_connection(String answer) throws Exception {
    try (var receiver = new RawReceiver(c -> c.serve(answer))) {
      for (int i = 0; i < 4; i++) {
        respond(sender, to(SERVICE, receiver, "/a"));
      }

      assertThat(receiver.connections).hasValue(4);
    }
  }

  /** The one moment in which a planted answer cannot be told from a real one. */
  @Test
  void an_answer_planted_once_the_next_request_has_begun_reaches_nobody_else() throws Exception {
    try (var gateway = new RawReceiver(c -> {
      while (true) {
        String request = c.request();
        if (request == null) {
          return;
        }
        if (request.startsWith("POST /evil")) {
          c.write(RawReceiver.OK);
          c.awaitByte();
          c.write(PLANTED);
        } else {
          c.write(RawReceiver.OK);
        }
      }
    })) {
      for (int i = 0; i < 20; i++) {
        respond(sender, to(SERVICE, gateway, "/evil"));
        assertThat(respond(sender, to(OTHER, gateway, "/good")).text()).isEqualTo("ok");
        assertThat(respond(sender, to(OTHER, gateway, "/evil")).text()).isIn("ok", "planted");
        assertThat(respond(sender, to(SERVICE, gateway, "/good")).text()).isEqualTo("ok");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 10, 50, 100, 500, 1_000, 5_000})
  void an_answer_planted_at_any_time_reaches_nobody_else(long micros) throws Exception {
    try (var gateway = new RawReceiver(c -> plantAfter(c, micros))) {
      for (int i = 0; i < 40; i++) {
        var evil = SenderFixture.start(sender, to(SERVICE, gateway, "/evil"));
        for (int good = 0; good < 3; good++) {
          assertThat(respond(sender, to(OTHER, gateway, "/good")).text()).isEqualTo("ok");
          assertThat(respond(sender, to(SERVICE, gateway, "/good")).text()).isEqualTo("ok");
        }
        evil.join();
      }
    }
  }

  private static void plantAfter(RawReceiver.Connection connection, long micros)
      throws IOException {
    for (String request = connection.request(); request != null; request = connection.request()) {
      connection.write(RawReceiver.OK);
      if (request.startsWith("POST /evil")) {
        LockSupport.parkNanos(micros * 1_000);
        connection.write(PLANTED);
      }
    }
  }

  private static OutgoingRequest to(ServiceId service, RawReceiver receiver, String path) {
    return new OutgoingRequest(
        service,
        HttpMethod.POST,
        "http://127.0.0.1:" + receiver.port() + path,
        List.of(),
        new byte[] {'{', '}'},
        LONG);
  }
}
