package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Lineage.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that does not take an event leaves it to its fallback (seed row W-99, feature N-09). */
class FallbackTest extends OpenEngine {
  private final Set<String> down = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void answer() {
    global = new GlobalSettings(true, 0, Duration.ofSeconds(60), Duration.ofSeconds(5));
    receiver.answers(
        request -> new Receiver.Reply(down.contains(request.path().substring(1)) ? 503 : 200, ""));
  }

  @Test
  void W_99_the_fallback_gets_the_same_event_marked_with_the_first_service() {
    configure(marking("Größe A", "B"), marking("B", null));
    down.add(encoded("Größe A"));

    publish();

    await().until(() -> count("B", State.DELIVERED) == 2);
    DeliveryReceipt failed = receipt(Outcome.FAILED);
    assertThat(failed.reason())
        .isEqualTo("Status 503 is not from 200 to 299. It goes on to the fallback “B”.");
    DeliveryRow row = log("B").get(0);
    assertThat(row.cause()).isEqualTo(Cause.FALLBACK);
    assertThat(row.origin()).isEqualTo(log("Größe A").get(0).delivery());
    Receiver.Got got = receiver.got("/B").stream()
        .filter(one -> one.headers().containsKey("webhook-fallback-of"))
        .findFirst()
        .orElseThrow();
    assertThat(got.headers()).containsEntry("webhook-fallback-of", "Gr%C3%B6%C3%9Fe A");
    assertThat(got.body()).isEqualTo("{\"event\":\"order.paid\",\"instead of\":\"Größe A\"}");
    assertThat(got.id())
        .as("a delivery of its own")
        .isEqualTo(outbox.ids().of(row.delivery()).toString());
    assertThat(receipts(3))
        .filteredOn(receipt -> receipt.deliveryId().equals(got.id()))
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.eventId()).isEqualTo(failed.eventId()));
    assertThat(receiver.got("/" + encoded("Größe A")).get(0).headers())
        .doesNotContainKey("webhook-fallback-of");
  }

  @Test
  void W_99_it_goes_on_only_when_the_retries_are_used_up() {
    global = new GlobalSettings(true, 1, Duration.ofSeconds(60), Duration.ofSeconds(5));
    configure(service("A", to("B")), service("B", to(null)));
    down.add("A");
    publish();
    await().until(() -> count("A", State.WAITING) == 1);
    assertThat(log("B")).hasSize(1).allMatch(row -> row.cause() == Cause.EVENT);

    clock.forward(Duration.ofSeconds(60));

    await().until(() -> count("B", State.DELIVERED) == 2);
  }

  @Test
  void a_chain_ends_with_the_third_fallback_and_names_the_first_service_to_each() {
    configure(
        service("A", to("B")), only("B", "C"), only("C", "D"), only("D", "E"), only("E", null));
    down.addAll(Set.of("A", "B", "C", "D"));

    publish();

    await().until(() -> log.pending() == 0);
    assertThat(log("D")).as("its own, and those of A, B and C").hasSize(4);
    for (String fallback : new String[] {"B", "C", "D"}) {
      assertThat(receiver.got("/" + fallback))
          .filteredOn(got -> got.headers().containsKey("webhook-fallback-of"))
          .extracting(got -> got.headers().get("webhook-fallback-of"))
          .contains("A");
    }
    assertThat(log("D"))
        .filteredOn(row -> row.sentence().contains("goes no further"))
        .hasSize(1);
  }

  @Test
  void two_services_that_stand_in_for_each_other_do_not_play_ball() {
    configure(service("A", to("B")), service("B", to("A")));
    down.addAll(Set.of("A", "B"));

    publish();

    await().until(() -> log.pending() == 0);
    assertThat(log("A")).hasSize(2);
    assertThat(log("B")).hasSize(2);
    assertThat(log("B"))
        .filteredOn(row -> row.cause() == Cause.FALLBACK)
        .extracting(DeliveryRow::sentence)
        .containsExactly("Status 503 is not from 200 to 299. Its fallback “A” has had it already.");
  }

  @Test
  void an_open_circuit_sends_new_events_to_the_fallback_and_lets_them_come_back_by_itself() {
    global = new GlobalSettings(true, 20, Duration.ofSeconds(60), Duration.ofSeconds(5));
    configure(service("A", to("B")), service("B", to(null)));
    down.add("A");
    for (int i = 0; i < 12; i++) {
      publish();
    }
    await().until(() -> count("A", State.WAITING) == 12);
    clock.forward(Duration.ofSeconds(60));
    await().until(() -> engine.circuitOpen(active.number(id("A"))));
    clock.forward(Duration.ofSeconds(1));
    await().until(() -> count("A", State.WAITING) == 12);
    int sentToA = receiver.got("/A").size();

    publish();

    await().until(() -> count("B", State.DELIVERED) == 14);
    assertThat(receiver.got("/A")).hasSize(sentToA);
    assertThat(log("A").get(0).state()).isEqualTo(State.SKIPPED);
    assertThat(log("A").get(0).sentence())
        .isEqualTo("The service failed too often in a row and is paused. "
            + "It goes on to the fallback “B”.");
    assertThat(count("A", State.WAITING))
        .as("what waited for A goes on waiting")
        .isEqualTo(12);

    down.remove("A");
    clock.forward(Duration.ofSeconds(90));
    await().until(() -> count("A", State.DELIVERED) == 12);
    publish();
    await().until(() -> count("A", State.DELIVERED) == 13);
    await().until(() -> count("B", State.DELIVERED) == 15);
    assertThat(log("B").get(0).cause()).as("its own again").isEqualTo(Cause.EVENT);
  }

  @Test
  void without_a_backlog_a_new_event_is_the_probe() {
    global = new GlobalSettings(true, 0, Duration.ofSeconds(60), Duration.ofSeconds(5));
    configure(service("A", to("B")), service("B", to(null)));
    failUntilTheCircuitIsOpen();
    publish();
    await().until(() -> count("A", State.SKIPPED) == 1);

    down.remove("A");
    clock.forward(Duration.ofSeconds(30));
    // the lane's place for a probe may still be looked for in the store
    await().until(() -> {
      publish();
      return count("A", State.DELIVERED) > 0;
    });

    assertThat(engine.circuitOpen(active.number(id("A")))).isFalse();
  }

  @Test
  void each_event_of_a_batch_goes_on_by_itself() {
    var batching =
        new Shaping.Batching(3, Duration.ofHours(1), "[{{#events}}\"{{type}}\",{{/events}}]");
    configure(
        shaped("A", "B", new Shaping(List.of(), null, batching, null, false)),
        service("B", to(null)));
    down.add("A");

    publish();
    publish();
    publish();

    await().until(() -> count("B", State.DELIVERED) == 6);
    assertThat(receiver.got("/A")).hasSize(1);
    assertThat(log("A")).hasSize(3);
    assertThat(log("A")).allMatch(row -> row.sentence().endsWith("the fallback “B”."));
    assertThat(log("B"))
        .filteredOn(row -> row.cause() == Cause.FALLBACK)
        .extracting(DeliveryRow::origin)
        .containsExactlyInAnyOrderElementsOf(
            log("A").stream().map(DeliveryRow::delivery).toList());
    assertThat(receiver.got("/B").stream()
            .filter(got -> "A".equals(got.headers().get("webhook-fallback-of"))))
        .hasSize(3);
  }

  @Test
  void an_ordered_fallback_gets_it_without_delay() {
    configure(
        service("A", to("B")),
        shaped("B", null, new Shaping(List.of(), null, Shaping.Batching.NONE, null, true)));
    publish();
    await().until(() -> count("B", State.DELIVERED) == 1);
    down.add("A");

    publish();

    await().until(() -> count("B", State.DELIVERED) == 3);
  }

  @Test
  void an_ordered_service_whose_circuit_is_open_is_probed_by_new_events_too() {
    configure(
        shaped("A", "B", new Shaping(List.of(), null, Shaping.Batching.NONE, null, true)),
        service("B", to(null)));
    failUntilTheCircuitIsOpen();
    publish();
    await().until(() -> count("A", State.SKIPPED) == 1);

    down.remove("A");
    clock.forward(Duration.ofSeconds(30));
    await().until(() -> {
      publish();
      return count("A", State.DELIVERED) > 0;
    });
  }

  @Test
  void a_stopped_service_leaves_new_events_to_its_fallback() {
    var stops = new FailureRules(true, true, id("B"), null);
    configure(service("A", stops), service("B", to(null)));
    down.add("A");
    publish();
    await().until(() -> health("A").stopped());

    var plan = publish();

    assertThat(plan.skipped()).isEqualTo(1);
    assertThat(plan.deliveries()).as("B's own and A's").isEqualTo(2);
    await().until(() -> count("B", State.DELIVERED) == 4);
    assertThat(log("A").get(0).sentence())
        .startsWith("The service is stopped.")
        .endsWith("It goes on to the fallback “B”.");
    assertThat(receiver.got("/A")).hasSize(1);
  }

  @Test
  void a_service_that_is_switched_off_has_no_fallback() {
    configure(service("A", false, "/A", to("B")), service("B", to(null)));

    publish();

    receipts(2);
    assertThat(log("B")).hasSize(1);
    assertThat(log("A").get(0).sentence()).isEqualTo("The service was switched off.");
  }

  @Test
  void a_fallback_that_is_off_or_gone_is_said_and_recorded() {
    configure(service("A", to("B")), service("B", false, "/B", to(null)));
    down.add("A");
    publish();
    receipts(3);
    assertThat(log("A").get(0).sentence()).endsWith("Its fallback “B” does not get it either.");
    assertThat(log("B")).hasSize(2).allMatch(row -> row.state() == State.SKIPPED);

    configure(service("A", to("B")));
    publish();
    await().until(() -> count("A", State.FAILED) == 2);
    assertThat(log("A").get(0).sentence()).endsWith("Its fallback was removed.");
  }

  private DeliveryReceipt receipt(Outcome outcome) {
    await().until(() -> receipts.stream().anyMatch(receipt -> receipt.outcome() == outcome));
    return receipts.stream()
        .filter(receipt -> receipt.outcome() == outcome)
        .findFirst()
        .orElseThrow();
  }

  private WebhookService only(String name, @Nullable String fallback) {
    return service(name, to(fallback));
  }

  private WebhookService shaped(String name, @Nullable String fallback, Shaping shaping) {
    var service = service(name, to(fallback));
    return new WebhookService(
        service.id(),
        service.label(),
        true,
        service.request(),
        service.check(),
        service.delivery(),
        shaping,
        service.failures());
  }

  private WebhookService marking(String name, @Nullable String fallback) {
    var service = service(name, true, "/" + encoded(name), to(fallback));
    var request = service.request();
    return new WebhookService(
        service.id(),
        service.label(),
        true,
        new RequestTemplate(
            request.method(),
            request.url(),
            request.headers(),
            request.queryParams(),
            name.equals("B")
                ? "{\"event\":\"{{type}}\"{{#fallbackOf}},\"instead of\":\"{{fallbackOf}}\"{{/fallbackOf}}}"
                : BODY),
        service.check(),
        service.delivery(),
        service.shaping(),
        service.failures());
  }

  private static String encoded(String name) {
    return name.replaceAll("[^A-Za-z]", "");
  }

  private static FailureRules to(@Nullable String fallback) {
    return new FailureRules(true, false, fallback == null ? null : id(fallback), null);
  }

  /** Ten failures of A, two seconds apart. */
  private void failUntilTheCircuitIsOpen() {
    down.add("A");
    for (int i = 1; i <= 10; i++) {
      publish();
      int failed = i;
      await().until(() -> count("A", State.FAILED) == failed);
      clock.forward(Duration.ofSeconds(2));
    }
    await().until(() -> engine.circuitOpen(active.number(id("A"))));
  }
}
