package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminPermission;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The drawer that tests a service, and its result (design of the admin pages, 7.5 and 7.6). */
class TrialPageTest extends PagesFixture {
  @Test
  void A_21_the_drawer_names_the_service_and_offers_the_hosts_examples() {
    var drawer = drawer(service("Ops <alerts>", ""));

    assertThat(drawer.select("h2").text()).isEqualTo("Test Ops <alerts>");
    assertThat(drawer.select("dialog[data-dialog][aria-labelledby=trial-title]"))
        .hasSize(1);
    assertThat(drawer.select(".mono").text()).isEqualTo("POST " + receiver.url("/in"));
    assertThat(drawer.select("option").eachAttr("value")).containsExactly("order.paid");
    assertThat(drawer.select("option").text()).isEqualTo("An order was paid (order.paid)");
    assertThat(drawer.select(".alert")).isEmpty();
    assertThat(drawer.select("#trial-out[aria-live=polite]")).hasSize(1);
  }

  @Test
  void a_service_that_is_off_says_that_the_test_goes_out_all_the_same() {
    String id = service("Off", ", 'enabled': false");

    assertThat(drawer(id).select(".alert").text())
        .isEqualTo("This service is off. The test is sent anyway.");
    assertThat(test(id).select("h3").text()).isEqualTo("Test passed");
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void while_sending_is_off_for_all_the_drawer_says_so() {
    String id = service("Orders", "");
    webhooks.apply(Map.of("enabled", false), "ann");

    assertThat(drawer(id).select(".alert").text())
        .isEqualTo("Sending is off. The test is sent anyway.");
  }

  @Test
  void a_type_that_the_service_does_not_get_is_noted_before_the_test() {
    String id = service("Tasks", ", 'eventTypes': ['task.*', 'task.finished']");
    var drawer = drawer(id);

    assertThat(drawer.select("option").eachAttr("value"))
        .as("what it asks for comes first")
        .containsExactly("task.finished", "order.paid");
    assertThat(drawer.select("#trial-note").text()).isEmpty();
    var note = page("services/" + id + "/test/note?type=order.paid");
    assertThat(note.text())
        .startsWith("Note: this service does not receive “order.paid” events.")
        .contains("task.*");
    PageRules.check(note);
  }

  @Test
  void W_13_a_test_that_passed_shows_answer_and_request() {
    receiver.answers(200, "{\"ok\":true,\"<b>\":1}");
    var result = test(service("Orders", ", 'secret': 'geheim-geheim-geheim-geheim'"));

    assertThat(result.select("h3").text()).isEqualTo("Test passed");
    assertThat(result.select(".code.ok").text()).isEqualTo("200 OK");
    assertThat(result.select(".result-check").text()).contains("200");
    assertThat(result.select("#trial-answer").text()).contains("\"ok\": true").contains("<b>");
    assertThat(result.select(".http-line").text()).isEqualTo("POST " + receiver.url("/in"));
    assertThat(result.select("details pre").text()).contains("Order 1 was paid");
    assertThat(result.html()).doesNotContain("geheim");
    assertThat(result.select("#trial-all")).isEmpty();
  }

  @Test
  void a_test_that_failed_says_why_and_what_to_do() {
    receiver.answers(401, "who are you");
    var result = test(service("Orders", ""));

    assertThat(result.select(".result.is-bad h3").text()).isEqualTo("Test failed");
    assertThat(result.select(".code.bad").text()).isEqualTo("401 Unauthorized");
    assertThat(result.select(".result-advice").text())
        .isEqualTo("The receiver refused the credentials. Check the Authorization header.");
    assertThat(result.select("#trial-answer").text()).isEqualTo("who are you");
  }

  @Test
  void a_receiver_that_is_not_there_has_no_status_and_an_advice() {
    String id = service("Orders", "");
    receiver.close();
    var result = test(id);

    assertThat(result.select(".code")).isEmpty();
    assertThat(result.select(".result-advice").text())
        .isEqualTo("Check the host and port, and that the receiver is running.");
    assertThat(result.select("h4, #trial-answer")).isEmpty();
  }

  @Test
  void a_long_answer_is_cut_until_somebody_asks_for_all() {
    receiver.answers(200, "line\n".repeat(300));
    var result = test(service("Orders", ""));

    assertThat(result.select("#trial-answer.is-cut")).hasSize(1);
    assertThat(result.select("#trial-all[data-show-all=trial-answer]").text())
        .isEqualTo("Show all");
  }

  @Test
  void headers_of_the_answer_are_folded_and_echoed_secrets_hidden() {
    receiver.answers(
        got -> new Receiver.Reply(200, "ok", Map.of("X-Echo", "geheim-geheim-geheim")));
    var result = test(service(
        "Orders",
        ", 'headers': [{'name': 'X-Key', 'value': 'geheim-geheim-geheim', 'secret': true}]"));

    assertThat(result.select("details summary").eachText())
        .containsExactly("Headers", "What was sent");
    assertThat(result.select("details .http").first().text()).containsIgnoringCase("X-Echo: ***");
    assertThat(result.html()).doesNotContain("geheim");
  }

  @Test
  void of_an_endless_answer_the_start_is_shown_and_that_there_was_more() {
    receiver.answers(200, "x".repeat(70_000));
    var result = test(service("Orders", ""));

    assertThat(result.select("#trial-answer").text()).hasSize(65_536);
    assertThat(result.select("p.help").text())
        .isEqualTo("The answer was longer. Its first 64 KB are shown.");
  }

  @Test
  void the_test_message_of_dms_has_a_code_to_find() {
    String id = service("DMS", ", 'preset': 'dms'");

    assertThat(drawer(id).select("option[selected]").text()).isEqualTo("The test message of DMS");
    assertThat(test(id, "").select(".result-advice").text()).containsPattern("code \\d{6}\\.");
  }

  @Test
  void who_may_test_needs_no_right_to_edit_and_who_may_only_look_is_refused() {
    String id = service("Orders", "");
    permissions = Set.of(AdminPermission.VIEW, AdminPermission.TEST);
    assertThat(submit("services/" + id + "/test").status()).isEqualTo(200);

    permissions = Set.of(AdminPermission.VIEW);
    assertThat(submit("services/" + id + "/test").status()).isEqualTo(403);
  }

  @Test
  void a_service_that_is_gone_is_404() {
    String path = "services/" + UUID.randomUUID() + "/test";

    assertThat(visit(path).status()).isEqualTo(404);
    assertThat(submit(path).status()).isEqualTo(404);
    assertThat(visit("services/no-id/test").status()).isEqualTo(404);
  }

  @Test
  void in_chinese() {
    String id = service("订单", "");
    locale = Locale.SIMPLIFIED_CHINESE;

    assertThat(drawer(id).select("h2").text()).isEqualTo("测试 订单");
    assertThat(test(id).select("h3").text()).isEqualTo("测试通过");
    receiver.answers(503, "");
    assertThat(test(id).select(".result-advice").text()).isEqualTo("接收方自身出现问题。稍后重试可能会成功。");
  }

  private Document drawer(String id) {
    var drawer = page("services/" + id + "/test");
    PageRules.check(drawer);
    return drawer;
  }

  private Document test(String id) {
    return test(id, "order.paid");
  }

  private Document test(String id, String type) {
    var answer = submit("services/" + id + "/test", "type", type);
    assertThat(answer.status()).isEqualTo(200);
    var result = html(answer);
    PageRules.check(result);
    return result;
  }
}
