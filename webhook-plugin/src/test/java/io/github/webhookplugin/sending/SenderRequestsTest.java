package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.LONG;
import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.hurried;
import static io.github.webhookplugin.sending.SenderFixture.post;
import static io.github.webhookplugin.sending.SenderFixture.request;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.OutgoingRequest;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out, seen byte for byte by the receiver. */
class SenderRequestsTest {
  private Sender sender;
  private RawReceiver receiver;

  @BeforeEach
  void start() throws Exception {
    sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("requests")));
    receiver = new RawReceiver(
        c -> c.serve("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n"));
  }

  @AfterEach
  void stop() throws Exception {
    sender.close();
    receiver.close();
  }

  @Test
  void X_15_sends_what_it_is_given_and_little_else() throws Exception {
    respond(
        sender,
        post(
            receiver.url(),
            new Header("Content-Type", "application/json"),
            new Header("User-Agent", "Mine/1")));

    assertThat(receiver.requests)
        .containsExactly("""
            POST /hook HTTP/1.1
            Content-Type: application/json
            User-Agent: Mine/1
            Accept-Encoding: identity
            Host: 127.0.0.1:%d
            Content-Length: 14
            Connection: keep-alive

            {"a":"数据"}""".formatted(receiver.port()).replace("\n", "\r\n"));
  }

  @Test
  void sends_put() throws Exception {
    respond(sender, request(HttpMethod.PUT, receiver.url(), LONG));

    assertThat(receiver.requests.get(0)).startsWith("PUT /hook HTTP/1.1\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a//b/../c/./d;e=f?x=%2F&y=a+b&&z",
        "//double",
        "/?",
        "/a?u=http://b/c",
        "/%E6%95%B0?q=%20",
        "/a:b@c/$!*'(),~"
      })
  void sends_the_path_as_it_is(String path) throws Exception {
    respond(sender, post("http://127.0.0.1:" + receiver.port() + path));

    assertThat(receiver.requests.get(0)).startsWith("POST " + path + " HTTP/1.1\r\n");
  }

  @Test
  void a_url_without_a_path_asks_for_the_root() throws Exception {
    respond(sender, post("http://127.0.0.1:" + receiver.port() + "?a=b#c"));

    assertThat(receiver.requests.get(0)).startsWith("POST /?a=b HTTP/1.1\r\n");
  }

  @Test
  void X_12_header_values_arrive_intact_in_any_script() throws Exception {
    respond(sender, post(receiver.url(), new Header("X-Text", "数据😀 é\tü")));

    assertThat(receiver.requests.get(0)).contains("\r\nX-Text: 数据😀 é\tü\r\n");
  }

  @Test
  void sends_no_cookie_back() throws Exception {
    respond(sender, post(receiver.url()));
    respond(sender, post(receiver.url()));

    assertThat(receiver.requests).hasSize(2);
    assertThat(receiver.requests.get(1)).doesNotContainIgnoringCase("cookie");
  }

  @Test
  void an_accept_encoding_of_the_service_replaces_the_default() throws Exception {
    respond(sender, post(receiver.url(), new Header("accept-encoding", "br")));

    assertThat(receiver.requests.get(0)).contains("accept-encoding: br").doesNotContain("identity");
  }

  @Test
  void sends_an_empty_body_with_its_length() throws Exception {
    respond(
        sender,
        new OutgoingRequest(
            SenderFixture.SERVICE, HttpMethod.POST, receiver.url(), List.of(), new byte[0], LONG));

    assertThat(receiver.requests.get(0)).contains("Content-Length: 0\r\n");
  }

  @Test
  void sends_a_body_larger_than_any_buffer() throws Exception {
    byte[] body = new byte[3_000_000];
    respond(
        sender,
        new OutgoingRequest(
            SenderFixture.SERVICE, HttpMethod.POST, receiver.url(), List.of(), body, LONG));

    assertThat(receiver.requests.get(0)).hasSizeGreaterThan(3_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "a\u007fb", "a\ud83d", "\ude00"})
  void X_12_refuses_a_header_value_that_would_not_arrive_as_it_is(String value) throws Exception {
    Answer.Failure failure = fail(sender, post(receiver.url(), new Header("X-A", value)));

    assertThat(failure.kind()).isEqualTo(Kind.REQUEST);
    assertThat(failure.sentence()).contains("X-A").doesNotContain("Evil");
    assertThat(receiver.connections).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X:Evil",
        "X Evil",
        "X\r\nEvil",
        "",
        "数据",
        "host",
        "Content-Length",
        "Transfer-Encoding"
      })
  void refuses_a_header_name_that_would_change_the_request(String name) throws Exception {
    assertThat(fail(sender, post(receiver.url(), new Header(name, "1"))).kind())
        .isEqualTo(Kind.REQUEST);
    assertThat(receiver.connections).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ftp://127.0.0.1/",
        "http://",
        "http:///path",
        "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:65536/",
        "http://127.0.0.1:99999999999/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
        "http://[127.0.0.1]/",
        "http://[::1%25lo]/",
        "http://a..b/",
        "http://127.0.0.1\\@evil/",
        "http://127.0.0.1/a b",
        "http://127.0.0.1/a\r\nX-Evil: 1",
        "http://127.0.0.1/ü",
        "http://täst.example/"
      })
  void refuses_a_url_that_is_not_one_without_repeating_it(String url) throws Exception {
    assertThat(fail(sender, post(url)))
        .isEqualTo(new Answer.Failure(Kind.REQUEST, "The URL is not a valid http or https URL."));
  }

  @Test
  void reaches_a_host_by_name_whichever_of_its_addresses_listens() throws Exception {
    assertThat(
            respond(sender, post("http://localhost:" + receiver.port() + "/")).status())
        .isEqualTo(200);
    assertThat(receiver.requests.get(0)).contains("Host: localhost:" + receiver.port());
  }

  @Test
  void a_port_that_nobody_listens_on_refuses() throws Exception {
    int port;
    try (var unused = new ServerSocket(0)) {
      port = unused.getLocalPort();
    }

    assertThat(fail(sender, post("http://localhost:" + port + "/secret?key=secret")))
        .isEqualTo(
            new Answer.Failure(Kind.CONNECT, "Connection refused by localhost:" + port + "."));
  }

  @Test
  void X_15_a_host_that_does_not_complete_the_connection_ends_at_the_deadline() throws Exception {
    assertThat(fail(sender, hurried("http://192.0.2.1:81/")).kind())
        .isIn(Kind.TIMEOUT, Kind.CONNECT);
  }
}
