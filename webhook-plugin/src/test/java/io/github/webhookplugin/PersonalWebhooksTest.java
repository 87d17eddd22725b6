package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.signing.StandardWebhooks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deliveries to people's own webhooks: where they go, what they carry, and what their ends do to the service. */
class PersonalWebhooksTest extends PeopleChannel {
  private static final String SECRET = "whsec_" + "QW5uJ3Mgb3duIGtleSwgbWFkZSBmb3IgdGVzdHM=";

  @Test
  void a_personal_delivery_is_signed_with_its_owner_s_secret_and_carries_none_of_the_service() {
    directory.webhooks.put(ANN.id(), PersonalWebhook.to(receiver.url("/ann")).signedWith(SECRET));
    configure(service(
        "Orders",
        "/orders",
        "sendToRecipients",
        true,
        "secret",
        "whsec_c2VydmljZSBrZXksIG1hZGUgZm9yIHRlc3RzIG9ubHk=",
        "queryParams",
        List.of(Map.of("name", "token", "value", "service-token")),
        "headers",
        List.of(
            Map.of("name", "X-Team", "value", "ops"),
            Map.of("name", "Authorization", "value", "Bearer service-token", "secret", true))));

    webhooks.publish(eventFor(ANN));

    got(2);
    Receiver.Got anns = receiver.got("/ann").get(0);
    assertThat(anns.headers())
        .containsEntry("x-team", "ops")
        .doesNotContainKey("authorization")
        .containsEntry("webhook-signature", signature(anns));
    assertThat(anns.toString()).doesNotContain("service-token");
    assertThat(receiver.got("/orders?token=service-token")).hasSize(1);
  }

  @Test
  void a_personal_delivery_carries_no_token_of_the_service() {
    webhook(ANN, "/ann");
    receiver.answers(200, "{\"access_token\":\"service-token\"}");
    configure(service(
        "Orders",
        "/orders",
        "sendToRecipients",
        true,
        "oauth2",
        Map.of("tokenUrl", receiver.url("/token"), "clientId", "a", "clientSecret", "hush-hush")));

    webhooks.publish(eventFor(ANN));

    got(3);
    assertThat(receiver.got("/orders").get(0).headers())
        .containsEntry("authorization", "Bearer service-token");
    assertThat(receiver.got("/ann").get(0).toString()).doesNotContain("service-token");
    assertThat(receiver.got("/token")).hasSize(1);
  }

  @Test
  void a_retry_goes_to_the_address_of_the_day_and_after_a_restart() {
    webhook(ANN, "/old");
    configure(service("Orders", "/orders", "sendToRecipients", true));
    receiver.answers(request -> new Receiver.Reply(request.path().equals("/old") ? 503 : 200, ""));
    webhooks.publish(eventFor(ANN));
    await().until(() -> waiting(1) == 1);
    DeliveryRow waiting = only(State.WAITING);
    assertThat(waiting.lineage().recipient()).isEqualTo(ANN);

    webhooks.stop(BOUND);
    webhook(ANN, "/new");
    clock.forward(INTERVAL);
    start();

    await().until(() -> count(State.DELIVERED) == 2);
    assertThat(receiver.got("/new")).hasSize(1);
    assertThat(receiver.got("/new").get(0).id())
        .isEqualTo(receiver.got("/old").get(0).id());
    assertThat(receiver.got("/new").get(0).body())
        .isEqualTo(receiver.got("/old").get(0).body());
  }

  @Test
  void who_has_no_webhook_any_more_gets_nothing() {
    webhook(ANN, "/ann");
    webhook(BEN, "/ben");
    configure(service("Orders", "/orders", "sendToRecipients", true));
    receiver.answers(503, "busy");
    webhooks.publish(eventFor(ANN, BEN));
    await().until(() -> waiting(1) == 3);

    directory.webhooks.remove(ANN.id());
    directory.webhooks.computeIfPresent(BEN.id(), (id, webhook) -> webhook.switchedOff());
    receiver.answers(200, "ok");
    clock.forward(INTERVAL.plus(Duration.ofSeconds(1)));

    await().until(() -> count(State.FAILED) == 2 && count(State.DELIVERED) == 1);
    assertThat(sentences(State.FAILED))
        .containsExactlyInAnyOrder(
            "Ann has no webhook any more.", "Ben has switched their webhook off.");
  }

