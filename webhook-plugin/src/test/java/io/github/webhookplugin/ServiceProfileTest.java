package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is kept about a service besides: names, owner, domain, tags, free fields, and removed but not for good. */
class ServiceProfileTest extends AdminFixture {
  private static final String PROFILE = ", 'apiName': 'Ops.chat-1', 'displayName': 'Ops Chat',"
      + " 'webhookType': 'Generic', 'owner': {'type': 'team', 'name': 'Ops', 'id': 'x'},"
      + " 'domain': {'type': 'domain', 'name': 'Sales'},"
      + " 'tags': [{'tagFQN': 'PII.Sensitive', 'source': 'Tag'}],"
      + " 'extension': {'costCenter': 'CC-42', 'days': 1.50, 'list': [1, null, {'a': true}]}";

  @Test
  void it_is_stored_and_read_back_as_it_was() {
    String id = service("Ops", PROFILE);
    String before = text(get("services/" + id)).replaceAll("\"status\".*", "");

    webhooks.stop(Duration.ofSeconds(5));
    start();

    assertThat(text(get("services/" + id)).replaceAll("\"status\".*", "")).isEqualTo(before);
    var shown = json(get("services/" + id));
    assertThat(shown.path("owner").toString())
        .isEqualTo("{\"type\":\"team\",\"name\":\"Ops\",\"id\":\"x\"}");
    assertThat(shown.path("tags").toString())
        .isEqualTo("[{\"tagFQN\":\"PII.Sensitive\",\"source\":\"Tag\"}]");
    assertThat(text(get("services/" + id)))
        .contains(
            "\"extension\":{\"costCenter\":\"CC-42\",\"days\":1.50,\"list\":[1,null,{\"a\":true}]}");
  }

  @Test
  void its_free_fields_are_variables_of_templates() {
    service(
        "Ops",
        PROFILE + ", 'body': '{`center`: {{service.extension.costCenter}}, `days`:"
            + " {{service.extension.days}}}'");

    publish(NotificationEvent.of("t").build());

    deliveries("delivered", 1);
    assertThat(receiver.got().get(0).body()).isEqualTo("{\"center\": \"CC-42\", \"days\": 1.50}");
  }

  @Test
  void everything_wrong_with_it_is_told_at_once() {
    var answer = post(
        "services",
        "{'name': 'A', 'url': '%s', 'apiName': 'with blank', 'webhookType': 'Mail',"
                .formatted(receiver.url("/in"))
            + " 'owner': {'type': 'robot'}, 'domain': 'Sales', 'tags': [{}, 1],"
            + " 'extension': {'a': [[[[[[[[1]]]]]]]]}}");

    assertProblem(
        answer,
        422,
        "/apiName",
        "/webhookType",
        "/owner/type",
        "/owner/name",
        "/domain",
        "/tags/0/tagFQN",
        "/tags/1",
        "/extension");
  }

  @Test
  void two_services_do_not_share_a_name_for_programs() {
    service("A", ", 'apiName': 'Same'");

    var answer = post(
        "services", "{'name': 'B', 'url': '%s', 'apiName': 'same'}".formatted(receiver.url("/in")));

    assertProblem(answer, 422, "/apiName");
  }

  @Test
  void a_removed_one_is_hidden_and_gets_nothing_until_it_is_restored() {
    String id = service("A", "");

    send("PATCH", "services/" + id, "{'deleted': true}");
    publish(NotificationEvent.of("t").build());

    assertThat(json(get("services")).path("services")).isEmpty();
    assertThat(nothingStored()).isTrue();
    assertThat(json(get("services/" + id)).path("deleted").asBoolean()).isTrue();
    send("PATCH", "services/" + id, "{'deleted': false}");
    publish(NotificationEvent.of("t").build());
    assertThat(deliveries("delivered", 1)).hasSize(1);
  }
}
