package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of OpenMetadata's events reach a webhook, row by row: each kind of event, real requests. */
class OpenMetadataEventRowsTest extends SubscribedChannel {
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
}
