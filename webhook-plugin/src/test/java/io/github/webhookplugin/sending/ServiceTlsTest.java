package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.Keyring;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.model.TlsRules.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** W-06: services with TLS rules of their own, to receivers that want just those. */
class ServiceTlsTest {
  private static final String BOTH = "TLSv1.2,TLSv1.3";
  private static final Instant SOME_DAY = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir
  static Path folder;

  private static Keyring keys;
  private Sender sender;

  @BeforeAll
  static void make() throws Exception {
    keys = new Keyring(folder)
        .authority("house", "EC")
        .authority("stranger", "EC")
        .receiver("receiver-ec", "house", "EC")
        .receiver("receiver-rsa", "house", "RSA")
        .add("client-ec", "EC", "-signer", "house")
        .add("client-rsa", "RSA", "-signer", "house")
        .add("client-stranger", "EC", "-signer", "stranger")
        .add("elsewhere", "EC", "-signer", "house", "-ext", "SAN=dns:other.test")
        .add("itself", "EC", "-ext", "SAN=dns:localhost")
        .add("localhost", "EC", "-signer", "house")
        .add("future", "EC", "-signer", "house", "-ext", "SAN=dns:localhost", "-startdate", "+9d")
        .add("past", "EC", "-signer", "house", "-startdate", "-9d", "-validity", "5");
  }

