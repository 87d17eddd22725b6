package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.receivers.Received;
import io.github.webhookplugin.receivers.ReceiverServer;
import io.github.webhookplugin.receivers.TokenEndpoint;
import io.github.webhookplugin.receivers.TokenReceiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services whose requests carry a token (RFC 6749 section 4.4), from the settings to the receiver. */
class TokenFlowTest extends OpenChannel {
  private static final String SECRET = "kept +&%: secret";

  private final TokenEndpoint endpoint = new TokenEndpoint("shop:1", SECRET, "events", "more");
  private final TokenReceiver guarded = new TokenReceiver(endpoint);
  private ReceiverServer server;

  @BeforeEach
  void listen() {
    endpoint.at(clock);
    guarded.at(clock);
    server = new ReceiverServer(List.of(endpoint, guarded));
  }

  @AfterEach
  void stopListening() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "body"})
  void a_request_carries_a_token_that_was_got_with_id_secret_and_scope(String place) {
    configure(
        guarded("clientAuthentication", place, "scope", "events more", "audience", "https://a/b"));

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt().reason()).isEqualTo("Status 200, as expected.");
    assertThat(endpoint.taken().get(0).request().text())
        .contains("grant_type=client_credentials&scope=events+more&audience=https%3A%2F%2Fa%2Fb");
    assertThat(guarded.taken().get(0).request().header("authorization"))
        .isEqualTo("Bearer simulated-token-0001");
  }

  @Test
  void fifty_deliveries_at_once_wait_for_one_token() {
    var gate = new CountDownLatch(1);
    receiver.answers(request -> {
      if (request.path().equals("/token")) {
        pass(gate);
      }
      return new Receiver.Reply(200, "{\"access_token\":\"one\",\"token_type\":\"bearer\"}");
    });
    configure(
        service("Orders", "/orders", "concurrency", 50, "oauth2", oauth(receiver.url("/token"))));

    for (int i = 0; i < 50; i++) {
      webhooks.publish(anEvent());
    }
    got(1);
    gate.countDown();

    receipts(50);
    assertThat(receiver.got("/token")).hasSize(1);
    assertThat(receiver.got("/orders"))
        .hasSize(50)
        .allMatch(request -> request.headers().get("authorization").equals("Bearer one"));
  }

  @Test
  void a_token_is_used_until_a_tenth_of_its_life_is_left() {
    endpoint.tokensLast(Duration.ofSeconds(300));
    configure(guarded());
    deliver(1);

    clock.forward(Duration.ofSeconds(269));
    deliver(2);
    assertThat(endpoint.received()).hasSize(1);

    clock.forward(Duration.ofSeconds(1));
    deliver(3);
    assertThat(endpoint.received()).hasSize(2);
    assertThat(guarded.received()).hasSize(3);
  }

  @Test
  void a_token_that_says_no_end_is_used_until_a_receiver_refuses_it() {
    receiver.answers(200, "{\"access_token\":\"endless\"}");
    configure(service("Orders", "/orders", "oauth2", oauth(receiver.url("/token"))));
    deliver(1);

    clock.forward(Duration.ofDays(300));
    deliver(2);

    assertThat(receiver.got("/token")).hasSize(1);
  }

  @Test
  void a_token_that_the_receiver_refuses_is_renewed_and_the_request_sent_once_more() {
    configure(guarded());
    deliver(1);
    endpoint.revokeAll();

    DeliveryReceipt receipt = deliver(2);

    assertThat(receipt.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt.tries()).isEqualTo(1);
    assertThat(receipt.reason())
        .isEqualTo("Status 200, as expected. The receiver refused the token with status 401, so the"
            + " request was sent again with a new one.");
    assertThat(endpoint.received()).hasSize(2);
    List<Received> sent = guarded.received().subList(1, guarded.received().size());
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1).request().header("webhook-id"))
        .isEqualTo(sent.get(0).request().header("webhook-id"));
    assertThat(sent.get(1).request().text()).isEqualTo(sent.get(0).request().text());
  }

  @Test
  void a_receiver_that_refuses_the_new_token_too_is_judged_by_that() {
    configure(guarded());
    deliver(1);
    guarded.answersNext("invalid_token");
    guarded.answersNext("invalid_token");

    DeliveryReceipt receipt = deliver(2);

    assertThat(receipt.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt.reason())
        .startsWith("Status 401 is not from 200 to 299. Such a status is not retried.")
        .endsWith("sent again with a new one.");
    assertThat(guarded.received()).hasSize(3);
    assertThat(endpoint.received()).hasSize(2);
  }

  @Test
  void a_token_that_was_got_for_the_attempt_is_not_renewed_in_it() {
    configure(guarded());
    guarded.answersNext("invalid_token");

    assertThat(deliver(1).outcome()).isEqualTo(Outcome.FAILED);

    assertThat(guarded.received()).hasSize(1);
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void a_receiver_that_answers_something_else_gets_the_request_once() {
    configure(guarded());
    deliver(1);
    guarded.answersNext("403");

    assertThat(deliver(2).outcome()).isEqualTo(Outcome.FAILED);

    assertThat(guarded.received()).hasSize(2);
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void without_a_token_nothing_is_sent_and_the_schedule_goes_on() {
    configure(guarded());
    endpoint.answersNext("invalid_client");

    webhooks.publish(anEvent());

    DeliveryRow waiting = waitingAfter(1);
    assertThat(waiting.sentence())
        .isEqualTo(
            "The token endpoint answered 401 with the error invalid_client. Check client id and"
                + " secret, and whether it wants them in a header or in the form. It says: “client"
                + " authentication failed”");
    assertThat(guarded.received()).isEmpty();
    clock.forward(INTERVAL.plusSeconds(10));
    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(receipt().tries()).isEqualTo(2);
  }

  @Test
  void a_token_that_cannot_be_renewed_leaves_the_delivery_for_a_retry() {
    configure(guarded());
    deliver(1);
    endpoint.revokeAll();
    endpoint.answersNext("503");

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).sentence())
        .isEqualTo(
            "The token endpoint answered 503. Before that the receiver had refused the old token"
                + " with status 401.");
    clock.forward(INTERVAL.plusSeconds(10));
    assertThat(receipts(2).get(1).outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void a_dead_endpoint_is_asked_once_a_second_whatever_waits() {
    endpoint.answersNext("503");
    configure(guarded("clientAuthentication", "body"));

    for (int i = 0; i < 30; i++) {
      webhooks.publish(anEvent());
    }

    await().until(() -> log().stream().allMatch(row -> row.tries() == 1));
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void another_secret_is_used_at_once_and_the_old_token_no_more() {
    configure(guarded());
    deliver(1);

    change("Orders", "oauth2", oauth(server.url(endpoint), "clientSecret", "a wrong secret"));
    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).sentence()).contains("invalid_client");
    change("Orders", "oauth2", oauth(server.url(endpoint)));
    clock.forward(INTERVAL.plusSeconds(10));
    assertThat(receipts(2).get(1).outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(guarded.taken().get(1).request().header("authorization"))
        .isEqualTo("Bearer simulated-token-0002");
  }

  @Test
  void a_change_of_something_else_keeps_the_token() {
    configure(guarded());
    deliver(1);

    change("Orders", "description", "new");
    deliver(2);

    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void after_a_restart_the_secret_is_there_and_the_token_is_got_again() {
    configure(guarded());
    deliver(1);

    webhooks.stop(BOUND);
    start();
    deliver(2);

    assertThat(endpoint.taken()).hasSize(2);
  }

  @Test
  void a_batch_carries_one_token() {
    var service = guarded();
    service.put("batchSize", 3);
    service.put("batchWait", 60);
    configure(service);

    for (int i = 0; i < 3; i++) {
      webhooks.publish(anEvent());
    }

    assertThat(receipts(3)).allMatch(receipt -> receipt.outcome() == Outcome.DELIVERED);
    assertThat(guarded.taken()).hasSize(1);
    assertThat(endpoint.taken()).hasSize(1);
  }

  @Test
  void a_service_that_is_read_and_written_again_keeps_its_secret() {
    configure(guarded());

    change("Orders", "description", "new");

    assertThat(services().get(0).toString()).doesNotContain(SECRET);
    assertThat(deliver(1).outcome()).isEqualTo(Outcome.DELIVERED);
  }

  /** Publishes an event and gives its receipt, the {@code n}th. */
  private DeliveryReceipt deliver(int n) {
    webhooks.publish(anEvent());
    return receipts(n).get(n - 1);
  }

  private Map<String, Object> guarded(String... more) {
    var service = service("Orders", "/", "oauth2", oauth(server.url(endpoint), more));
    service.put("url", server.url(guarded));
    return service;
  }

  private static Map<String, Object> oauth(String tokenUrl, String... more) {
    var oauth = new HashMap<String, Object>();
    oauth.put("tokenUrl", tokenUrl);
    oauth.put("clientId", "shop:1");
    oauth.put("clientSecret", SECRET);
    for (int i = 0; i < more.length; i += 2) {
      oauth.put(more[i], more[i + 1]);
    }
    return oauth;
  }
}
