package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which events reach a receiver. */
class FilterFlowTest extends OpenChannel {
  @Test
  void each_service_gets_what_it_wants_and_the_others_get_no_row() {
    configure(
        service("Tasks", "/tasks", "eventTypes", List.of("task.*")),
        service("Orders", "/orders", "eventTypes", List.of("order.paid")),
        service("All", "/all"));

    var receipt = webhooks.publish(anEvent());
    webhooks.publish(NotificationEvent.of("task.finished").build());

    assertThat(receipt.deliveries()).isEqualTo(2);
    assertThat(receipt.skipped()).isZero();
    assertThat(got(4))
        .extracting(Receiver.Got::path)
        .containsExactlyInAnyOrder("/orders", "/all", "/tasks", "/all");
    assertThat(log()).hasSize(4);
  }

  @Test
  void a_change_of_filters_counts_from_the_next_event_on() {
    configure(service("Orders", "/orders", "eventTypes", List.of("order.paid")));
    webhooks.publish(anEvent());
    got(1);

    change("Orders", "eventTypes", List.of("order.shipped"));
    var none = webhooks.publish(anEvent());
    webhooks.publish(NotificationEvent.of("order.shipped").build());

    assertThat(none.deliveries()).isZero();
    assertThat(got(2)).hasSize(2);
  }

  @Test
  void a_service_that_is_off_records_only_what_it_wants_as_skipped() {
    configure(service("Off", "/off", "enabled", false, "eventTypes", List.of("task.*")));

    var wanted = webhooks.publish(NotificationEvent.of("task.finished").build());
    var other = webhooks.publish(anEvent());

    assertThat(wanted.skipped()).isEqualTo(1);
    assertThat(other.skipped()).isZero();
    assertThat(log()).hasSize(1);
  }

  @Test
  void X_43_filtered_before_batched_a_batch_has_only_what_its_service_wants() {
    configure(service(
        "Batch",
        "/batch",
        "batchSize",
        2,
        "batchBody",
        "{\"n\": {{eventCount}}, \"titles\": [{{#events}}{{json title}},{{/events}}]}",
        "batchWait",
        60,
        "condition",
        Map.of("field", "data.severity", "in", List.of("high", "critical"))));

    for (String severity : List.of("high", "low", "low", "critical")) {
      webhooks.publish(NotificationEvent.of("alert")
          .title(severity)
          .data("severity", severity)
          .build());
    }

    assertThat(got().body()).contains("\"n\": 2", "high", "critical").doesNotContain("low");
    assertThat(log()).hasSize(2);
  }

  @Test
  void a_fallback_gets_what_another_did_not_take_whatever_its_own_filter_says() {
    var fallback = service("Fallback", "/fallback", "eventTypes", List.of("nothing"));
    fallback.put("id", "6f1c2f0e-8a2b-4a53-9d0e-0c6d3f6f2a11");
    configure(service("First", "/first", "fallback", fallback.get("id")), fallback);
    receiver.answers(
        request -> new Receiver.Reply(request.path().equals("/first") ? 400 : 200, "x"));

    webhooks.publish(anEvent());

    assertThat(got(2)).extracting(Receiver.Got::path).containsExactly("/first", "/fallback");
  }
}