  @BeforeEach
  void start() {
    sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("service-tls")));
  }

  @AfterEach
  void stop() {
    sender.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"receiver-ec", "receiver-rsa"})
  void an_authority_counts_for_its_service_and_for_no_other(String name) throws Exception {
    try (var receiver = receiver(name, null, BOTH)) {
      assertThat(respond(sender, post(receiver, trusting("house"))).text()).isEqualTo("ok");

      assertThat(fail(sender, post(receiver, TlsRules.USUAL)).sentence())
          .isEqualTo("TLS: the certificate of localhost is not trusted.");
      assertThat(fail(sender, post(receiver, trusting("stranger"))).sentence())
          .isEqualTo("TLS: the certificate of localhost is not trusted.");
      assertThat(receiver.requests).hasSize(1);
    }
  }

  @Test
  void a_receiver_that_vouches_for_itself_can_be_trusted_by_its_own_certificate() throws Exception {
    try (var receiver = receiver("itself", null, BOTH)) {
      assertThat(respond(sender, post(receiver, trusting("itself"))).text()).isEqualTo("ok");
    }
  }

  @Test
  void what_the_jvm_trusts_is_trusted_beside_the_own_authorities() throws Exception {
    var jvm = TlsContexts.of(TlsRules.USUAL);
    var own = TlsContexts.of(trusting("house"));

    assertThat(own).isNotSameAs(jvm);
    assertThat(TlsContexts.trusted(trusting("house")))
        .singleElement()
        .satisfies(
            manager -> assertThat(((javax.net.ssl.X509TrustManager) manager).getAcceptedIssuers())
                .hasSizeGreaterThan(10)
                .anyMatch(issuer -> issuer.getSubjectX500Principal().getName().equals("CN=house")));
  }

  @Test
  void an_own_authority_does_not_make_another_name_right() throws Exception {
    try (var receiver = receiver("elsewhere", null, BOTH)) {
      assertThat(fail(sender, post(receiver, trusting("house"))).sentence())
          .isEqualTo("TLS: the certificate of localhost is for another name.");
    }
  }

  @Test
  void a_common_name_of_an_own_authority_s_certificate_does_not_count() throws Exception {
    try (var receiver = receiver("localhost", null, BOTH)) {
      assertThat(fail(sender, post(receiver, trusting("house"))).sentence())
          .endsWith(" Issue it again with subjectAltName=DNS:localhost.");
      assertThat(receiver.requests).isEmpty();
    }
  }

  @Test
  void a_certificate_that_is_not_valid_yet_is_refused() throws Exception {
    try (var receiver = receiver("future", null, BOTH)) {
      assertThat(fail(sender, post(receiver, trusting("house"))).sentence())
          .isEqualTo("TLS: the certificate of localhost is not valid yet.");
    }
  }

  @ParameterizedTest
  @CsvSource({"client-ec,TLSv1.2", "client-ec,TLSv1.3", "client-rsa,TLSv1.2", "client-rsa,TLSv1.3"})
  void a_client_certificate_opens_the_door(String client, String version) throws Exception {
    try (var receiver = receiver("receiver-rsa", "house", version)) {
      for (int i = 0; i < 3; i++) {
        assertThat(respond(sender, post(receiver, showing(client))).text()).isEqualTo("ok");
      }
      assertThat(receiver.connections).as("none is kept for a URL that is new").hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_missing_client_certificate_is_told(String version) throws Exception {
    try (var receiver = receiver("receiver-ec", "house", version)) {
      assertThat(fail(sender, post(receiver, trusting("house"))).sentence())
          .matches("TLS: localhost:\\d+ wants a client certificate\\."
              + "|TLS: localhost:\\d+ refused the handshake\\. It may want a client certificate\\."
              + "|The connection was closed before an answer came\\. The server may want a client"
              + " certificate\\.");
      assertThat(receiver.requests).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"client-stranger,TLSv1.2", "client-stranger,TLSv1.3", "past,TLSv1.2", "past,TLSv1.3"})
  void a_refused_client_certificate_is_told(String client, String version) throws Exception {
    try (var receiver = receiver("receiver-ec", "house", version)) {
      assertThat(fail(sender, post(receiver, showing(client))).sentence())
          .matches("TLS: localhost:\\d+ refused the client certificate\\."
              + "|TLS: localhost:\\d+ does not trust the authority of the client certificate\\."
              + "|TLS: localhost:\\d+ says that the client certificate has expired\\."
              + "|TLS: localhost:\\d+ refused the handshake\\. It may not accept the client"
              + " certificate\\."
              + "|The connection was closed before an answer came\\. The server may not accept the"
              + " client certificate\\.");
      assertThat(receiver.requests).isEmpty();
    }
  }

  @Test
  void a_server_that_just_hangs_up_may_want_a_client_certificate() throws Exception {
    try (var receiver =
        new RawReceiver(keys.serve("receiver-ec", null, "TLSv1.3"), c -> c.request())) {
      assertThat(fail(sender, post(receiver, trusting("house"))))
          .isEqualTo(new Answer.Failure(
              Kind.PROTOCOL,
              "The connection was closed before an answer came. The server may want a client"
                  + " certificate."));
    }
  }

  @Test
  void a_service_that_asks_for_tls_13_does_not_speak_12() throws Exception {
    var strict = new TlsRules(keys.certificate("house"), null, Version.TLS_1_3, null);
    try (var old = receiver("receiver-ec", null, "TLSv1.2");
        var fresh = receiver("receiver-ec", null, "TLSv1.3")) {
      assertThat(fail(sender, post(old, strict)).sentence())
          .isEqualTo("TLS: localhost:" + old.port()
              + " does not speak TLS 1.3, which this service asks for.");
      assertThat(respond(sender, post(fresh, strict)).text()).isEqualTo("ok");
      assertThat(respond(sender, post(old, trusting("house"))).text()).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"itself", "elsewhere", "future", "localhost"})
  void without_verification_any_certificate_will_do(String name) throws Exception {
    var unverified = new TlsRules("", null, Version.TLS_1_2, SOME_DAY);
    try (var receiver = receiver(name, null, BOTH)) {
      assertThat(respond(sender, post(receiver, unverified)).text()).isEqualTo("ok");

      TlsRules afterwards = unverified.at(SOME_DAY);
      assertThat(fail(sender, post(receiver, afterwards)).kind()).isEqualTo(Kind.TLS);
      assertThat(receiver.requests).hasSize(1);
    }
  }

  @Test
  void connections_are_shared_among_equal_rules_only() throws Exception {
    try (var receiver = receiver("receiver-ec", null, BOTH)) {
      var also = new TlsRules(
          keys.certificate("house") + keys.certificate("stranger"), null, Version.TLS_1_2, null);
      var newer = new TlsRules(keys.certificate("house"), null, Version.TLS_1_3, null);
      var unverified = new TlsRules(keys.certificate("house"), null, Version.TLS_1_2, SOME_DAY);
      for (TlsRules rules :
          List.of(trusting("house"), also, newer, unverified, showing("client-ec"))) {
        respond(sender, post(receiver, rules));
        respond(sender, post(receiver, rules));
      }
      respond(sender, post(receiver, trusting("house")));

      assertThat(receiver.connections)
          .as("one kept for each of five, and one for the URL when it was new")
          .hasValue(6);
    }
  }

  @Test
  void rules_are_of_no_matter_for_plain_http() throws Exception {
    try (var receiver = new RawReceiver(c -> c.serve(RawReceiver.OK))) {
      String url = receiver.url();
      respond(sender, request(url, TlsRules.USUAL));
      respond(sender, request(url, trusting("house")));
      respond(sender, request(url, trusting("stranger")));

      assertThat(receiver.connections).as("none is kept for a URL that is new").hasValue(2);
    }
  }

  @Test
  void a_setup_that_is_not_used_any_more_is_forgotten() throws Exception {
    var setups = new TlsSetups(Sender.Options.DEFAULT, TlsContexts.usual());
    TlsSetup first = setups.of(trusting("house"));
    assertThat(setups.of(trusting("house"))).isSameAs(first);
    assertThat(setups.size()).isEqualTo(1);

    setups.forgetUnused(System.nanoTime() + 9 * 60_000_000_000L);
    assertThat(setups.size()).isEqualTo(1);
    setups.forgetUnused(System.nanoTime() + 11 * 60_000_000_000L);
    assertThat(setups.size()).isZero();
  }

  private static TlsRules trusting(String authority) throws Exception {
    return new TlsRules(keys.certificate(authority), null, Version.TLS_1_2, null);
  }

  private static TlsRules showing(String client) throws Exception {
    return new TlsRules(keys.certificate("house"), keys.client(client), Version.TLS_1_2, null);
  }

  private static RawReceiver receiver(String name, String authority, String versions)
      throws Exception {
    return new RawReceiver(
        keys.serve(name, authority, versions.split(",")), c -> c.serve(RawReceiver.OK));
  }

  private static OutgoingRequest post(RawReceiver receiver, TlsRules rules) {
    return request("https://localhost:" + receiver.port() + "/", rules);
  }

  private static OutgoingRequest request(String url, TlsRules rules) {
    return new OutgoingRequest(
        SenderFixture.SERVICE,
        HttpMethod.POST,
        url,
        List.of(),
        new byte[] {'1'},
        SenderFixture.LONG,
        rules);
  }
}
