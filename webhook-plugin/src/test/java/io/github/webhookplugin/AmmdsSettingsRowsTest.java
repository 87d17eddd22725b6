package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.outbox.DeliveryRow;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the AMMDS plugin lets its users set, row by row; are continued in {@link OffSwitchTest}. */
class AmmdsSettingsRowsTest extends OpenChannel {
  /** The three examples of the AMMDS documentation, one a line. */
  private static final String SAMPLE_HEADERS = """
      Content-Type: application/json
      Authorization: Bearer <token>
      X-Custom-Header: <value>
      """;

  @Test
  void A_05_A_08_A_10_the_three_global_items_have_their_defaults() {
    assertThat(webhooks.settings())
        .containsEntry("enabled", true)
        .containsEntry("retryCount", 3)
        .containsEntry("retryInterval", 60);
  }

  @ParameterizedTest
  @CsvSource({"retryCount,-1", "retryCount,21", "retryInterval,0", "retryInterval,86401"})
  void A_08_A_10_a_number_out_of_its_range_is_refused_and_changes_nothing(String item, int value) {
    List<SettingsProblem> problems = apply(Map.of("enabled", false, item, value));

    assertThat(problems).extracting(SettingsProblem::pointer).containsExactly("/" + item);
    assertThat(webhooks.settings()).containsEntry("enabled", true);
  }

  @ParameterizedTest
  @CsvSource({"retryCount,0", "retryCount,20", "retryInterval,1", "retryInterval,86400"})
  void A_08_A_10_the_ends_of_the_ranges_are_allowed(String item, int value) {
    assertThat(apply(Map.of(item, value))).isEmpty();
    assertThat(webhooks.settings()).containsEntry(item, value);
  }

  @Test
  @SuppressWarnings("unchecked")
  void A_12_five_hundred_services_get_one_event() {
    configure(IntStream.range(0, 500)
        .mapToObj(i -> service("Service " + i, "/" + i))
        .toArray(Map[]::new));

    assertThat(webhooks.publish(anEvent()).deliveries()).isEqualTo(500);

    assertThat(receipts(500)).allMatch(receipt -> receipt.outcome() == Outcome.DELIVERED);
    assertThat(receiver.got())
        .extracting(Receiver.Got::path)
        .doesNotHaveDuplicates()
        .hasSize(500);
  }

  @Test
  void A_13_A_14_each_service_has_its_own_address_headers_and_content() {
    configure(
        service("System alert", "/alerts", "body", "{\"alert\":\"{{title}}\"}"),
        service(
            "Task status change", "/tasks", "body", "[\"{{type}}\"]", "headers", "X-Team: ops"));

    webhooks.publish(anEvent());

    receipts(2);
    assertThat(receiver.got("/alerts").get(0).body()).isEqualTo("{\"alert\":\"Order 10477\"}");
    assertThat(receiver.got("/alerts").get(0).headers()).doesNotContainKey("x-team");
    assertThat(receiver.got("/tasks").get(0).body()).isEqualTo("[\"order.paid\"]");
    assertThat(receiver.got("/tasks").get(0).headers()).containsEntry("x-team", "ops");
  }

  @ParameterizedTest
  @ValueSource(strings = {"System Alert Notification", "Task Completion Notification", "系统告警 🔔"})
  void A_22_a_name_may_have_blanks_and_any_script(String name) {
    configure(service(name, "/a"));

    webhooks.publish(anEvent());

    assertThat(receipt().service()).isEqualTo(name);
  }

  @Test
  void A_22_a_name_is_required_and_unique_whatever_its_case() {
    assertThat(problems(service("  ", "/a"), service("Alerts", "/b"), service("ALERTS", "/c")))
        .extracting(SettingsProblem::pointer)
        .containsExactlyInAnyOrder("/services/0/name", "/services/2/name");
  }

