package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.DeliveryReceipt;
import io.github.webhookplugin.api.EventOrigin;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.ServiceNotice;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Events that go round in circles (feature N-08). */
class LoopGuardTest extends OpenChannel {
  private final List<ServiceNotice> notices = new CopyOnWriteArrayList<>();

  @Override
  HostContext.Builder context() {
    return super.context()
        .ownAddress(URI.create("https://host.example/api/events"))
        .listener(new DeliveryListener() {
          @Override
          public void ended(DeliveryReceipt receipt) {}

          @Override
          public void noticed(ServiceNotice notice) {
            notices.add(notice);
          }
        });
  }

  @Test
  void every_request_names_the_services_that_the_event_came_through() {
    configure(service("Orders", "/orders"));
    String before = UUID.randomUUID().toString();

    webhooks.publish(anEvent());
    webhooks.publish(anEventFrom(before));

    assertThat(got(2))
        .extracting(request -> request.headers().get(EventOrigin.HEADER))
        .containsExactlyInAnyOrder(id("Orders"), before + ", " + id("Orders"));
  }

  @Test
  void an_event_that_a_webhook_caused_is_not_sent_back_to_it() {
    configure(service("Orders", "/orders"), service("Ops", "/ops"));
    webhooks.publish(anEvent());
    String hops = got(2).stream()
        .filter(request -> request.path().equals("/orders"))
        .findFirst()
        .orElseThrow()
        .headers()
        .get(EventOrigin.HEADER);

    var receipt =
        webhooks.publish(anEventFrom(EventOrigin.of(Map.of(EventOrigin.HEADER, hops)::get)));

    assertThat(receipt.skipped()).isEqualTo(1);
    assertThat(receipt.deliveries()).isEqualTo(1);
    got(3);
    assertThat(receiver.got("/orders")).hasSize(1);
    assertThat(receiver.got("/ops").get(1).headers().get(EventOrigin.HEADER))
        .isEqualTo(id("Orders") + ", " + id("Ops"));
    assertThat(skipped())
        .containsExactly("Loop guard: the event came about by this service's own webhook.");
  }

  @Test
  void a_host_may_name_the_service_that_caused_it() {
    configure(service("Orders", "/orders"));

    assertThat(webhooks.publish(anEventFrom("webhook:Orders")).skipped()).isEqualTo(1);
    assertThat(webhooks.publish(anEventFrom("webhook:" + id("Orders"))).skipped())
        .isEqualTo(1);
    assertThat(webhooks.publish(anEventFrom("Orders")).skipped()).isZero();
  }

  @Test
  void an_event_that_came_through_five_webhooks_is_sent_to_no_more() {
    configure(service("Orders", "/orders"));

    assertThat(webhooks.publish(anEventFrom(hops(4))).deliveries()).isEqualTo(1);
    assertThat(webhooks.publish(anEventFrom(hops(5))).deliveries()).isZero();

    assertThat(skipped())
        .containsExactly(
            "Loop guard: the event came through 5 webhooks already; 5 are the most (maxHops).");
  }

  @Test
  void how_many_is_a_setting() {
    configure(service("Orders", "/orders"));
    assertThat(apply(Map.of("maxHops", 1))).isEmpty();

    assertThat(webhooks.publish(anEventFrom(hops(1))).deliveries()).isZero();
    assertThat(apply(Map.of("maxHops", 0))).hasSize(1);
    assertThat(apply(Map.of("maxHops", 21))).hasSize(1);
  }

  @Test
  void a_fallback_that_caused_the_event_does_not_get_it() {
    configure(service("Ops", "/ops"));
    configure(
        Map.of("id", id("Ops"), "name", "Ops", "url", receiver.url("/ops")),
        service("Orders", "/orders", "fallback", id("Ops")));
    receiver.answers(404, "no");

    webhooks.publish(anEventFrom("webhook:Ops"));

    await().until(() -> count(State.FAILED) == 1 && count(State.SKIPPED) == 1);
    assertThat(receiver.got("/ops")).isEmpty();
    assertThat(log()).hasSize(2);
    assertThat(log())
        .filteredOn(row -> row.state() == State.FAILED)
        .allSatisfy(
            row -> assertThat(row.sentence()).endsWith("Its fallback “Ops” has had it already."));
  }

  @Test
  void a_service_that_leads_to_the_host_itself_is_refused() {
    assertThat(problems(Map.of("name", "Mirror", "url", "https://host.example:443/api/events")))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.pointer()).isEqualTo("/services/0/url");
          assertThat(problem.message()).startsWith("This address is this host's own");
        });
    assertThat(problems(Map.of("name", "Other", "url", "https://host.example/receivers")))
        .isEmpty();
  }

  @Test
  void a_service_with_a_burst_about_one_thing_is_pointed_out_once() {
    configure(service("Orders", "/orders"));
    assertThat(apply(Map.of("burstLimit", 3))).isEmpty();

    for (int i = 0; i < 6; i++) {
      webhooks.publish(about(Map.of("id", 7, "version", i)));
      webhooks.publish(about(Map.of("id", 100 + i)));
      webhooks.publish(anEvent());
    }

    await().until(() -> !notices.isEmpty());
    got(18);
    assertThat(notices).singleElement().satisfies(notice -> {
      assertThat(notice.kind()).isEqualTo(ServiceNotice.Kind.BURST);
      assertThat(notice.service()).isEqualTo("Orders");
      assertThat(notice.sentence())
          .startsWith("It gets more than 3 events of type order.paid about one and the same thing");
    });
  }

  private static NotificationEvent anEventFrom(String origin) {
    return NotificationEvent.of("order.paid").origin(origin).build();
  }

  private static NotificationEvent about(Map<String, Object> entity) {
    return NotificationEvent.of("order.paid").entity(entity).build();
  }

  private static String hops(int count) {
    return String.join(", ", Collections.nCopies(count, UUID.randomUUID().toString()));
  }

  private String id(String name) {
    return services().stream()
        .filter(service -> service.get("name").equals(name))
        .map(service -> (String) service.get("id"))
        .findFirst()
        .orElseThrow();
  }

  private List<String> skipped() {
    return log().stream()
        .filter(row -> row.state() == State.SKIPPED)
        .map(row -> row.sentence())
        .toList();
  }
}
