package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which events AMMDS and DingTalk users route where, and what the seeds leave open about it. */
class FilterRowsTest extends OpenChannel {
  @Test
  void A_14_several_services_for_several_scenarios() {
    configure(
        service("Tasks", "/tasks", "eventTypes", List.of("task.*")),
        service("System", "/system", "eventTypes", List.of("system.*", "disk.full")));

    publish("task.finished", "");
    publish("disk.full", "");
    publish("user.login", "");

    assertThat(got(2)).hasSize(2);
    assertThat(receiver.got("/tasks")).hasSize(1);
    assertThat(receiver.got("/system")).hasSize(1);
  }

  @Test
  void A_17_important_events_only() {
    configure(service("Important", "/important", "condition", severity("high", "critical")));

    assertThat(publish("task.failed", "high")).isEqualTo(1);
    assertThat(publish("task.failed", "low")).isZero();
    assertThat(publish("task.failed", "")).isZero();
    assertThat(got(1)).hasSize(1);
  }

  @Test
  void T_05_changes_of_a_website_by_their_type() {
    configure(service("Flow", "/flow", "eventTypes", List.of("site.*.updated")));

    assertThat(publish("site.news.updated", "")).isEqualTo(1);
    assertThat(publish("site.news.deleted", "")).isZero();
    assertThat(got(1)).hasSize(1);
  }

  @Test
  void T_06_alarms_by_their_severity() {
    configure(service(
        "Flow",
        "/flow",
        "eventTypes",
        List.of("alarm"),
        "condition",
        Map.of("field", "data.level", "atLeast", 3)));

    assertThat(level(2)).isZero();
    assertThat(level("3")).isEqualTo(1);
    assertThat(level(4.5)).isEqualTo(1);
    assertThat(got(2)).hasSize(2);
  }

  @Test
  void X_27_without_a_filter_a_service_gets_every_event() {
    configure(service("All", "/all"), service("Tasks", "/tasks", "eventTypes", List.of("task.*")));

    webhooks.publish(anEvent());
    webhooks.publish(NotificationEvent.of("task.finished").build());
    webhooks.publish(
        NotificationEvent.of("anything").entity(Map.of("type", "table")).build());

    assertThat(got(4)).hasSize(4);
    assertThat(receiver.got("/all")).hasSize(3);
    assertThat(receiver.got("/tasks")).hasSize(1);
  }

  @Test
  void X_37_a_colon_makes_a_selector_and_field_names_do_not_count_for_a_creation() {
    var include = List.of("tags", "domain:Sales");
    configure(service(
        "Catalog",
        "/in",
        "eventFilters",
        List.of(
            Map.of("eventType", "entityCreated", "include", include),
            Map.of("eventType", "entityUpdated", "include", include))));

    assertThat(deliveries("entityCreated", "Sales", Map.of())).isEqualTo(1);
    assertThat(deliveries("entityCreated", "HR", Map.of())).isZero();
    assertThat(deliveries("entityUpdated", "Sales", Map.of())).isZero();
    assertThat(deliveries("entityUpdated", "Sales", Map.of("fieldsAdded", List.of("tags"))))
        .isEqualTo(1);
    assertThat(deliveries("entityUpdated", "HR", Map.of("fieldsAdded", List.of("tags"))))
        .isZero();
    assertThat(got(2)).hasSize(2);
  }

  private static Map<String, Object> severity(String... wanted) {
    return Map.of("field", "data.severity", "in", List.of(wanted));
  }

  private int publish(String type, String severity) {
    var event = NotificationEvent.of(type);
    if (!severity.isEmpty()) {
      event.data("severity", severity);
    }
    return webhooks.publish(event.build()).deliveries();
  }

  private int level(Object level) {
    return webhooks
        .publish(NotificationEvent.of("alarm").data("level", level).build())
        .deliveries();
  }

  private int deliveries(String type, String domain, Map<String, Object> changes) {
    return webhooks
        .publish(NotificationEvent.of(type)
            .entity(Map.of("type", "table", "domain", Map.of("name", domain)))
            .changes(changes)
            .build())
        .deliveries();
  }
}
