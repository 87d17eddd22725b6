package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.hurried;
import static io.github.webhookplugin.sending.SenderFixture.post;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static io.github.webhookplugin.sending.SenderFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Keyring;
import io.github.webhookplugin.receivers.chaos.Behaviour;
import io.github.webhookplugin.receivers.chaos.ChaosReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates, made on the spot by the JDK's keytool. */
class SenderTlsTest {
  @TempDir
  Path folder;

  private Sender sender;

  @AfterEach
  void stop() {
    sender.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void W_92_S_39c_delivers_over_tls_with_the_credential_to_a_receiver_that_it_trusts(String version)
      throws Exception {
    Keyring keys = keys("-ext", "SAN=dns:localhost,ip:127.0.0.1");
    sender = senderThatTrusts(keys);
    try (var receiver = receiver(keys, version)) {
      assertThat(respond(sender, post(url("localhost", receiver))).text()).isEqualTo("ok");
      assertThat(respond(sender, post(url("localhost", receiver))).text()).isEqualTo("ok");
      var credential = new Header("Authorization", "Bearer t0ken");
      assertThat(respond(sender, post(url("127.0.0.1", receiver), credential)).text())
          .isEqualTo("ok");
      assertThat(receiver.connections).hasValue(3);
      assertThat(receiver.requests.get(2)).contains("Authorization: Bearer t0ken\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls-dripping", "tls-silent"})
  void the_connection_of_a_handshake_that_never_ends_is_closed_at_the_deadline(String behaviour)
      throws Exception {
    sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("tls")));
    try (var receiver = new ChaosReceiver(Behaviour.named(behaviour))) {
      var answer = start(sender, hurried(receiver.url()));
      await().until(() -> receiver.connections() == 1);

      assertThat(answer.get(10, TimeUnit.SECONDS))
          .isEqualTo(new Answer.Failure(
              Kind.TIMEOUT, "Timed out after 400 ms. There was no connection yet."));

      await().atMost(Duration.ofSeconds(4)).until(() -> receiver.connections() == 0);
    }
  }

  @Test
  void W_06_refuses_a_certificate_that_nobody_vouches_for() throws Exception {
    sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("tls")));
    try (var receiver = receiver(keys("-ext", "SAN=dns:localhost"), "TLSv1.3")) {
      assertThat(fail(sender, post(url("localhost", receiver))))
          .isEqualTo(tls("TLS: the certificate of localhost is not trusted."));
      assertThat(receiver.requests).isEmpty();
    }
  }

  @Test
  void W_06_refuses_a_certificate_for_another_name() throws Exception {
    Keyring keys = keys("-ext", "SAN=dns:other.test");
    sender = senderThatTrusts(keys);
    try (var receiver = receiver(keys, "TLSv1.3")) {
      assertThat(fail(sender, post(url("localhost", receiver))))
          .isEqualTo(tls("TLS: the certificate of localhost is for another name."));
      assertThat(fail(sender, post(url("127.0.0.1", receiver))))
          .isEqualTo(tls("TLS: the certificate of 127.0.0.1 is for another name."));
      assertThat(receiver.requests).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SAN=ip:127.0.0.1", "SAN=email:localhost@localhost"})
  void refuses_a_certificate_that_names_the_host_in_its_common_name_only(String names)
      throws Exception {
    var keys = new Keyring(folder)
        .add("localhost", "EC", names.isEmpty() ? new String[0] : new String[] {"-ext", names});
    sender = senderThatTrusts(keys, "localhost");
    try (var receiver =
        new RawReceiver(keys.serve("localhost", null, "TLSv1.3"), c -> c.serve(RawReceiver.OK))) {
      for (int i = 0; i < 2; i++) { // a session that is resumed is looked at, too
        assertThat(fail(sender, post(url("localhost", receiver))))
            .isEqualTo(tls(
                "TLS: the certificate of localhost names no host in subjectAltName, and its common name"
                    + " does not count. Issue it again with subjectAltName=DNS:localhost."));
      }
      assertThat(receiver.requests).isEmpty();
    }
  }

  @Test
  void says_which_alternative_name_a_certificate_lacks_for_an_address() throws Exception {
    var keys = new Keyring(folder).add("localhost", "EC");
    sender = senderThatTrusts(keys, "localhost");
    try (var receiver =
        new RawReceiver(keys.serve("localhost", null, "TLSv1.3"), c -> c.serve(RawReceiver.OK))) {
      assertThat(fail(sender, post(url("127.0.0.1", receiver))).sentence())
          .endsWith(" Issue it again with subjectAltName=IP:127.0.0.1.");
    }
  }

  @Test
  void W_06_refuses_a_certificate_that_has_expired() throws Exception {
    Keyring keys = keys("-ext", "bc:critical=ca:true");
    sender = senderThatTrusts(keys);
    keys.add(
        "expired",
        "EC",
        "-signer",
        "receiver",
        "-ext",
        "SAN=dns:localhost",
        "-startdate",
        "-9d",
        "-validity",
        "5");
    try (var receiver =
        new RawReceiver(keys.serve("expired", null, "TLSv1.3"), c -> c.serve(RawReceiver.OK))) {
      assertThat(fail(sender, post(url("localhost", receiver))))
          .isEqualTo(tls("TLS: the certificate of localhost has expired."));
      assertThat(receiver.requests).isEmpty();
    }
  }

  @Test
  void says_when_the_port_does_not_speak_tls() throws Exception {
    sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("tls")));
    try (var receiver =
        new RawReceiver(c -> c.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))) {
      assertThat(fail(sender, post(url("127.0.0.1", receiver))))
          .isEqualTo(tls("TLS: 127.0.0.1:" + receiver.port() + " does not speak TLS."));
    }
  }

  @Test
  void says_when_the_receiver_wants_a_certificate_too() throws Exception {
    Keyring keys = keys("-ext", "SAN=dns:localhost");
    sender = senderThatTrusts(keys);
    SSLServerSocket server = keys.serve("receiver", "receiver", "TLSv1.2");
    try (var receiver = new RawReceiver(server, c -> c.serve(RawReceiver.OK))) {
      // which of the two depends on what the server's JDK sends: bad_certificate (17) or
      // handshake_failure (25)
      String place = "TLS: localhost:" + receiver.port();
      assertThat(fail(sender, post(url("localhost", receiver))))
          .isIn(
              tls(place + " wants a client certificate."),
              tls(place + " refused the handshake. It may want a client certificate."));
    }
  }

  private static Answer.Failure tls(String sentence) {
    return new Answer.Failure(Kind.TLS, sentence);
  }

  private static String url(String host, RawReceiver receiver) {
    return "https://" + host + ":" + receiver.port() + "/";
  }

  private static Sender senderThatTrusts(Keyring keys) throws Exception {
    return senderThatTrusts(keys, "receiver");
  }

  private static Sender senderThatTrusts(Keyring keys, String authority) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, keys.trusting(authority), null);
    return SenderFixture.allowing(new Sender(
        Sender.Options.DEFAULT, SenderFixture.threadsNamed("tls"), Resolver.SYSTEM, context));
  }

  private static RawReceiver receiver(Keyring keys, String version) throws Exception {
    return new RawReceiver(keys.serve("receiver", null, version), c -> c.serve(RawReceiver.OK));
  }

  private Keyring keys(String... options) throws Exception {
    return new Keyring(folder).add("receiver", "EC", options);
  }
}
