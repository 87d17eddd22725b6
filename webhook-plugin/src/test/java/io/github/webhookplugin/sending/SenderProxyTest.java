package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.addresses;
import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.hurried;
import static io.github.webhookplugin.sending.SenderFixture.post;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static io.github.webhookplugin.sending.SenderFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.Allowed;
import io.github.webhookplugin.model.Answer.Failure;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.Keyring;
import io.github.webhookplugin.model.Network;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Proxy;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.model.TlsRules.Version;
import io.github.webhookplugin.receivers.chaos.Behaviour;
import io.github.webhookplugin.receivers.chaos.ChaosReceiver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T-45: requests leave through a proxy, which is a real one on this machine. */
class SenderProxyTest {
  @TempDir
  static Path folder;

  private static Keyring keys;

  private final Map<String, InetAddress[]> names = new ConcurrentHashMap<>();
  private TestProxy proxy;
  private RawReceiver receiver;
  private Sender sender;

  @BeforeAll
  static void make() throws Exception {
    keys = new Keyring(folder)
        .authority("house", "EC")
        .add("receiver", "EC", "-signer", "house", "-ext", "SAN=dns:receiver.test");
  }

  @BeforeEach
  void open() throws Exception {
    proxy = new TestProxy();
    receiver = new RawReceiver(c -> c.serve(RawReceiver.OK));
    sender = new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("proxy"), this::resolve);
    names.put("proxy.test", addresses("127.0.0.1"));
    names.put("receiver.test", addresses("93.184.216.34"));
    through("", null, AddressRules.PUBLIC);
  }

  @AfterEach
  void close() throws Exception {
    sender.close();
    receiver.close();
    proxy.close();
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = names.get(host);
    if (found == null) {
      throw new UnknownHostException(host);
    }
    return found;
  }

  private void through(String username, @Nullable String password, AddressRules except) {
    sender.leaveThrough(new Proxy(
        "proxy.test",
        proxy.port(),
        username,
        password == null ? null : Secret.of(password),
        except));
  }

  private String http() {
    return "http://receiver.test:" + receiver.port() + "/in?a=b";
  }

  private static OutgoingRequest https(RawReceiver server) throws Exception {
    return new OutgoingRequest(
        SenderFixture.SERVICE,
        HttpMethod.POST,
        "https://receiver.test:" + server.port() + "/in",
        List.of(),
        new byte[] {'1'},
        SenderFixture.LONG,
        new TlsRules(keys.certificate("house"), null, Version.TLS_1_2, null));
  }

  private static RawReceiver tls() throws Exception {
    return new RawReceiver(keys.serve("receiver", null, "TLSv1.3"), c -> c.serve(RawReceiver.OK));
  }

  private Failure refused(String sentence) {
    return new Failure(Kind.PROXY, sentence);
  }

  private String place() {
    return "proxy.test:" + proxy.port();
  }

  @Test
  void plain_requests_go_to_the_proxy_with_the_whole_address() throws Exception {
    assertThat(respond(sender, post(http())).text()).isEqualTo("ok");

    assertThat(proxy.heads).singleElement().asString().startsWith("POST " + http() + " HTTP/1.1");
    assertThat(receiver.requests.get(0)).doesNotContainIgnoringCase("proxy-authorization");
  }

  /** What it says in the clear must not become the head of what the receiver says in the tunnel. */
  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "\r\n"})
  void what_a_proxy_says_behind_its_answer_is_nobody_s_answer(String more) throws Exception {
    proxy.saysBehindTunnel(more);
    try (var server = new RawReceiver(
        keys.serve("receiver", null, "TLSv1.3"),
        c -> c.serve("HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno"))) {
      assertThat(fail(sender, https(server)).sentence())
          .isEqualTo(
              "The proxy " + place() + " did not connect to receiver.test:" + server.port() + ".");
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void https_goes_through_a_tunnel_that_is_used_again() throws Exception {
    through("ann", "pässword", AddressRules.PUBLIC);
    try (var server = tls()) {
      for (int i = 0; i < 3; i++) {
        assertThat(respond(sender, https(server)).text()).isEqualTo("ok");
      }

      assertThat(proxy.heads)
          .as("none is kept for a URL that is new")
          .hasSize(2)
          .allSatisfy(head -> assertThat(head)
              .startsWith("CONNECT receiver.test:" + server.port() + " HTTP/1.1")
              .contains("Proxy-Authorization: Basic YW5uOnDDpHNzd29yZA=="));
      assertThat(server.requests)
          .hasSize(3)
          .allSatisfy(request -> assertThat(request)
              .startsWith("POST /in ")
              .doesNotContainIgnoringCase("proxy-authorization"));
    }
  }

  @Test
  void plain_requests_say_who_asks_too() throws Exception {
    through("ann", "password", AddressRules.PUBLIC);

    respond(sender, post(http()));

    assertThat(proxy.heads.get(0)).contains("Proxy-Authorization: Basic YW5uOnBhc3N3b3Jk");
  }

  @Test
  void the_receiver_behind_a_tunnel_is_verified() throws Exception {
    try (var server = tls()) {
      var usual = post("https://receiver.test:" + server.port() + "/");
      assertThat(fail(sender, usual).sentence())
          .isEqualTo("TLS: the certificate of receiver.test is not trusted.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "407 Auth,The proxy PROXY wants another user and password (status 407).",
    "403 Forbidden,The proxy PROXY does not allow receiver.test:443 (status 403).",
    "502 Bad Gateway,The proxy PROXY did not connect to receiver.test:443 (status 502).",
    "302 Found,The proxy PROXY did not connect to receiver.test:443 (status 302)."
  })
  void what_the_proxy_says_to_a_tunnel_is_not_the_receivers_answer(String status, String sentence)
      throws Exception {
    proxy.refuses(status);

    assertThat(fail(sender, post("https://receiver.test/")))
        .isEqualTo(refused(sentence.replace("PROXY", place())));
  }

  @Test
  void a_proxy_that_wants_credentials_for_plain_requests_is_told_apart_too() throws Exception {
    proxy.refuses("407 Auth");

    assertThat(fail(sender, post(http())))
        .isEqualTo(
            refused("The proxy " + place() + " wants another user and password (status 407)."));
  }

  @Test
  void a_dead_proxy_is_told() throws Exception {
    String place = place();
    proxy.close();

    assertThat(fail(sender, post("https://receiver.test/")))
        .isEqualTo(refused("The proxy " + place + " cannot be reached."));
    assertThat(fail(sender, post(http())))
        .isEqualTo(refused("The proxy " + place + " cannot be reached."));
  }

  @Test
  void a_proxy_that_nobody_knows_is_told() throws Exception {
    names.remove("proxy.test");

    assertThat(fail(sender, post(http())))
        .isEqualTo(refused("The name of the proxy " + place() + " could not be resolved."));
  }

  @Test
  void a_proxy_that_never_answers_costs_the_timeout_and_no_more() throws Exception {
    proxy.saysNothing();

    assertThat(fail(sender, hurried("https://receiver.test/")).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void a_tunnel_to_a_handshake_that_never_ends_is_closed_at_the_deadline() throws Exception {
    try (var dripping = new ChaosReceiver(Behaviour.named("tls-dripping"))) {
      var answer = start(sender, hurried(dripping.url().replace("localhost", "receiver.test")));
      await().until(() -> dripping.connections() == 1);

      assertThat(answer.get(10, TimeUnit.SECONDS)).asString().contains("Timed out after 400 ms.");

      await().atMost(Duration.ofSeconds(4)).until(() -> dripping.connections() == 0);
    }
  }

  @Test
  void a_name_that_only_the_proxy_knows_is_left_to_it() throws Exception {
    names.remove("receiver.test");

    assertThat(respond(sender, post(http())).text()).isEqualTo("ok");
  }

  @Test
  void forbidden_addresses_and_names_are_not_handed_to_the_proxy() throws Exception {
    names.put("inside.test", addresses("10.0.0.7"));
    names.put("metadata.google.internal", addresses("8.8.8.8"));
    for (String url : List.of(
        "http://169.254.169.254/",
        "http://10.0.0.7/",
        "http://inside.test/",
        "https://inside.test/",
        "http://metadata.google.internal/",
        "http://metadata.goog/")) {
      assertThat(fail(sender, post(url)).kind()).as(url).isEqualTo(Kind.ADDRESS);
    }
    assertThat(proxy.heads).isEmpty();
  }

  @Test
  void the_proxy_may_be_inside_but_not_where_nothing_is_ever_called() throws Exception {
    names.put("proxy.test", addresses("169.254.169.254"));

    assertThat(fail(sender, post(http())))
        .isEqualTo(
            refused("Not sent. The proxy " + place() + " is at an address that is never called."));
  }

  @Test
  void exceptions_are_called_straight() throws Exception {
    sender.allow(Allowed.ANY);
    names.put("receiver.test", addresses("127.0.0.1"));
    for (AddressRules except : List.of(
        new AddressRules(List.of(), List.of("*.test")),
        new AddressRules(List.of(Network.of("127.0.0.0/8")), List.of()))) {
      through("", null, except);
      assertThat(respond(sender, post(http())).text()).isEqualTo("ok");
    }
    assertThat(proxy.heads).isEmpty();
    assertThat(receiver.requests).hasSize(2);
    names.remove("receiver.test");
    sender.leaveThrough(null);
  }

  @Test
  void a_slow_look_up_of_our_own_does_not_hold_a_request_up_for_long() throws Exception {
    var forever = new java.util.concurrent.CountDownLatch(1);
    try (var slow = new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("slow"), host -> {
      if (host.equals("receiver.test")) {
        try {
          forever.await();
        } catch (InterruptedException e) {
          throw new UnknownHostException(host);
        }
      }
      return resolve(host);
    })) {
      slow.leaveThrough(new Proxy("proxy.test", proxy.port(), "", null, AddressRules.PUBLIC));
      long start = System.nanoTime();

      assertThat(respond(slow, post(http())).text()).isEqualTo("ok");

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    }
  }
}
