package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Keyring;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W-06: TLS of one service, from the JSON API to deliveries and tests. */
class ServiceTlsFlowTest extends AdminFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  static Path folder;

  private static Keyring keys;
  private HttpsServer https;

  @BeforeAll
  static void make() throws Exception {
    keys = new Keyring(folder)
        .authority("house", "EC")
        .receiver("receiver", "house", "EC")
        .add("client", "EC", "-signer", "house", "-validity", "20");
  }

  /** Certificates are valid from now on, so that the clock has to stand there. */
  @BeforeEach
  void serve() throws Exception {
    clock.forward(Duration.between(clock.instant(), Clock.systemUTC().instant().plusSeconds(60)));
    https = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(keys.context("receiver", null)));
    https.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    https.start();
  }

  @AfterEach
  void end() {
    https.stop(0);
  }

  @Test
  void W_06_an_authority_given_to_a_service_counts_from_the_next_attempt_on() throws Exception {
    String id = saved("Inside", Map.of(), 1);
    publish(NotificationEvent.of("a").title("one").build());
    String waiting = deliveries("waiting", 1).get(0);
    assertThat(json(get("deliveries/" + waiting)).path("sentence").asText())
        .contains("TLS: the certificate of localhost is not trusted.");

    patch(id, Map.of("tls", Map.of("authorities", keys.certificate("house"))));
    clock.forward(Duration.ofSeconds(61));

    deliveries("delivered", 1);
  }

  @Test
  void a_test_goes_over_the_same_tls_as_deliveries() throws Exception {
    JsonNode without = json(raw("POST", "test", JSON_HEADERS, text(document("N", Map.of(), 0))));
    JsonNode with = json(raw(
        "POST",
        "test",
        JSON_HEADERS,
        text(document("N", Map.of("authorities", keys.certificate("house")), 0))));

    assertThat(without.toString()).contains("is not trusted");
    assertThat(with.path("status").asInt()).as(with.toString()).isEqualTo(204);
  }

  @Test
  void W_06_a_receiver_is_left_unverified_until_the_clock_says_so_and_everybody_can_see_it()
      throws Exception {
    Instant until = clock.instant().plus(Duration.ofHours(1));
    assertThat(webhooks.apply(Map.of("allowUnverifiedTls", true), "ann")).isEmpty();
    String id = saved("Inside", Map.of("unverifiedUntil", until.toString()), 0);

    publish(NotificationEvent.of("a").title("one").build());
    deliveries("delivered", 1);
    assertThat(json(get("services/" + id)).at("/status/unverifiedUntil").asText())
        .isEqualTo(until.toString());
    JsonNode change = json(get("history/2/" + id));
    assertThat(change.path("by").asText()).isEqualTo("ann");
    assertThat(change.path("changes").toString()).contains("unverifiedUntil", until.toString());

    clock.forward(Duration.ofHours(1));
    publish(NotificationEvent.of("a").title("two").build());
    deliveries("failed", 1);
    assertThat(json(get("services/" + id)).at("/status/unverifiedUntil").isNull())
        .isTrue();
  }

  @Test
  void taking_the_permission_back_verifies_at_once() throws Exception {
    webhooks.apply(Map.of("allowUnverifiedTls", true), "ann");
    saved("Inside", Map.of("unverifiedUntil", clock.instant().plusSeconds(600).toString()), 0);
    webhooks.apply(Map.of("allowUnverifiedTls", false), "ann");

    publish(NotificationEvent.of("a").title("one").build());

    deliveries("failed", 1);
  }

  @Test
  void saving_warns_of_certificates_that_end_soon_and_of_an_unverified_receiver() throws Exception {
    webhooks.apply(Map.of("allowUnverifiedTls", true), "ann");
    var tls = new HashMap<String, Object>();
    tls.put("clientCertificate", keys.chain("client"));
    tls.put("clientKey", keys.key("client"));
    tls.put("unverifiedUntil", clock.instant().plusSeconds(600).toString());
    JsonNode answer = json(raw("POST", "services", JSON_HEADERS, text(document("Inside", tls, 0))));

    assertThat(answer.path("warnings").findValuesAsText("pointer"))
        .containsExactly("/tls/clientCertificate", "/tls/unverifiedUntil");
    assertThat(answer.toString()).doesNotContain("PRIVATE KEY");
  }

  @Test
  void a_change_of_the_client_certificate_is_in_the_history_and_its_key_is_not() throws Exception {
    String id = saved("Inside", Map.of(), 0);
    patch(
        id,
        Map.of(
            "tls",
            Map.of("clientCertificate", keys.chain("client"), "clientKey", keys.key("client"))));
    long version = json(get("history")).at("/changes/0/version").asLong();

    JsonNode change = json(get("history/" + version + "/" + id));

    assertThat(change.toString()).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE KEY");
  }

  private static final Map<String, String> JSON_HEADERS =
      Map.of("Content-Type", "application/json");

  private Map<String, Object> document(String name, Map<String, Object> tls, int retries) {
    var document = new LinkedHashMap<String, Object>();
    document.put("name", name);
    document.put("url", "https://localhost:" + https.getAddress().getPort() + "/in");
    document.put("retry", Map.of("mode", "fixed", "count", retries, "interval", 60));
    document.put("tls", tls);
    return document;
  }

  private String saved(String name, Map<String, Object> tls, int retries) throws Exception {
    AdminResponse answer =
        raw("POST", "services", JSON_HEADERS, text(document(name, tls, retries)));
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  private void patch(String id, Map<String, Object> change) throws Exception {
    AdminResponse answer = raw("PATCH", "services/" + id, JSON_HEADERS, text(change));
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
  }

  private static String text(Map<String, Object> document) throws JsonProcessingException {
    return JSON.writeValueAsString(document);
  }
}
