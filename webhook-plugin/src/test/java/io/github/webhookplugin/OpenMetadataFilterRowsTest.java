package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of OpenMetadata's events reach a webhook, row by row: filters as in its examples, real requests. */
class OpenMetadataFilterRowsTest extends OpenChannel {
  private static final String BODY =
      "{\"eventId\": {{json eventId}}, \"changeDescription\": {{json changes}}}";

  @Test
  void W_02_a_webhook_subscribes_to_certain_events() {
    subscribe(filter("entityCreated", "table"));

    assertThat(sent(event("entityCreated", "table"), event("entityUpdated", "table")))
        .containsExactly("entityCreated table");
  }

  @Test
  void W_07_W_70_to_W_73_the_life_of_any_entity() {
    subscribe(
        filter("entityCreated"), filter("entityUpdated"),
        filter("entitySoftDeleted"), filter("entityDeleted"));
    var events = new ArrayList<NotificationEvent>();
    for (String type :
        List.of("entityCreated", "entityUpdated", "entitySoftDeleted", "entityDeleted")) {
      for (String entity : List.of("table", "dashboard", "pipeline", "glossaryTerm")) {
        events.add(event(type, entity));
      }
    }

    assertThat(sent(events.toArray(new NotificationEvent[0]))).hasSize(16);
  }

  @Test
  void W_70_created() {
    assertOnly("entityCreated");
  }

  @Test
  void W_71_updated() {
    assertOnly("entityUpdated");
  }

  @Test
  void W_72_soft_deleted() {
    assertOnly("entitySoftDeleted");
  }

  @Test
  void W_73_deleted() {
    assertOnly("entityDeleted");
  }

  @Test
  void W_08_changes_of_schema_owner_and_tags_with_their_description() {
    subscribe(Map.of(
        "eventType",
        "entityUpdated",
        "entities",
        List.of("table"),
        "include",
        List.of("columns", "owner", "tags")));

    assertThat(sent(
            changed("columns.address"), changed("owner"), changed("tags"), changed("description")))
        .containsExactlyInAnyOrder("columns.address", "owner", "tags");
    assertThat(receiver.got())
        .anySatisfy(request -> assertThat(request.body())
            .contains("{\"name\":\"tags\",\"oldValue\":\"a\",\"newValue\":\"b\"}"));
  }

  @Test
  void W_09_data_quality_events() {
    assertTyped("testCase.*", "testCase.failed", "pipeline.failed");
  }

  @Test
  void W_10_access_events() {
    assertTyped("access.policyViolated", "access.policyViolated", "access.granted");
  }

  @Test
  void W_11_pipeline_events() {
    assertTyped("*.failed", "ingestion.failed", "ingestion.finished");
  }

  @Test
  void W_12_events_of_the_hosts_own_making_without_registration() {
    assertTyped("acme.*", "acme.invoice.approved", "acm.invoice");
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

  private void assertOnly(String type) {
    subscribe(filter(type));

    assertThat(sent(
            event("entityCreated", "table"),
            event("entityUpdated", "table"),
            event("entitySoftDeleted", "table"),
            event("entityDeleted", "table")))
        .containsExactly(type + " table");
  }

  private void assertTyped(String wanted, String yes, String no) {
    configure(service(
        "Typed", "/in", "eventTypes", List.of(wanted), "body", "{\"title\": {{json title}}}"));

    assertThat(sent(
            titled(yes, NotificationEvent.of(yes)).build(),
            titled(no, NotificationEvent.of(no)).build()))
        .containsExactly(yes);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private void subscribe(Map<String, Object>... filters) {
    configure(webhook("Catalog", "/in", filters));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private Map<String, Object> webhook(String name, String path, Map<String, Object>... filters) {
    return service(
        name,
        path,
        "eventFilters",
        List.of(filters),
        "body",
        BODY.replace("{\"eventId\"", "{\"title\": {{json title}}, \"eventId\""));
  }

  private static Map<String, Object> filter(String eventType, String... entities) {
    var filter = new HashMap<String, Object>();
    filter.put("eventType", eventType);
    filter.put("entities", List.of(entities));
    return filter;
  }

  private static NotificationEvent.Builder titled(String title, NotificationEvent.Builder event) {
    return event.title(title);
  }

  private static NotificationEvent event(String type, String entity) {
    return titled(type + " " + entity, NotificationEvent.of(type))
        .entity(Map.of("type", entity, "name", "x"))
        .build();
  }

  /** A table in the domain Sales of which a field was updated. */
  private static NotificationEvent changed(String field) {
    var change = new LinkedHashMap<String, Object>();
    change.put("name", field);
    change.put("oldValue", "a");
    change.put("newValue", "b");
    return titled(field, NotificationEvent.of("entityUpdated"))
        .entity(Map.of("type", "table", "domain", Map.of("name", "Sales")))
        .changes(Map.of("fieldsUpdated", List.of(change)))
        .build();
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

  /** Publishes the events and gives the titles of those that the receiver got, once all are there. */
  private List<String> sent(NotificationEvent... events) {
    int wanted = 0;
    for (NotificationEvent event : events) {
      wanted += webhooks.publish(event).deliveries();
    }
    receipts(wanted);
    assertThat(receiver.got()).hasSize(wanted);
    return titles("/in");
  }

  private List<String> titles(String path) {
    return receiver.got(path).stream()
        .map(request -> request.body().replaceAll("(?s).*\"title\": \"([^\"]*)\".*", "$1"))
        .toList();
  }
}