  @Test
  void neither_an_address_nor_a_secret_of_a_person_is_in_the_store_or_the_log() throws Exception {
    directory.webhooks.put(
        ANN.id(),
        PersonalWebhook.to(receiver.url("/ann-0123456789abcdef")).signedWith("a-secret-of-anns"));
    configure(service("Orders", "/orders", "sendToRecipients", true));
    receiver.answers(request -> new Receiver.Reply(
        503,
        request.path().equals("/orders")
            ? "busy"
            : "you called " + request.path() + " with a-secret-of-anns"));

    webhooks.publish(eventFor(ANN));

    await().until(() -> waiting(1) == 2);
    webhooks.stop(BOUND);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text.contains("ann-0123456789abcdef"))
            .as("address in " + file)
            .isFalse();
        assertThat(text.contains("a-secret-of-anns")).as("secret in " + file).isFalse();
      }
    }
    assertThat(
            PersonalWebhook.to("https://h.example/token").signedWith("secret").toString())
        .doesNotContain("token", "secret");
    start();
  }

  @Test
  void a_person_s_dead_webhook_neither_pauses_nor_stops_the_service_nor_calls_its_fallback() {
    webhook(ANN, "/ann");
    configure(service("Ops", "/ops"));
    configure(
        Map.of(
            "id",
            id("Ops"),
            "name",
            "Ops",
            "url",
            receiver.url("/ops"),
            "eventTypes",
            List.of("none")),
        service(
            "Orders",
            "/orders",
            "sendToRecipients",
            true,
            "fallback",
            id("Ops"),
            "stopAtRetryLimit",
            true));
    receiver.answers(request -> new Receiver.Reply(request.path().equals("/ann") ? 410 : 200, ""));

    for (int i = 0; i < 20; i++) {
      webhooks.publish(eventFor(ANN));
    }

    await().until(() -> count(State.FAILED) == 20 && count(State.DELIVERED) == 20);
    assertThat(receiver.got("/ops")).isEmpty();
    assertThat(webhooks.publish(anEvent()).deliveries()).isEqualTo(1);
  }

  @Test
  void what_is_sent_again_goes_to_the_same_person() throws Exception {
    webhook(ANN, "/ann");
    configure(service("Orders", "/orders", "sendToRecipients", true));
    receiver.answers(request -> new Receiver.Reply(request.path().equals("/ann") ? 404 : 200, ""));
    webhooks.publish(eventFor(ANN));
    DeliveryRow failed = only(State.FAILED);
    receiver.answers(200, "ok");

    String delivery = admin("GET", "deliveries", "").at("/deliveries/0/id").asText();
    assertThat(admin("GET", "deliveries", "").at("/deliveries/0/recipient/name").asText())
        .isEqualTo("Ann");
    admin("POST", "deliveries/" + delivery + "/redeliver", "{}");

    await().until(() -> receiver.got("/ann").size() == 2);
    await().until(() -> count(State.DELIVERED) == 2);
    assertThat(receiver.got("/orders")).hasSize(1);
    assertThat(log().get(0).lineage().recipient()).isEqualTo(ANN);
    assertThat(log().get(0).origin()).isEqualTo(failed.delivery());
  }

  @Test
  void an_address_that_is_none_fails_with_a_sentence_that_does_not_show_it() {
    directory.webhooks.put(ANN.id(), PersonalWebhook.to("https://no host/secret-path"));
    configure(service("Orders", "/orders", "sendToRecipients", true));

    webhooks.publish(eventFor(ANN));

    assertThat(only(State.FAILED).sentence())
        .isEqualTo(
            "The webhook of Ann cannot be used: its address, its secret or its signature is not valid.");
  }

  private static String signature(Receiver.Got got) {
    var at = Instant.ofEpochSecond(Long.parseLong(got.headers().get("webhook-timestamp")));
    return StandardWebhooks.with(io.github.webhookplugin.model.Secret.of(SECRET))
        .sign(got.id(), at, got.body().getBytes(StandardCharsets.UTF_8));
  }

  private Set<String> sentences(State state) {
    return Set.copyOf(log().stream()
        .filter(row -> row.state() == state)
        .map(DeliveryRow::sentence)
        .toList());
  }

  private String id(String name) {
    return services().stream()
        .filter(service -> service.get("name").equals(name))
        .map(service -> (String) service.get("id"))
        .findFirst()
        .orElseThrow();
  }
}
