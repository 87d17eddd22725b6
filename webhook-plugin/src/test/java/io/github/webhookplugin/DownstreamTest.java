package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.FailureRules.Downstream;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Lineage.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that hears how another one's deliveries ended (seed row W-98). */
class DownstreamTest extends OpenEngine {
  private static final String ALL = "{\"type\":\"{{type}}\",\"of\":\"{{data.eventType}}\","
      + "\"service\":\"{{data.service}}\",\"outcome\":\"{{data.outcome}}\",\"tries\":{{data.tries}},"
      + "\"delivery\":\"{{data.deliveryId}}\",\"status\":{{data.status}},\"why\":\"{{data.sentence}}\"}";

  @BeforeEach
  void noRetries() {
    global = new GlobalSettings(true, 0, Duration.ofSeconds(60), Duration.ofSeconds(5));
  }

  @Test
  void W_98_it_hears_of_a_delivery_with_an_event_of_its_own() {
    configure(service("A", tells("Hook", true, false)), listener("Hook", FailureRules.DEFAULT));
    publish();

    await().until(() -> count("Hook", State.DELIVERED) == 2);

    DeliveryRow told = told("Hook").get(0);
    assertThat(told.type()).isEqualTo("webhook.delivery.delivered");
    assertThat(told.origin()).isEqualTo(log("A").get(0).delivery());
    String expected = "{\"type\":\"webhook.delivery.delivered\",\"of\":\"order.paid\","
        + "\"service\":\"A\",\"outcome\":\"delivered\",\"tries\":1,\"delivery\":\"%s\","
        + "\"status\":200,\"why\":\"%s\"}";
    DeliveryRow of = log("A").get(0);
    assertThat(receiver.got("/Hook"))
        .extracting(Receiver.Got::body)
        .contains(expected.formatted(outbox.ids().of(of.delivery()), of.sentence()));
  }

  @Test
  void it_hears_only_of_what_it_asked_for() {
    configure(
        service("A", tells("Hook", false, true)),
        service("B", tells("Hook", true, false)),
        listener("Hook", FailureRules.DEFAULT));
    receiver.answers(request -> new Receiver.Reply(request.path().equals("/Hook") ? 200 : 503, ""));

    publish();

    await().until(() -> log.pending() == 0 && log("Hook").size() == 2);
    assertThat(told("Hook"))
        .singleElement()
        .satisfies(row -> assertThat(row.origin()).isEqualTo(log("A").get(0).delivery()));
    assertThat(told("Hook").get(0).type()).isEqualTo("webhook.delivery.failed");
  }

  @Test
  void W_98_what_tells_of_deliveries_is_not_told_of() {
    configure(
        service("A", tells("B", true, true)),
        service("B", tells("A", true, true)),
        service("C", tells("C", true, true)));

    publish();

    await().until(() -> log.pending() == 0 && told("C").size() == 1);
    assertThat(log("A")).hasSize(2);
    assertThat(log("B")).hasSize(2);
    assertThat(log("C")).hasSize(2);
  }

  @Test
  void not_even_by_way_of_a_fallback() {
    var rules = new FailureRules(true, false, id("C"), new Downstream(id("B"), true, true));
    configure(
        service("A", rules),
        service("B", rules),
        service("C", new FailureRules(true, false, null, new Downstream(id("B"), true, true))));
    receiver.answers(503, "down");

    publish();

    await().until(() -> log.pending() == 0 && log("C").size() >= 3);
    engine.call(() -> 0).join();
    assertThat(log.pending()).isZero();
    long events =
        log("B").stream().filter(row -> row.cause() == Cause.FOLLOW_UP).count();
    assertThat(events)
        .as("one for each end that is not of such an event: A, B, C itself, and C for A and for B")
        .isEqualTo(5);
    assertThat(told("B")).allMatch(row -> row.type().equals("webhook.delivery.failed"));
  }

  @Test
  void one_that_is_off_has_it_recorded_as_skipped() {
    var hook = service("Hook", false, "/Hook", FailureRules.DEFAULT);
    configure(service("A", tells("Hook", true, true)), hook);

    publish();

    await().until(() -> told("Hook").size() == 1);
    assertThat(told("Hook").get(0).state()).isEqualTo(State.SKIPPED);
    assertThat(told("Hook").get(0).sentence()).isEqualTo("The service was switched off.");
  }

  @Test
  void one_that_was_removed_disturbs_nothing() {
    configure(service("A", tells("Hook", true, true)));

    publish();

    assertThat(receipts(1).get(0).service()).isEqualTo("A");
    assertThat(log.pending()).isZero();
  }

  private List<DeliveryRow> told(String name) {
    return log(name).stream().filter(row -> row.cause() == Cause.FOLLOW_UP).toList();
  }

  private WebhookService listener(String name, FailureRules failures) {
    return new WebhookService(
        id(name),
        new WebhookService.Label(name, ""),
        true,
        new RequestTemplate(
            HttpMethod.POST,
            receiver.url("/" + name),
            List.of(),
            List.of(),
            "{{#data.eventType}}" + ALL
                + "{{/data.eventType}}{{^data.eventType}}{}{{/data.eventType}}"),
        new ResponseCheck.Success(),
        WebhookService.Sending.DEFAULT,
        Shaping.NONE,
        failures);
  }

  private static FailureRules tells(String name, boolean delivered, boolean failed) {
    return new FailureRules(true, false, null, new Downstream(id(name), delivered, failed));
  }
}