  @Test
  void A_22_a_service_keeps_its_id_and_its_history_when_it_is_renamed() {
    configure(service("Old name", "/a"));
    webhooks.publish(anEvent());
    receipts(1);
    Object id = services().get(0).get("id");

    change("Old name", "name", "New name");

    webhooks.publish(anEvent());
    assertThat(receipts(2).get(1).service()).isEqualTo("New name");
    assertThat(services().get(0)).containsEntry("id", id);
    assertThat(log())
        .extracting(DeliveryRow::service)
        .hasSize(2)
        .containsOnly(log().get(0).service());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ftp://127.0.0.1/a", "127.0.0.1/a", "http://", "http://host:99999/"})
  void A_23_an_address_is_required_and_must_be_one(String url) {
    assertThat(problems(Map.of("name", "Alerts", "url", url)))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/services/0/url");
  }

  @Test
  void A_24_a_receiver_that_is_down_does_not_keep_its_service_from_being_saved() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    configure(Map.of("name", "Alerts", "url", "http://127.0.0.1:" + closed + "/"));

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).sentence()).isNotBlank();
  }

  @Test
  void A_25_requests_are_posted_unless_the_service_says_put() {
    configure(service("Posted", "/post"), service("Put", "/put", "method", "PUT"));

    webhooks.publish(anEvent());

    receipts(2);
    assertThat(receiver.got("/post").get(0).method()).isEqualTo("POST");
    assertThat(receiver.got("/put").get(0).method()).isEqualTo("PUT");
  }

  @Test
  void A_26_a_description_may_have_several_lines() {
    configure(service("Alerts", "/a", "description", "For the team on call.\nAsk Ann."));

    assertThat(services().get(0)).containsEntry("description", "For the team on call.\nAsk Ann.");
  }

  @Test
  void A_27_A_28_a_service_that_is_switched_off_keeps_its_configuration_and_its_secrets() {
    configure(service("Alerts", "/a", "headers", SAMPLE_HEADERS, "body", "{\"a\":1}"));
    Map<String, Object> before = services().get(0);

    change("Alerts", "enabled", false);
    assertThat(services().get(0)).containsEntry("enabled", false);
    change("Alerts", "enabled", true);

    assertThat(services().get(0)).isEqualTo(before);
    webhooks.publish(anEvent());
    assertThat(got().headers()).containsEntry("authorization", "Bearer <token>");
  }

  @Test
  void A_29_A_31_A_33_pasted_header_lines_are_sent_each_once() {
    configure(
        service("Alerts", "/a", "headers", "\n  " + SAMPLE_HEADERS + "\r\nX-Time: 08:15:30\n"));

    webhooks.publish(anEvent());

    assertThat(got().headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("authorization", "Bearer <token>")
        .containsEntry("x-custom-header", "<value>")
        .containsEntry("x-time", "08:15:30");
  }

  @Test
  void A_29_a_bad_header_line_is_named_by_its_number() {
    assertThat(problems(service("Alerts", "/a", "headers", "X-Good: 1\n\nno colon here")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).startsWithIgnoringCase("line 3"));
  }

  @Test
  void A_30_X_28_pasted_text_and_rows_are_two_views_of_the_same_headers() {
    configure(service("Alerts", "/a", "headers", "X-Team: ops\nX-Stage: test"));
    assertThat(services().get(0).get("headers"))
        .isEqualTo(List.of(
            Map.of("name", "X-Team", "value", "ops", "secret", false),
            Map.of("name", "X-Stage", "value", "test", "secret", false)));

    change("Alerts", "headers", List.of(Map.of("name", "X-Team", "value", "dev")));

    webhooks.publish(anEvent());
    assertThat(got().headers()).containsEntry("x-team", "dev").doesNotContainKey("x-stage");
  }

  @Test
  void A_32_A_58_a_token_is_sent_but_neither_shown_nor_stored_readable() throws Exception {
    configure(service("Alerts", "/a", "headers", "Authorization: Bearer s3cr3t-t0ken"));

    webhooks.publish(anEvent());

    assertThat(got().headers()).containsEntry("authorization", "Bearer s3cr3t-t0ken");
    assertThat(webhooks.settings().toString()).contains("Authorization").doesNotContain("s3cr3t");
    receipts(1);
    try (Stream<Path> files = Files.list(data).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("s3cr3t");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Host", "Content-Length", "Transfer-Encoding", "Connection", "webhook-id"})
  void A_33_a_header_that_the_sender_sets_is_refused_by_name(String name) {
    assertThat(problems(service("Alerts", "/a", "headers", "X-Fine: 1\n" + name + ": 1")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(name));
  }

  @Test
  void A_34_a_body_that_is_no_json_is_refused_with_line_and_column() {
    assertThat(problems(service("Alerts", "/a", "body", "{\n  \"title\": \"{{title}}\",\n}")))
        .anySatisfy(problem -> {
          assertThat(problem.pointer()).isEqualTo("/services/0/body");
          assertThat(problem.message()).contains("ine 3, column 1");
        });
  }

  @Test
  void A_63_a_service_can_be_edited_and_deleted_and_its_history_stays() {
    configure(service("Alerts", "/a"), service("Tasks", "/b"));
    webhooks.publish(anEvent());
    receipts(2);

    change("Alerts", "url", receiver.url("/elsewhere"));
    apply(Map.of("services", List.of(services().get(0))));

    assertThat(webhooks.publish(anEvent()).deliveries()).isEqualTo(1);
    receipts(3);
    assertThat(receiver.got()).extracting(Receiver.Got::path).contains("/elsewhere");
    assertThat(Set.copyOf(log().stream().map(DeliveryRow::service).toList())).hasSize(2);
    assertThat(log()).hasSize(3);
  }
}
