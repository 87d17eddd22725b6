package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who did what when: everything that an admin can do leaves an entry, and none has a secret. */
class AdminAuditTest extends AdminFixture {
  private static final String CANARY = "canary-51d2b7";

  @Test
  void changes_of_settings_are_told_apart() {
    String id = service("Ops", ", 'secret': '" + CANARY + "'");
    send("PATCH", "services/" + id, "{'timeout': 20, 'description': 'x'}");
    send("PATCH", "services/" + id, "{'enabled': false}");
    send("PATCH", "services/" + id, "{'enabled': true, 'timeout': 21}");
    post("services/" + id + "/secret", "{'action': 'rotate'}");
    post("signature/secret", "{'recipe': 'standard-webhooks'}");
    webhooks.apply(Map.of("enabled", false), "bob");
    webhooks.apply(Map.of("enabled", true, "retryCount", 7), "bob");
    post("history/2/" + id + "/restore", "{}");
    send("DELETE", "services/" + id, "");

    assertThat(entries(""))
        .extracting(AdminAuditTest::who, AdminAuditTest::action, AdminAuditTest::detail)
        .containsExactly(
            tuple("ann", "service-removed", ""),
            tuple("ann", "settings-restored", "2"),
            tuple("ann", "service-changed", "timeout"),
            tuple("bob", "sending-switched-on", ""),
            tuple("bob", "settings-changed", "retryCount"),
            tuple("bob", "sending-switched-off", ""),
            tuple("ann", "secret-made", "standard-webhooks"),
            tuple("ann", "secret-changed", "rotate"),
            tuple("ann", "service-switched-on", ""),
            tuple("ann", "service-changed", "timeout"),
            tuple("ann", "service-switched-off", ""),
            tuple("ann", "service-changed", "description, timeout"),
            tuple("ann", "service-added", ""));
    assertThat(entries("?service=" + id)).hasSize(8);
    assertThat(text(get("audit"))).contains("Ops").doesNotContain(CANARY);
  }

  @Test
  void imports_tests_and_what_is_done_to_deliveries_are_recorded() {
    String id = service("Ops", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    receiver.answers(500, "no");
    publish(NotificationEvent.of("order.paid").title("One").build());
    String failed = deliveries("failed", 1).get(0);

    post("services/" + id + "/test", "");
    post("test", "{'name': 'Draft', 'url': '" + receiver.url("/draft") + "'}");
    String again =
        json(post("deliveries/" + failed + "/redeliver", "")).path("id").asText();
    assertThat(again).isNotEmpty();
    String job = json(post("redeliveries", "{'filter': {'states': ['failed']}}"))
        .path("id")
        .asText();
    post("import", "{'document': {'services': [{'name': 'New', 'url': 'https://example.com'}]}}");

    assertThat(entries(""))
        .extracting(AdminAuditTest::action, line -> line.path("about").asText())
        .contains(tuple("delivery-redelivered", failed), tuple("redelivery-started", job));
    assertThat(entries("?action=test-sent"))
        .extracting(AdminAuditTest::detail)
        .containsExactly("Draft", "");
    assertThat(entries("?action=settings-imported"))
        .extracting(AdminAuditTest::detail)
        .containsExactly("webhook-plugin");
  }

  @Test
  void what_waits_is_tried_or_stopped_by_somebody() {
    service("Ops", ", 'retry': {'mode': 'fixed', 'count': 3, 'interval': 3600}");
    receiver.answers(500, "no");
    publish(NotificationEvent.of("order.paid").title("One").build());
    publish(NotificationEvent.of("order.paid").title("Two").build());
    String one = deliveries("waiting", 2).get(0);

    post("deliveries/" + one + "/stop", "");
    post("deliveries/" + one + "/stop", "");
    post("deliveries/stop", "{'filter': {}}");

    assertThat(entries("?action=deliveries-stopped"))
        .extracting(
            line -> line.path("about").asText(), line -> line.path("count").asInt())
        .containsExactly(tuple("null", 1), tuple(one, 1));
  }

  @Test
  void pages_follow_each_other_and_what_is_wrong_is_said() {
    service("A", "");
    service("B", "");
    service("C", "");

    var first = json(get("audit?limit=2"));
    var second = json(get("audit?limit=2&cursor=" + first.path("nextCursor").asText()));

    assertThat(first.path("entries")).hasSize(2);
    assertThat(second.path("entries")).hasSize(1);
    assertThat(second.path("nextCursor").isNull()).isTrue();
    assertProblem(get("audit?action=me"), 400, "action");
    assertProblem(get("audit?since=me"), 400, "since");
    assertProblem(get("audit?cursor=me"), 400, "cursor");
    assertProblem(get("audit/file?format=xml"), 400, "format");
  }

  @Test
  void a_file_for_spreadsheets_has_no_formula_in_it() {
    service("=HYPERLINK(`http://evil`)", "");
    webhooks.apply(Map.of("retryCount", 7), "+eve\r\n=1+1");

    AdminResponse file = get("audit/file?format=csv");

    assertThat(file.contentType()).isEqualTo("text/csv; charset=utf-8");
    assertThat(file.headers())
        .containsEntry("Content-Disposition", "attachment; filename=\"audit.csv\"")
        .containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(text(file))
        .startsWith("\uFEFF\"at\",\"by\",\"action\"")
        .contains(",\"'=HYPERLINK(\"\"http://evil\"\")\",")
        .contains(",\"'+eve\r\n=1+1\",");
    assertThat(json(get("audit/file")).path("entries")).hasSize(2);
  }

  private List<JsonNode> entries(String query) {
    var entries = new ArrayList<JsonNode>();
    json(get("audit" + query)).path("entries").forEach(entries::add);
    return entries;
  }

  private static String who(JsonNode line) {
    return line.path("by").asText();
  }

  private static String action(JsonNode line) {
    return line.path("action").asText();
  }

  private static String detail(JsonNode line) {
    return line.path("detail").isNull() ? "" : line.path("detail").asText();
  }
}
