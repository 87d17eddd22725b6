package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of OpenMetadata's events reach a webhook, row by row: filters as in its examples, real requests. */
class OpenMetadataFilterRowsTest extends SubscribedChannel {
  @Test
  void W_02_a_webhook_subscribes_to_certain_events() {
    subscribe(filter("entityCreated", "table"));

    assertThat(sent(event("entityCreated", "table"), event("entityUpdated", "table")))
        .containsExactly("entityCreated table");
  }

  @Test
  void W_14_table_created_and_test_failed_to_an_endpoint_with_a_bearer_token() {
    configure(service(
        "Slack",
        "/in",
        "headers",
        List.of(Map.of("name", "Authorization", "value", "Bearer t", "secret", true)),
        "body",
        "{\"title\": {{json title}}}",
        "eventFilters",
        List.of(
            filter("entityCreated", "table"),
            Map.of(
                "eventType",
                "entityUpdated",
                "entities",
                List.of("testCase"),
                "include",
                List.of("testCaseResult"))),
        "condition",
        Map.of(
            "any",
            List.of(
                Map.of("field", "type", "equals", "entityCreated"),
                Map.of("field", "data.status", "equals", "Failed")))));

    assertThat(sent(
            event("entityCreated", "table"),
            testCase("Failed"),
            testCase("Success"),
            event("entityCreated", "topic")))
        .containsExactlyInAnyOrder("entityCreated table", "Failed");
    assertThat(got().headers()).containsEntry("authorization", "Bearer t");
  }

  @Test
  void W_15_a_webhook_monitors_tables_tests_and_pipelines_or_a_domain() {
    configure(
        webhook("Kinds", "/kinds", filter("entityUpdated", "table", "testCase", "pipeline")),
        webhook("Sales", "/sales", Map.of("eventType", "*", "include", List.of("domain:Sales"))));

    sent(
        event("entityUpdated", "pipeline"),
        event("entityUpdated", "user"),
        titled("in Sales", NotificationEvent.of("entityCreated"))
            .entity(Map.of("type", "user", "domain", Map.of("name", "Sales")))
            .build());

    assertThat(titles("/kinds")).containsExactly("entityUpdated pipeline");
    assertThat(titles("/sales")).containsExactly("in Sales");
  }

  @Test
  void W_20_entities_are_the_entitys_type() {
    subscribe(filter("entityDeleted", "table", "dashboard", "pipeline"));

    assertThat(sent(
            event("entityDeleted", "dashboard"),
            event("entityDeleted", "user"),
            event("entityDeleted", "pipeline")))
        .containsExactlyInAnyOrder("entityDeleted dashboard", "entityDeleted pipeline");
  }

  @Test
  void W_21_a_star_is_all_entities_as_in_example_3() {
    subscribe(filter("entityCreated", "*"), filter("entityUpdated", "*"));

    assertThat(sent(event("entityCreated", "team"), event("entityDeleted", "team")))
        .containsExactly("entityCreated team");
  }

  @Test
  void W_23_include_is_changed_fields_or_a_selector_as_in_examples_1_and_6() {
    configure(
        webhook(
            "Fields",
            "/fields",
            Map.of(
                "eventType",
                "entityUpdated",
                "entities",
                List.of("table"),
                "include",
                List.of("tags", "owner", "description"))),
        webhook(
            "Domain",
            "/domain",
            Map.of("eventType", "entityUpdated", "include", List.of("domain:Sales"))));

    sent(changed("owner"), changed("columns"));

    assertThat(titles("/fields")).containsExactly("owner");
    assertThat(titles("/domain")).containsExactlyInAnyOrder("owner", "columns");
  }

  @Test
  void W_24_exclude_wins() {
    subscribe(Map.of(
        "eventType",
        "entityUpdated",
        "include",
        List.of("domain:Sales"),
        "exclude",
        List.of("description")));

    assertThat(sent(changed("description"), changed("tags"))).containsExactly("tags");
  }

  @Test
  void W_25_one_of_several_filters_is_enough() {
    subscribe(filter("entityCreated", "table"), filter("entityDeleted", "topic"));

    assertThat(sent(
            event("entityCreated", "table"),
            event("entityDeleted", "topic"),
            event("entityCreated", "topic")))
        .containsExactlyInAnyOrder("entityCreated table", "entityDeleted topic");
  }

  @Test
  void S_09a_an_event_subscription_gets_create_update_and_delete() {
    configure(service(
        "Subscription",
        "/in",
        "eventTypes",
        List.of("entity*"),
        "body",
        "{\"title\": {{json title}}}"));

    assertThat(sent(
            event("entityCreated", "table"),
            event("entityUpdated", "table"),
            event("entityDeleted", "table"),
            event("thread", "table")))
        .hasSize(3);
  }

  @Test
  void S_09b_an_alert_goes_by_type_and_severity() {
    configure(service(
        "Alerts",
        "/in",
        "body",
        "{\"title\": {{json title}}}",
        "eventTypes",
        List.of("alert.*"),
        "condition",
        Map.of("field", "data.severity", "in", List.of("high", "critical"))));

    assertThat(sent(alert("critical"), alert("low"), alert("high")))
        .containsExactlyInAnyOrder("critical", "high");
  }

  @Test
  void S_09c_a_workflow_that_a_change_triggers_is_told_of_a_repeat_by_its_id() {
    subscribe(Map.of("eventType", "entityUpdated", "include", List.of("tags")));
    receiver.answers(503, "busy");
    webhooks.publish(changed("tags"));
    waitingAfter(1);
    receiver.answers(200, "ok");
    clock.forward(INTERVAL);

    assertThat(got(2))
        .extracting(Receiver.Got::id)
        .doesNotContain("")
        .containsOnly(got().id());
    assertThat(got(2)).extracting(Receiver.Got::body).containsOnly(got().body());
  }

  private static NotificationEvent testCase(String status) {
    return titled(status, NotificationEvent.of("entityUpdated"))
        .entity(Map.of("type", "testCase"))
        .changes(Map.of("fieldsUpdated", List.of("testCaseResult")))
        .data("status", status)
        .build();
  }

  private static NotificationEvent alert(String severity) {
    return titled(severity, NotificationEvent.of("alert.raised"))
        .data("severity", severity)
        .build();
  }
}
